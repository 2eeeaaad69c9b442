import { parseArgs } from "node:util";
import { discoverSpecs, findRoot, type Spec } from "./discover.ts";
import { discoverLineages, LINEAGE, runLineage } from "./lineage/generate-lineage.ts";
import { isUpToDate } from "./manifest.ts";
import { type Output, Terminal } from "./terminal.ts";

const USAGE = `Usage: pnpm generate [id…] [--check] [--force]

  id       folders of specs/, or lineage: what feeds the unified fields; all of it when none is given
  --check  write nothing; fail when a generated file is not what a new run would write
  --force  generate although nothing has changed
`;

/** What a run needs from outside; tests hand in their own. */
export type Surroundings = { readonly cwd: string; readonly out: Output; readonly error: Output };

type Flags = { readonly check?: boolean; readonly force?: boolean };

/** Runs the command line and answers its exit code: 1 for a problem in the repository, 2 for a wrong call. */
export async function run(args: readonly string[], { cwd, out, error }: Surroundings): Promise<0 | 1 | 2> {
  const call = readCall(args);
  if (typeof call === "string") {
    error.write(call);
    return 2;
  }
  const root = findRoot(cwd);
  if (!root) {
    error.write(`${cwd} is not inside the repository: no pnpm-workspace.yaml here or above.\n`);
    return 2;
  }
  const specs = discoverSpecs(root);
  const known = [...specs.keys(), ...(discoverLineages(root).length > 0 ? [LINEAGE] : [])];
  const unknown = call.ids.filter((id) => !known.includes(id));
  if (unknown.length > 0) {
    error.write(`No spec is called ${unknown.join(" or ")}. Known: ${known.join(", ")}.\n`);
    return 2;
  }
  const ids = new Set(call.ids.length > 0 ? call.ids : known);
  const terminal = new Terminal({ out, error, ids: [...ids] });
  let ok = true;
  for (const id of ids) {
    const spec = specs.get(id);
    if (spec) ok = (await runSpec(spec, call.flags, terminal)) && ok;
  }
  // Last, since it reads the documents that the others make.
  if (ids.has(LINEAGE)) ok = (await runLineage(root, call.flags, terminal)) && ok;
  return ok ? 0 : 1;
}

function readCall(args: readonly string[]): { ids: string[]; flags: Flags } | string {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { check: { type: "boolean" }, force: { type: "boolean" } },
    });
    const [command, ...ids] = positionals;
    return command === "generate" ? { ids, flags: values } : USAGE;
  } catch (error) {
    return `${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`;
  }
}

/** The heavy half of the tool is imported only when there is something to do. */
async function runSpec(spec: Spec, flags: Flags, terminal: Terminal): Promise<boolean> {
  if (!flags.force && isUpToDate(spec)) {
    terminal.spec(spec.id, "up to date");
    return true;
  }
  const { checkSpec, writeSpec } = await import("./make-spec.ts");
  return flags.check ? checkSpec(spec, terminal) : writeSpec(spec, terminal);
}
