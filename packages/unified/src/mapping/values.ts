import { noteDrift } from "./drift.ts";

// Vendors lie about types, so each helper takes what the document says and copes with anything else: a value of another
// type reads as absent. Absent stays absent and null stays null throughout.

type Maybe<T> = T | null | undefined;

/** Trimmed text; blank text is the vendor's way to say there is none. */
export function text(value: Maybe<string>): Maybe<string> {
  if (typeof value !== "string") return value == null ? value : wrongType(value);
  const start = value.charCodeAt(0);
  const end = value.charCodeAt(value.length - 1);
  // Neither end can be a blank: what most text is, found out without a call of `trim`.
  if (start > 0x20 && start < 0x7f && end > 0x20 && end < 0x7f) return value;
  return value.trim() || null;
}

export function flag(value: Maybe<boolean>): Maybe<boolean> {
  return typeof value === "boolean" || value == null ? value : wrongType(value);
}

/** The opposite of a flag: absent and null stay what they are. */
export function not(value: Maybe<boolean>): Maybe<boolean> {
  return typeof value === "boolean" ? !value : value;
}

/** A finite number, also one that arrives as text. */
export function number(value: Maybe<number | string>): Maybe<number> {
  if (value == null) return value;
  if (typeof value === "string" && value.trim() === "") return null;
  const parsed = typeof value === "number" || typeof value === "string" ? Number(value) : Number.NaN;
  return Number.isFinite(parsed) ? parsed : wrongType(value);
}

/** A whole number from 0 up, such as a count or bytes. */
export function count(value: Maybe<number | string>): Maybe<number> {
  const parsed = number(value);
  if (typeof parsed !== "number") return parsed;
  return Number.isSafeInteger(parsed) && parsed >= 0 ? parsed : wrongType(value);
}

/** A share from 0 to 100. */
export function percent(value: Maybe<number | string>): Maybe<number> {
  const parsed = number(value);
  return typeof parsed !== "number" || (parsed >= 0 && parsed <= 100) ? parsed : wrongType(value);
}

/** The members of an array; anything else reads as none. */
export function list<T>(value: Maybe<readonly T[]>): readonly T[] {
  if (Array.isArray(value)) return value.includes(null) ? value.filter((member) => member != null) : value;
  if (value != null) noteDrift("wrong-type", value);
  return [];
}

/** The first value the vendor gave; null only if one of them is null and none is given. */
export function first<T>(...values: readonly Maybe<T>[]): Maybe<T> {
  let none: Maybe<T>;
  for (const value of values) {
    if (value != null) return value;
    if (value === null) none = null;
  }
  return none;
}

/** Each text once, blanks left out. */
export function unique(values: readonly Maybe<string>[]): string[] {
  const found: string[] = [];
  for (const value of values) {
    const told = text(value);
    // Of a few values a search costs less than a set.
    if (told != null && !found.includes(told)) found.push(told);
  }
  return found;
}

/** Named values as an object, at half the cost of `Object.fromEntries`; of two with one name the later wins. */
export function fieldsOf(entries: readonly (readonly [string, unknown])[]): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const [name, value] of entries) {
    if (name === "__proto__") return Object.fromEntries(entries); // an assignment would not make a property of it
    fields[name] = value;
  }
  return fields;
}

/** Looks a vendor value up in a closed table; one the document does not know becomes `otherwise`. */
export function lookup<Value extends string, Result>(
  table: Readonly<Record<Value, Result>>,
  value: Maybe<Value>,
  otherwise: Result,
): Maybe<Result> {
  if (value == null) return value;
  if (typeof value !== "string") return wrongType(value);
  if (Object.hasOwn(table, value)) return table[value];
  noteDrift("unknown-value", value);
  return otherwise;
}

function wrongType(value: unknown): undefined {
  noteDrift("wrong-type", value);
  return undefined;
}
