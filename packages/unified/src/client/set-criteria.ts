import { ConflictError } from "@mdmkit/runtime";
import { parseCondition } from "../conditions/parse-condition.ts";
import { unsupported } from "../contract/errors.ts";
import type { CriteriaChangeOptions } from "../contract/group-methods.ts";
import type { Condition, GroupCriteriaResult } from "../contract/model.ts";
import type { Vendor } from "../contract/vendor.ts";
import { assertOptions, WRITE_OPTIONS } from "../input/options.ts";
import { observing } from "../records/observe.ts";
import { assertConfirmed } from "../writes/confirm.ts";
import { assertResponse } from "../writes/confirmation.ts";
import { executePlan, inSteps, partialWrite } from "../writes/execute.ts";
import { previewPlan } from "../writes/preview.ts";
import { readGroup } from "./criteria.ts";

export type SetCriteriaCall = [id: string, condition: Condition, options?: CriteriaChangeOptions];

/** Gives a group that has criteria others. A condition that the vendor cannot express with exactly its meaning is refused before. */
export async function setCriteria(
  vendor: Vendor,
  [id, condition, options = {}]: SetCriteriaCall,
): Promise<GroupCriteriaResult> {
  const origin = { vendor: vendor.id, operation: "groups.setCriteria" };
  const { groups } = vendor;
  if (!groups?.setCriteria) throw unsupported(vendor, origin.operation);
  assertOptions(origin, options, WRITE_OPTIONS.group);
  const wanted = parseCondition(condition);
  const { signal, confirm, dryRun = false, onExchange } = options;
  const read = () => readGroup(vendor, id, { origin, request: { signal, primary: { signal } } });
  const { raw, criteria } = await read();
  if (criteria.condition === null)
    throw new ConflictError("The group has no criteria: members are put in by hand.", {
      ...origin,
      outcome: "not-sent",
    });
  assertConfirmed(origin, { id }, { confirm, dryRun, what: "the id of the group" });
  const plan = inSteps(await groups.setCriteria(raw, wanted));
  const requests = previewPlan(vendor, plan);
  if (dryRun) return { ...criteria, dry_run: true, requests };
  const call = { signal, ...observing(vendor, groups.secrets, onExchange) };
  assertResponse(vendor, plan, await executePlan(vendor, plan, call));
  try {
    return { ...(await read()).criteria, dry_run: false, requests };
  } catch (error) {
    throw partialWrite(error, plan.steps, "applied");
  }
}
