import type { ListDriftProblem, ListReport } from "../contract/model.ts";

/** Told of a value that drifted, never the value: it may be personal. */
export type NoteDrift = (property: string, problem: ListDriftProblem) => void;

/** Counts a drifted value in the report, under the property of the record that holds it; gives the property. */
export function addDrift(
  report: ListReport,
  record: object,
  problem: ListDriftProblem,
  value: unknown,
): string {
  // What failed is a function of the caller's, known by its field.
  const property = problem === "override-failed" ? String(value) : (propertyOf(record, value) ?? "?");
  const known = report.drift.find((entry) => entry.property === property && entry.problem === problem);
  if (known) known.count += 1;
  else report.drift.push({ property, problem, count: 1 });
  return property;
}

/** Numbers what is noted, by property and problem. */
export function countDrift(
  note: (drift: { property: string; problem: ListDriftProblem; count: number }) => void,
): NoteDrift {
  const counts = new Map<string, number>();
  return (property, problem) => {
    const key = `${problem} ${property}`;
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    note({ property, problem, count });
  };
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
