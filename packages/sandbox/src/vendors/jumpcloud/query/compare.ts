import type { Lookup } from "../../../engine/records/lookup.ts";
import { valueAt } from "../../../engine/records/values.ts";

/** A test of one row. */
export type Keep = (row: unknown) => boolean;

function text(value: unknown): string {
  if (value === undefined) return "";
  return typeof value === "object" && value !== null ? JSON.stringify(value) : String(value);
}

/** Below, equal or above zero; as numbers where both are, else as text, which serves ISO dates. */
export function compareValues(a: unknown, b: unknown): number {
  const [left, right] = [text(a), text(b)];
  if (left === right) return 0;
  const numbers = [Number(left), Number(right)] as const;
  const numeric = left !== "" && right !== "" && numbers.every(Number.isFinite);
  if (numeric) return numbers[0] - numbers[1];
  return left < right ? -1 : 1;
}

/** Equal as the query language sees it: everything is text, and of a list any item will do. */
export function isEqual(value: unknown, wanted: unknown): boolean {
  if (Array.isArray(value)) return value.some((item) => isEqual(item, wanted));
  return text(value) === text(wanted);
}

/** A condition that a property equals one of several values. */
export type Named = { readonly field: string; readonly values: readonly unknown[] };

/** Looks up the records of such a condition. */
export function lookupOf(named: Named | undefined): Lookup | undefined {
  if (named === undefined) return undefined;
  const { field, values } = named;
  return { name: field, keys: values.map(text), keysOf: (row) => textsOf(valueAt(row, field)) };
}

/** All texts that a value equals. */
function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.flatMap(textsOf) : [text(value)];
}

/** Compares, with no order between a value and none. */
export function ordered(value: unknown, wanted: unknown, accept: (difference: number) => boolean): boolean {
  if (value === undefined || value === null) return false;
  if (Array.isArray(value)) return value.some((item) => ordered(item, wanted, accept));
  return accept(compareValues(value, wanted));
}

export function contains(value: unknown, term: string): boolean {
  if (Array.isArray(value)) return value.some((item) => contains(item, term));
  return text(value).toLowerCase().includes(term.toLowerCase());
}
