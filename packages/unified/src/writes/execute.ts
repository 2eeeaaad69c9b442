import { withOutcome } from "@mdmkit/runtime";
import type { Plan, PlanInSteps, PlannedRequest } from "../contract/plan.ts";
import type { PrimaryCall } from "../contract/resource-contract.ts";
import type { Vendor } from "../contract/vendor.ts";

/** Sends the requests of a plan one after another and returns the last response. A failure stops the plan and names the completed steps. */
export async function executePlan(vendor: Vendor, plan: PlanInSteps, call: PrimaryCall): Promise<unknown> {
  let response: unknown;
  for (const [position, { operation, ...input }] of plan.steps.entries()) {
    try {
      ({ data: response } = await vendor.client.request(operation, input, call));
    } catch (error) {
      throw partialWrite(error, plan.steps.slice(0, position), "partial");
    }
  }
  return response;
}

type Extra = { data: object | null | undefined; query: object | undefined };

/** A plan with its requests as steps. */
export function inSteps(plan: Plan): PlanInSteps {
  if (plan.steps) return plan;
  const { commandId, recordId, ...step } = plan;
  return { steps: [step], ...(commandId && { commandId }), ...(recordId && { recordId }) };
}

/** Adds the caller's `remote_data` to the body and `remoteQuery` to the query of the last request, unchanged. */
export function withRemote(planned: Plan, { data, query }: Extra): PlanInSteps {
  const plan = inSteps(planned);
  const last = plan.steps.at(-1);
  if (!last || !(data || query)) return plan;
  const step = { ...last };
  if (data) step.body = { ...(typeof last.body === "object" ? last.body : undefined), ...data };
  if (query) step.query = { ...last.query, ...query };
  return { ...plan, steps: [...plan.steps.slice(0, -1), step] };
}

/** Adds the completed steps of a plan, some or all, to the error of a write. */
export function partialWrite(
  error: unknown,
  steps: readonly PlannedRequest[],
  outcome: "partial" | "applied",
): unknown {
  if (steps.length === 0) return error;
  return withOutcome(error, { outcome, completed: steps.map(({ operation }) => operation) });
}
