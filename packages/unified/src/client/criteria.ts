import { InvalidInputError } from "@mdmkit/runtime";
import { unsupported } from "../contract/errors.ts";
import type { GroupCriteria } from "../contract/model.ts";
import type { ReadOptions } from "../contract/read-options.ts";
import type { Vendor } from "../contract/vendor.ts";
import { assertOptions } from "../input/options.ts";
import { observing } from "../records/observe.ts";

export type CriteriaCall = [id: string, options?: Pick<ReadOptions, "signal" | "onExchange">];

/** The criteria of a group as a condition, and as the vendor has them. */
export async function readCriteria(vendor: Vendor, [id, options = {}]: CriteriaCall): Promise<GroupCriteria> {
  const origin = { vendor: vendor.id, operation: "groups.criteria" };
  const { groups } = vendor;
  const contract = groups?.criteria;
  if (!contract) throw unsupported(vendor, origin.operation);
  if (typeof id !== "string" || id.trim() === "")
    throw new InvalidInputError("`id` must be a non-empty string.", origin);
  assertOptions(origin, options, ["signal", "onExchange"]);
  const { signal, onExchange } = options;
  const primary = { signal, ...observing(vendor, groups.secrets, onExchange) };
  const request = { signal, primary };
  const group = await (contract.get?.(id, request) ?? groups.get(id, { ...request, detail: "full" }));
  const language = await contract.language();
  const criteria = language.read(group);
  return { id, condition: criteria?.condition ?? null, source: criteria?.source ?? null };
}
