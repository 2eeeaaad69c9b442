import { type Row, valueAt } from "./values.ts";

/** Below, equal or above zero. */
export type Compare = (left: unknown, right: unknown) => number;

/** Whether a value is as wanted. */
export type Test = (value: unknown, wanted: unknown) => boolean;

/** A value as text. Nothing is an empty text. */
export function textFor(value: unknown): string {
  if (value === undefined || value === null) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** As numbers where both are, else as text, which serves ISO dates. */
export function compareValues(left: unknown, right: unknown): number {
  const [a, b] = [textFor(left), textFor(right)];
  if (a === b) return 0;
  const difference = a === "" || b === "" ? Number.NaN : Number(a) - Number(b);
  return Number.isNaN(difference) ? (a < b ? -1 : 1) : difference;
}

/** Tests by the operators that query languages have in common. Of a list any item will do. A value and none have no order. */
export function testsBy(compare: Compare, isEqual: Test = (value, wanted) => compare(value, wanted) === 0) {
  const ordered = (accept: (difference: number) => boolean) =>
    ofAny((value, wanted) => value !== undefined && value !== null && accept(compare(value, wanted)));
  const eq = ofAny(isEqual);
  return {
    eq,
    ne: (value: unknown, wanted: unknown) => !eq(value, wanted),
    gt: ordered((difference) => difference > 0),
    gte: ordered((difference) => difference >= 0),
    lt: ordered((difference) => difference < 0),
    lte: ordered((difference) => difference <= 0),
  };
}

/** The same test for an item of a list. */
export function ofAny(test: Test): Test {
  const some: Test = (value, wanted) =>
    Array.isArray(value) ? value.some((item) => some(item, wanted)) : test(value, wanted);
  return some;
}

/** A property to sort by. */
export type SortKey = { readonly path: string; readonly descending: boolean };

/** The rows by one property after the other; equal ones keep their order. */
export function sorted(
  rows: readonly Row[],
  keys: readonly SortKey[],
  compare: Compare = compareValues,
): Row[] {
  return rows.toSorted((a, b) => {
    for (const { path, descending } of keys) {
      const difference = compare(valueAt(a, path), valueAt(b, path));
      if (difference !== 0) return descending ? -difference : difference;
    }
    return 0;
  });
}
