import { parseArgs } from "node:util";
import { ADAPTERS, discoverAdapters, runAdapters } from "../adapters/generate-adapters.ts";
import { expiringActions } from "../overlay/expiry.ts";
import { hasRegistry, REGISTRY, runRegistry } from "../registry/generate-registry.ts";
import { discoverSpecs, type Spec } from "../workspace/discover.ts";
import { COMMAND } from "../workspace/find-package.ts";
import { findRoot, outsideMessage } from "../workspace/layout.ts";
import { type CommandEnvironment, Terminal } from "../workspace/terminal.ts";
import { isUpToDate } from "./manifest.ts";

export const GENERATE_USAGE = `Usage: ${COMMAND} generate [id…] [--check] [--force] [--watch] [--explain]

  id         a folder of specs/, adapters (generated files of the adapters) or registry (lists of all vendors);
             by default all
  --check    write nothing; fail if a generated file is out of date or an overlay action has expired
  --force    generate even if nothing has changed
  --watch    keep running, and generate when a document changes
  --explain  write nothing; show the nodes that each action of an overlay touches
`;

type Flags = {
  readonly check?: boolean;
  readonly force?: boolean;
  readonly watch?: boolean;
  readonly explain?: boolean;
};

/** Runs the command and returns its exit code. `signal` ends `--watch`; without one it stays until the process ends. */
export async function runGenerate(
  args: readonly string[],
  { cwd, out, error, now, signal }: CommandEnvironment & { readonly signal?: AbortSignal },
): Promise<0 | 1 | 2> {
  const call = readCall(args);
  if (typeof call === "string") {
    error.write(call);
    return 2;
  }
  const root = findRoot(cwd);
  if (!root) {
    error.write(outsideMessage(cwd));
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
    error.write(`Unknown spec: ${unknown.join(", ")}. Known: ${known.join(", ")}.\n`);
    return 2;
  }
  const ids = new Set(call.ids.length > 0 ? call.ids : known);
  const terminal = new Terminal({ out, error, ids: [...ids] });
  if (call.flags.explain) {
    const { explainSpec } = await import("./explain.ts");
    const isExplained = [...ids]
      .map((id) => specs.get(id))
      .map((spec) => !spec || explainSpec(spec, out, terminal));
    return isExplained.every(Boolean) ? 0 : 1;
  }
  let ok = true;
  for (const id of ids) {
    const spec = specs.get(id);
    if (spec) ok = (await runSpec(spec, { flags: call.flags, now }, terminal)) && ok;
  }
  if (ids.has(REGISTRY)) ok = runRegistry(root, call.flags, terminal) && ok;
  // Last, since it reads the generated documents.
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
      options: {
        check: { type: "boolean" },
        force: { type: "boolean" },
        watch: { type: "boolean" },
        explain: { type: "boolean" },
      },
    });
    const modes = (["check", "watch", "explain"] as const).filter((mode) => values[mode]);
    return modes.length > 1
      ? `${modes.map((mode) => `--${mode}`).join(" and ")} cannot be combined.\n\n${GENERATE_USAGE}`
      : { ids: positionals, flags: values };
  } catch (error) {
    return `${error instanceof Error ? error.message : String(error)}\n\n${GENERATE_USAGE}`;
  }
}

/** Imports the generator only if something has changed, since loading it takes half a second. */
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
