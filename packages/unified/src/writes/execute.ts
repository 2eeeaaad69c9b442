import type { Plan, PrimaryCall, Vendor } from "../contract/vendor.ts";
import { tellDone } from "./tell-done.ts";

/** Sends the requests of a plan, one after another; returns the last answer. A failure stops before the next, and says what was done. */
export async function executePlan(vendor: Vendor, plan: Plan, call: PrimaryCall): Promise<unknown> {
  let answer: unknown;
  for (const [position, { operation, ...input }] of plan.steps.entries()) {
    try {
      ({ data: answer } = await vendor.client.request(operation, input, call));
    } catch (error) {
      throw tellDone(error, plan.steps.slice(0, position), "partial");
    }
  }
  return answer;
}

type Extra = { data: object | null | undefined; query: object | undefined };

/** Adds a caller's `remote_data` to the body, and `remoteQuery` to the query, of the last request: passed through as they are. */
export function withRemote(plan: Plan, { data, query }: Extra): Plan {
  const last = plan.steps.at(-1);
  if (!last || !(data || query)) return plan;
  const step = { ...last };
  if (data) step.body = { ...(typeof last.body === "object" ? last.body : undefined), ...data };
  if (query) step.query = { ...last.query, ...query };
  return { ...plan, steps: [...plan.steps.slice(0, -1), step] };
}
