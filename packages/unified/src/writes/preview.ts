import type { ActionRequest } from "../contract/model.ts";
import type { Plan, PlannedRequest, Vendor } from "../contract/vendor.ts";
import { maskSecrets } from "../records/mask-secrets.ts";

/** The vendor requests of a plan for display: with filled-in paths and masked secrets. */
export function previewPlan(vendor: Vendor, plan: Plan): ActionRequest[] {
  return plan.steps.map((step) => {
    const { method, path } = operationOf(vendor, step);
    return {
      operation: step.operation,
      method,
      path: fillPath(path, step),
      body: maskSecrets(step.body, vendor.secretBodies[step.operation]),
    };
  });
}

export function operationOf(vendor: Vendor, step: PlannedRequest) {
  const operation = vendor.operations[step.operation];
  if (!operation) throw new TypeError(`${vendor.id} has no operation ${step.operation}`);
  return operation;
}

function fillPath(template: string, { path = {}, query = {} }: PlannedRequest): string {
  const values: Record<string, unknown> = { ...path };
  const filled = template.replace(/\{([^}]+)\}/g, (_, name: string) =>
    encodeURIComponent(String(values[name])),
  );
  const search = new URLSearchParams(
    Object.entries(query).map(([name, value]) => [name, String(value)]),
  ).toString();
  return search ? `${filled}?${search}` : filled;
}
