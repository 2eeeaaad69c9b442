import type { ListDriftProblem, ListReport } from "./model.ts";

/** Counts a drifted value in the report, under the property of the record that holds it. */
export function addDrift(
  report: ListReport,
  record: object,
  problem: ListDriftProblem,
  value: unknown,
): void {
  // What failed is a function of the caller's, known by its field.
  const property = problem === "override-failed" ? String(value) : (propertyOf(record, value) ?? "?");
  const known = report.drift.find((entry) => entry.property === property && entry.problem === problem);
  if (known) known.count += 1;
  else report.drift.push({ property, problem, count: 1 });
}

/** Path of the first property that is this very value: `mdm.vendor`, `phoneNumbers[].type`. Mappers need not carry paths. */
function propertyOf(record: object, wanted: unknown, prefix = ""): string | undefined {
  for (const [name, value] of Object.entries(record)) {
    const path = Array.isArray(record) ? `${prefix}[]` : prefix ? `${prefix}.${name}` : name;
    if (Object.is(value, wanted)) return path;
    const inner = typeof value === "object" && value !== null ? propertyOf(value, wanted, path) : undefined;
    if (inner !== undefined) return inner;
  }
  return undefined;
}
