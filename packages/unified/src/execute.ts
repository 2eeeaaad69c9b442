import type { Plan, PrimaryCall, Vendor } from "./vendor.ts";

/** Sends the requests of a plan, one after another; returns the last answer. A failure stops before the next. */
export async function executePlan(vendor: Vendor, plan: Plan, call: PrimaryCall): Promise<unknown> {
  let answer: unknown;
  for (const { operation, ...input } of plan.steps) {
    ({ data: answer } = await vendor.client.request(operation, input, call));
  }
  return answer;
}

/** Adds a caller's `remote_data` to the body of the last request: passed through as it is. */
export function withRemoteData(plan: Plan, remoteData: object | null | undefined): Plan {
  const last = plan.steps.at(-1);
  if (!remoteData || !last) return plan;
  const body = { ...(typeof last.body === "object" ? last.body : undefined), ...remoteData };
  return { ...plan, steps: [...plan.steps.slice(0, -1), { ...last, body }] };
}
