import type { ReadSpec } from "../overlay/read-checked.ts";
import { pathsOf, type Spec } from "../workspace/discover.ts";
import { COMMAND } from "../workspace/find-package.ts";
import { problemsFrom } from "../workspace/problem.ts";
import type { Terminal } from "../workspace/terminal.ts";
import { type Generated, generateSpec } from "./generate.ts";
import { findDifferences, writeOutputs } from "./write-output.ts";

const STATES = { differs: "differs", missing: "is missing", unexpected: "is not generated" } as const;

/** Generates a spec, read from its folder or given, and writes its files. Returns false, and writes nothing, if it has errors. */
export async function writeSpec(spec: Spec, terminal: Terminal, given?: ReadSpec): Promise<boolean> {
  const start = performance.now();
  const generated = await generate(spec, terminal, given);
  if (!generated) return false;
  writeOutputs(spec, generated.outputs);
  const seconds = ((performance.now() - start) / 1000).toFixed(2);
  terminal.spec(spec.id, `${generated.operations} operations, ${generated.schemas} schemas  ${seconds} s`);
  return true;
}

/** Generates a spec in memory. Returns false if the files on disk differ. */
export async function checkSpec(spec: Spec, terminal: Terminal): Promise<boolean> {
  const generated = await generate(spec, terminal);
  if (!generated) return false;
  const differences = findDifferences(spec, generated.outputs);
  for (const { path, state } of differences) terminal.error(`${path} ${STATES[state]}`);
  if (differences.length > 0) terminal.error(`run: ${COMMAND} generate ${spec.id}`);
  terminal.spec(spec.id, differences.length > 0 ? "out of date" : "up to date");
  return differences.length === 0;
}

async function generate(spec: Spec, terminal: Terminal, given?: ReadSpec): Promise<Generated | undefined> {
  try {
    const generated = await generateSpec(spec, given);
    terminal.problems(generated.warnings);
    return generated;
  } catch (error) {
    terminal.problems(problemsFrom(error, { file: pathsOf(spec).entry }));
    terminal.spec(spec.id, "failed, nothing written");
    return undefined;
  }
}
