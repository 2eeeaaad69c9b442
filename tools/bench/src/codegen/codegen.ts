import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { printTable } from "../table.ts";
import { least, measure, together, type Usage } from "./measure.ts";
import { generate, openapiTypescript, ROOT, redoclyDiff, spec, usualTools, vendorSpecs } from "./programs.ts";

type Comparison = { readonly what: string; readonly goal: number; ours(): Usage; theirs(): Usage };

/**
 * What generating costs beside the usual tools: whole processes, in turn, the least of each over all rounds. A large document
 * is not part of the repository; without one its rows are left out.
 */
export async function benchCodegen({
  rounds,
  document,
  earlier,
}: {
  rounds: number;
  document?: string;
  earlier?: string;
}): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "mdmkit-bench-"));
  try {
    const [large, before] = [document, earlier].map((path) =>
      path === undefined ? undefined : existing(path),
    );
    const comparisons = [
      ...ofVendors(folder),
      ...(large === undefined ? [] : ofLarge(large, folder)),
      ...(large === undefined || before === undefined ? [] : ofVersions(before, large, folder)),
    ];
    printTable(
      "Codegen: whole processes, ours and the usual tools",
      comparisons.map((comparison) => rowOf(comparison, rounds)),
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

function existing(path: string): string {
  const file = resolve(path);
  if (!existsSync(file)) throw new Error(`The document ${file} does not exist.`);
  return file;
}

/** A folder that the commands take for a repository. */
function createWorkspace(folder: string, name: string): string {
  const workspace = join(folder, name);
  mkdirSync(join(workspace, "specs"), { recursive: true });
  writeFileSync(join(workspace, "pnpm-workspace.yaml"), "packages: []\n");
  return workspace;
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

function ofLarge(document: string, folder: string): Comparison[] {
  const workspace = createWorkspace(folder, "workspace");
  const theirs = () => measure(openapiTypescript(document, join(folder, "large.ts")), workspace);
  const pull = () => measure(spec("pull", "large", "--from", document), workspace);
  const make = () => measure(generate("large", "--force"), workspace);
  return [
    { what: "large document pulled : openapi-typescript", goal: 1.2, ours: pull, theirs },
    { what: "large document generated : openapi-typescript", goal: 1.2, ours: make, theirs },
    {
      what: "large document, both : openapi-typescript",
      goal: 1.2,
      ours: () => together([pull(), make()]),
      theirs,
    },
  ];
}

function rowOf({ what, goal, ours, theirs }: Comparison, rounds: number): Record<string, string> {
  const runs = Array.from({ length: rounds }, () => ({ ours: ours(), theirs: theirs() }));
  const [a, b] = [least(runs.map((run) => run.ours)), least(runs.map((run) => run.theirs))];
  return {
    "ours : theirs": what,
    "wall ms": `${a.wall.toFixed(0)} : ${b.wall.toFixed(0)}`,
    ratio: (a.wall / b.wall).toFixed(2),
    "CPU ratio": (a.cpu / b.cpu).toFixed(2),
    goal: String(goal),
    "peak MB": `${a.memory.toFixed(0)} : ${b.memory.toFixed(0)}`,
  };
}
