import { InvalidInputError } from "@mdmkit/runtime";
import { unsupported } from "../contract/errors.ts";
import type { GroupCriteria } from "../contract/model.ts";
import type { ReadOptions } from "../contract/read-options.ts";
import type { ReadRequest } from "../contract/resource-contract.ts";
import type { Vendor } from "../contract/vendor.ts";
import { assertOptions, type Origin } from "../input/options.ts";
import { observing } from "../records/observe.ts";

export type CriteriaCall = [id: string, options?: Pick<ReadOptions, "signal" | "onExchange">];

/** The criteria of a group as a condition, and as the vendor has them. */
export async function readCriteria(vendor: Vendor, [id, options = {}]: CriteriaCall): Promise<GroupCriteria> {
  const origin = { vendor: vendor.id, operation: "groups.criteria" };
  assertOptions(origin, options, ["signal", "onExchange"]);
  const { signal, onExchange } = options;
  const primary = { signal, ...observing(vendor, vendor.groups?.secrets, onExchange) };
  return (await readGroup(vendor, id, { origin, request: { signal, primary } })).criteria;
}

type Call = { readonly origin: Origin; readonly request: ReadRequest };

/** A group with its criteria, as the vendor has them and as they are returned. */
export async function readGroup(vendor: Vendor, id: string, { origin, request }: Call) {
  const { groups } = vendor;
  const contract = groups?.criteria;
  if (!contract) throw unsupported(vendor, origin.operation);
  if (typeof id !== "string" || id.trim() === "")
    throw new InvalidInputError("`id` must be a non-empty string.", origin);
  const raw = await (contract.get?.(id, request) ?? groups.get(id, { ...request, detail: "full" }));
  const language = await contract.language();
  const criteria = language.read(raw);
  const { condition = null, source = null } = criteria ?? {};
  return { raw, criteria: { id, condition, source } };
}
