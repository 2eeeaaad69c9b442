import { type Context, callValue, startOf } from "./domain/context.ts";
import { fail, type Module, type Modules } from "./domain/module.ts";
import { OPAQUE, UNDEFINED, type Value } from "./domain/value.ts";
import { createContext } from "./interpreter/create-context.ts";
import { nameOfModule } from "./interpreter/resolve.ts";

/** A file of an adapter that is followed. `calls` collects the names of calls out of the package. */
export type Site = { readonly context: Context; readonly module: Module; readonly calls: Set<string> };

export function createSite(path: string, modules: Modules): Site {
  const calls = new Set<string>();
  const context = createContext({
    modules,
    record: { find: () => "elsewhere", isList: () => false },
    outside: { note: (call) => void calls.add(call) },
  });
  return { context, module: modules.load(path), calls };
}

/** The result of a function of the adapter for unknown arguments. */
export function follow(callee: Value, { context, module }: Site): Value {
  const here = startOf(module, context);
  return callValue(callee, { items: [], rest: OPAQUE }, { here, node: module.source });
}

/** Members that identify the object of a vendor. */
const MARKS = ["id", "name"];

/** The object of the vendor, which a function of `index.ts` returns. */
export function vendorOf(site: Site): Value {
  return findFactory(site).vendor;
}

/** The function of `index.ts` that returns the object of the vendor, by name. */
export function findFactory(site: Site): { name: string; vendor: Value } {
  const { context, module } = site;
  for (const name of module.functions.keys()) {
    const vendor = follow(nameOfModule(name, module, context) ?? UNDEFINED, site);
    if (MARKS.every((mark) => vendor.object?.members.has(mark))) return { name, vendor };
  }
  return fail(
    module.source,
    "no function in this file returns a vendor",
    `Its object has \`${MARKS.join("` and `")}\`.`,
  );
}

/** Follows every function in a value, and every function in their results. */
export function followAll(value: Value, site: Site, depth = 0): void {
  if (depth > DEEPEST) return;
  for (const one of value.callables) {
    if (one.kind === "closure") followAll(follow({ ...value, callables: [one] }, site), site, depth + 1);
  }
  for (const member of value.object?.members.values() ?? []) followAll(member, site, depth + 1);
  if (value.array) followAll(value.array.element, site, depth + 1);
}

/** Actions of a resource are four levels below the vendor; their results are not followed. */
const DEEPEST = 5;
