import { compareValues, ofAny, testsBy } from "../../../engine/records/compare.ts";
import type { Lookup } from "../../../engine/records/lookup.ts";
import { valueAt } from "../../../engine/records/values.ts";

/** A test of one row. */
export type Keep = (row: unknown) => boolean;

function text(value: unknown): string {
  if (value === undefined) return "";
  return typeof value === "object" && value !== null ? JSON.stringify(value) : String(value);
}

/** Equal as the query language sees it: everything is text, and of a list any item will do. */
export const isEqual = ofAny((value, wanted) => text(value) === text(wanted));

/** Tests by the operators of every query language of the vendor. */
export const TESTS = testsBy(compareValues, isEqual);

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

export const contains = ofAny((value, term) =>
  text(value).toLowerCase().includes(String(term).toLowerCase()),
);
