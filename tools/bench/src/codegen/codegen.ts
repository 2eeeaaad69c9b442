import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { printTable } from "../table.ts";
import { installed } from "./installed-document.ts";
import { measure, medianOf, together, type Usage } from "./measure.ts";
import { generate, openapiTypescript, ROOT, redoclyDiff, spec, usualTools, vendorSpecs } from "./programs.ts";
import { createWorkspace, existing, GITHUB } from "./workspaces.ts";

type Comparison = { readonly what: string; readonly goal: number; ours(): Usage; theirs(): Usage };

/** What generating the clients of all vendors costs beside the usual tools. */
export function benchCodegen(rounds: number): void {
  compare("Codegen: whole processes, ours and the usual tools", rounds, ofVendors);
}

/** The same for a large document, GitHub's unless another one is given, and for comparing it with an earlier version. */
export function benchLargeDocument({
  rounds,
  document,
  earlier,
}: {
  readonly rounds: number;
  readonly document?: string | undefined;
  readonly earlier?: string | undefined;
}): void {
  const large = document === undefined ? installed("@octokit/openapi", "23.0.2", GITHUB) : existing(document);
  const before = earlier === undefined ? undefined : existing(earlier);
  compare("Codegen: a large document", rounds, (folder) => [
    ...ofLarge(large, folder),
    ...(before === undefined ? [] : ofVersions(before, large, folder)),
  ]);
}

/** Whole processes in turn, after a round that fills caches of compiled code; the median of each over all others. */
function compare(
  title: string,
  rounds: number,
  comparisonsIn: (folder: string) => readonly Comparison[],
): void {
  const folder = mkdtempSync(join(tmpdir(), "mdmkit-bench-"));
  try {
    printTable(
      title,
      comparisonsIn(folder).map((comparison) => rowOf(comparison, rounds)),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function ofVendors(folder: string): Comparison[] {
  const specs = vendorSpecs();
  const tools = specs.flatMap((one) => usualTools(one, folder));
  return [
    {
      what: "all vendors anew : lint, bundle and types, a process each",
      goal: 0.25,
      ours: () => measure(generate(...specs.map(({ id }) => id), "--force"), ROOT),
      theirs: () => together(tools.map(({ args, cwd }) => measure(args, cwd))),
    },
    {
      what: "nothing to do : an empty Node process",
      goal: 3,
      ours: () => measure(generate(), ROOT),
      theirs: () => measure(["-e", "0"], ROOT),
    },
  ];
}

/** Both versions are pulled first, as a maintainer does. */
function ofVersions(earlier: string, document: string, folder: string): Comparison[] {
  const workspace = createWorkspace(folder, "versions");
  const [before, after] = [earlier, document].map((from, index) => {
    const id = `version-${index + 1}`;
    measure(spec("pull", id, "--from", from, "--with-errors"), workspace);
    return join(workspace, "specs", id, "upstream.json");
  });
  return [
    {
      what: "two versions compared : redocly diff",
      goal: 0.75,
      ours: () => measure(spec("diff", "version-2", "--from", before ?? "", "--to", after ?? ""), workspace),
      theirs: () => measure(redoclyDiff(before ?? "", after ?? "", join(folder, "diff.json")), workspace),
    },
  ];
}

/** Each round begins in an empty workspace: nothing that an earlier one has written or checked is there. */
function ofLarge(document: string, folder: string): Comparison[] {
  const theirs = () => measure(openapiTypescript(document, join(folder, "large.ts")), folder);
  const anew = () => createWorkspace(folder, `workspace-${workspaces++}`);
  const pull = (workspace: string, ...options: string[]) =>
    measure(spec("pull", "large", "--from", document, ...options), workspace);
  const make = (workspace: string) => measure(generate("large", "--force"), workspace);
  let workspaces = 0;
  return [
    {
      what: "large document, pulled and generated in one command : openapi-typescript",
      goal: 0.6,
      ours: () => pull(anew(), "--generate"),
      theirs,
    },
    {
      what: "large document, pulled and generated : openapi-typescript",
      goal: 0.6,
      ours: () => {
        const workspace = anew();
        return together([pull(workspace), make(workspace)]);
      },
      theirs,
    },
    {
      what: "large document, pulled alone : openapi-typescript",
      goal: 0.6,
      ours: () => pull(anew()),
      theirs,
    },
  ];
}

function rowOf({ what, goal, ours, theirs }: Comparison, rounds: number): Record<string, string> {
  const runs = Array.from({ length: rounds + 1 }, () => ({ ours: ours(), theirs: theirs() })).slice(1);
  const [a, b] = [medianOf(runs.map((run) => run.ours)), medianOf(runs.map((run) => run.theirs))];
  return {
    "ours : theirs": what,
    "wall ms": `${a.wall.toFixed(0)} : ${b.wall.toFixed(0)}`,
    ratio: (a.wall / b.wall).toFixed(2),
    "CPU ms": `${a.cpu.toFixed(0)} : ${b.cpu.toFixed(0)}`,
    "CPU ratio": (a.cpu / b.cpu).toFixed(2),
    goal: String(goal),
    "peak MB": `${a.memory.toFixed(0)} : ${b.memory.toFixed(0)}`,
  };
}
