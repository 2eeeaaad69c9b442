import type { ActionRequest } from "../contract/model.ts";
import type { Plan, PlannedRequest, Vendor } from "../contract/vendor.ts";

const MASK = "***";

/** The vendor requests of a plan, for people: paths filled in, secrets masked. */
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

/** A copy of a body with its secrets masked; null when there is none. */
export function maskSecrets(body: unknown, paths: readonly string[] = []): unknown {
  return paths.reduce(mask, body) ?? null;
}

/** A copy of a value with what stands at a path masked: `a.b`, `a[].b` for each item, `a.*.b` for each value. */
function mask(value: unknown, path: string): unknown {
  if (path === "") return value === null || value === undefined ? value : MASK;
  const [, each, name = "", rest = ""] = /^(\[\])?\.?([^.[]*)(.*)$/.exec(path) ?? [];
  if (each) return Array.isArray(value) ? value.map((item) => mask(item, path.slice(2))) : value;
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      name === "*" || name === key ? mask(inner, rest) : inner,
    ]),
  );
}
