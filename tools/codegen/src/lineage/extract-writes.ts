import type { AnswerSchemas } from "./answer-schemas.ts";
import { type Context, callValue, startOf } from "./domain/context.ts";
import { fail, type Module, type Modules } from "./domain/module.ts";
import { elementOf, readMember } from "./domain/read.ts";
import { OPAQUE, UNDEFINED, type Value } from "./domain/value.ts";
import { createContext } from "./interpreter/create-context.ts";
import { nameOfModule } from "./interpreter/resolve.ts";

/** What a planner can send, and what it reads before, by operation. */
export type WriteOperations = { readonly sends: readonly string[]; readonly reads: readonly string[] };

const WRITES = ["create", "update", "delete"] as const;

type Site = { readonly context: Context; readonly module: Module; readonly calls: Set<string> };

/** Follows every planner of a vendor, by `devices.update`, `devices.actions.lock` and so on. */
export function extractWrites(
  indexPath: string,
  { modules, answers }: { modules: Modules; answers: AnswerSchemas },
): ReadonlyMap<string, WriteOperations> {
  const calls = new Set<string>();
  const context = createContext({
    modules,
    record: { find: () => "elsewhere", isList: () => false },
    outside: { note: (call) => void calls.add(call) },
  });
  const site: Site = { context, module: modules.load(indexPath), calls };
  const writes = new Map<string, WriteOperations>();
  for (const [name, planner] of plannersOf(vendorOf(site), site)) {
    calls.clear();
    const plan = callPlanner(planner, site);
    const sends = operationsOf(name, plan, site);
    const reads = [...calls].filter((call) => answers.has(call) && !sends.includes(call)).sort();
    writes.set(name, { sends, reads });
  }
  return writes;
}

/** What a vendor's object has, and no other; one that can do nothing yet is without devices. */
const MARKS = ["devices", "operations"];

/** The vendor's object: what the one function that `index.ts` exports gives. */
function vendorOf(site: Site): Value {
  const { context, module } = site;
  for (const name of module.functions.keys()) {
    const vendor = callPlanner(nameOfModule(name, module, context) ?? UNDEFINED, site);
    if (MARKS.some((mark) => vendor.object?.members.has(mark))) return vendor;
  }
  return fail(
    module.source,
    "no function here gives a vendor",
    `Its object has \`${MARKS.join("` or `")}\`.`,
  );
}

function* plannersOf(vendor: Value, { context, module }: Site): Generator<[string, Value]> {
  for (const [resource, contract] of vendor.object?.members ?? []) {
    if (!contract.object?.members.has("list")) continue;
    const member = (name: string) => readMember(context, contract, name, module.source);
    for (const name of WRITES)
      if (member(name).callables.length > 0) yield [`${resource}.${name}`, member(name)];
    for (const [name, planner] of member("actions").object?.members ?? []) {
      yield [`${resource}.actions.${name}`, planner];
    }
  }
}

function callPlanner(planner: Value, { context, module }: Site): Value {
  const here = startOf(module, context);
  return callValue(planner, { items: [], rest: OPAQUE }, { here, node: module.source });
}

/** Operations of all steps of a plan. */
function operationsOf(name: string, plan: Value, { context, module }: Site): string[] {
  const { source } = module;
  const steps = readMember(context, { ...plan, computed: false }, "steps", source);
  const step = elementOf(context, { ...steps, object: undefined }, source);
  const operation = readMember(context, step, "operation", source);
  const names = [...operation.literals].filter((one) => typeof one === "string");
  if (names.length === 0 || operation.computed) {
    fail(
      source,
      `what ${name} sends cannot be traced`,
      "Its plan's steps name their operations by constants.",
    );
  }
  return names.sort();
}
