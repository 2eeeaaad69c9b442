import type { ActionRequest } from "./model.ts";
import type { Plan, PlannedRequest, Vendor } from "./vendor.ts";

const MASK = "***";

/** The vendor requests of a plan, for people: paths filled in, secrets masked. */
export function previewPlan(vendor: Vendor, plan: Plan): ActionRequest[] {
  return plan.steps.map((step) => {
    const { method, path } = operationOf(vendor, step);
    return {
      operation: step.operation,
      method,
      path: fillPath(path, step),
      body: step.body === undefined ? null : mask(step.body, new Set(vendor.secretNames)),
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

function mask(value: unknown, secretNames: ReadonlySet<string>): unknown {
  if (Array.isArray(value)) return value.map((item) => mask(item, secretNames));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      secretNames.has(name) && inner !== null ? MASK : mask(inner, secretNames),
    ]),
  );
}
