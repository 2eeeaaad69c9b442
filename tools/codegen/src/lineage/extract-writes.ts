import { fail, type Modules } from "./domain/module.ts";
import { elementOf, readMember } from "./domain/read.ts";
import { join, type Value } from "./domain/value.ts";
import { createSite, follow, type Site, vendorOf } from "./follow-adapter.ts";
import type { ResponseSchemas } from "./response-schemas.ts";

/** The operations that a planner can send, and those it reads before. */
export type WriteOperations = { readonly sends: readonly string[]; readonly reads: readonly string[] };

const WRITES = ["create", "update", "delete", "addMembers", "removeMembers", "setCriteria"] as const;

/** Follows every planner of a vendor, by `devices.update`, `devices.actions.lock` and so on. */
export function extractWrites(
  indexPath: string,
  { modules, responses }: { modules: Modules; responses: ResponseSchemas },
): ReadonlyMap<string, WriteOperations> {
  const site = createSite(indexPath, modules);
  const writes = new Map<string, WriteOperations>();
  for (const [name, planner] of plannersOf(vendorOf(site), site)) {
    site.calls.clear();
    const plan = follow(planner, site);
    const sends = operationsOf(name, plan, site);
    const reads = [...site.calls].filter((call) => responses.has(call) && !sends.includes(call)).sort();
    writes.set(name, { sends, reads });
  }
  return writes;
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

/** The operations of all steps of a plan, or of the only one. */
function operationsOf(name: string, planned: Value, { context, module }: Site): string[] {
  const { source } = module;
  const plan = { ...planned, computed: false };
  const steps = readMember(context, plan, "steps", source);
  const step = elementOf(context, { ...steps, object: undefined }, source);
  const operation = join(
    readMember(context, step, "operation", source),
    readMember(context, plan, "operation", source),
  );
  const names = [...operation.literals].filter((one) => typeof one === "string");
  if (names.length === 0 || operation.computed) {
    fail(
      source,
      `the operations of ${name} cannot be traced`,
      "Use constants for the operations of its plan's steps.",
    );
  }
  return names.sort();
}
