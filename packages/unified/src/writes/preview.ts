import type { PreparedRequest } from "@mdmkit/runtime";
import type { ActionRequest } from "../contract/model.ts";
import type { PlanInSteps } from "../contract/plan.ts";
import type { Vendor } from "../contract/vendor.ts";
import { maskSecrets } from "../records/mask-secrets.ts";

/** The requests of a plan as the vendor's client would send them, with masked secrets. */
export function previewPlan({ client, secretBodies }: Vendor, plan: PlanInSteps): ActionRequest[] {
  return plan.steps.map(({ operation, ...input }) => {
    const prepared = client.prepare(operation, input);
    const { origin } = new URL(prepared.url);
    return {
      operation,
      method: prepared.method,
      path: prepared.url.slice(origin.length),
      body: maskSecrets(bodyOf(prepared, input.body), secretBodies[operation]),
    };
  });
}

/** A body as the vendor receives it: JSON values, and of a form only the fields that are sent. */
function bodyOf({ headers, body }: PreparedRequest, given: unknown): unknown {
  if (body === undefined) return undefined;
  const value: unknown = JSON.parse(JSON.stringify(given));
  const isForm = /form/.test(headers.get("content-type") ?? "form"); // The platform adds that of a multipart form.
  if (!isForm || typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).filter(([, one]) => [one].flat().some((each) => each != null)),
  );
}
