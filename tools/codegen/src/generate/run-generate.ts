import { parseArgs } from "node:util";
import { ADAPTERS, discoverAdapters, runAdapters } from "../adapters/generate-adapters.ts";
import { expiringActions } from "../overlay/expiry.ts";
import { hasRegistry, REGISTRY, runRegistry } from "../registry/generate-registry.ts";
import { discoverSpecs, findRoot, type Spec } from "../workspace/discover.ts";
import { type Surroundings, Terminal } from "../workspace/terminal.ts";
import { isUpToDate } from "./manifest.ts";

const USAGE = `Usage: pnpm generate [id…] [--check] [--force] [--watch]

  id       folders of specs/, adapters: what follows from the adapters of unified, or registry: what names
           every vendor; all of it when none is given
  --check  write nothing; fail when a generated file is not what a new run would write, or an overlay action has expired
  --force  generate although nothing has changed
  --watch  stay, and generate whenever a document changes
`;

type Flags = { readonly check?: boolean; readonly force?: boolean; readonly watch?: boolean };

/** Runs the command and returns its exit code. `signal` ends `--watch`; without one it stays until the process ends. */
export async function runGenerate(
  args: readonly string[],
  { cwd, out, error, now, signal }: Surroundings & { readonly signal?: AbortSignal },
): Promise<0 | 1 | 2> {
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
  const known = [
    ...specs.keys(),
    ...(hasRegistry(root) ? [REGISTRY] : []),
    ...(discoverAdapters(root).length > 0 ? [ADAPTERS] : []),
  ];
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
    if (spec) ok = (await runSpec(spec, { flags: call.flags, now }, terminal)) && ok;
  }
  if (ids.has(REGISTRY)) ok = runRegistry(root, call.flags, terminal) && ok;
  // Last, since it reads the documents that the others make.
  if (ids.has(ADAPTERS)) ok = (await runAdapters(root, call.flags, terminal)) && ok;
  if (!call.flags.watch) return ok ? 0 : 1;
  const { watchSpecs } = await import("./watch.ts");
  await watchSpecs(root, ids, { terminal, ...(signal && { signal }) });
  return 0;
}

function readCall(args: readonly string[]): { ids: string[]; flags: Flags } | string {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { check: { type: "boolean" }, force: { type: "boolean" }, watch: { type: "boolean" } },
    });
    return values.check && values.watch
      ? `--check and --watch exclude each other.\n\n${USAGE}`
      : { ids: positionals, flags: values };
  } catch (error) {
    return `${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`;
  }
}

/** The heavy half of the tool is imported only when there is something to do. */
async function runSpec(
  spec: Spec,
  { flags, now }: { flags: Flags; now: () => Date },
  terminal: Terminal,
): Promise<boolean> {
  const isFresh = !flags.check || (await isUnexpired(spec, now, terminal));
  if (!flags.force && isUpToDate(spec)) {
    terminal.spec(spec.id, "up to date");
    return isFresh;
  }
  const { checkSpec, writeSpec } = await import("./make-spec.ts");
  return (await (flags.check ? checkSpec(spec, terminal) : writeSpec(spec, terminal))) && isFresh;
}

async function isUnexpired(spec: Spec, now: () => Date, terminal: Terminal): Promise<boolean> {
  const expired = await expiringActions(spec, now());
  terminal.problems(expired);
  return expired.length === 0;
}
