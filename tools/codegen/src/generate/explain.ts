import type { Applied } from "../overlay/apply-overlay.ts";
import { readCorrected } from "../overlay/read-corrected.ts";
import type { Spec } from "../workspace/discover.ts";
import { ProblemError } from "../workspace/problem.ts";
import type { Output, Terminal } from "../workspace/terminal.ts";

/** Prints the nodes that each action of the overlay touches. Returns false if the overlay has errors. */
export function explainSpec(spec: Spec, out: Output, terminal: Terminal): boolean {
  let actions = 0;
  const print = (applied: Applied) => {
    actions++;
    out.write(explained(applied));
  };
  try {
    readCorrected(spec, print);
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    terminal.problems(error.problems);
    terminal.spec(spec.id, "the overlay has errors");
    return false;
  }
  terminal.spec(spec.id, actions > 0 ? `${actions} actions` : "no overlay");
  return true;
}

function explained({ location, target, description, kind, nodes }: Applied): string {
  const position = location.line === undefined ? location.file : `${location.file}:${location.line}`;
  const count = `${nodes.length} ${nodes.length === 1 ? "node" : "nodes"}`;
  const lines = [
    `${position}  ${kind} ${count}: ${description}`,
    `  ${target}`,
    ...nodes.map((node) => `    ${node}`),
  ];
  return `${lines.join("\n")}\n`;
}
