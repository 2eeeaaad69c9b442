import type { Drift } from "../contract/drift.ts";
import { NO_NUMBER } from "./placeholders.ts";

// Vendors send other types than documented, so each helper expects the documented type and handles any other: a value of another
// type reads as absent. Absent stays absent and null stays null throughout.

type Maybe<T> = T | null | undefined;

/** Trimmed text; blank text means that there is no value. */
export function text(value: Maybe<string>, drift?: Drift): Maybe<string> {
  if (typeof value !== "string") return value == null ? value : wrongType(value, drift);
  const start = value.charCodeAt(0);
  const end = value.charCodeAt(value.length - 1);
  // Neither end can be a blank: what most text is, found out without a call of `trim`.
  if (start > 0x20 && start < 0x7f && end > 0x20 && end < 0x7f) return value;
  return value.trim() || null;
}

/** A boolean. */
export function flag(value: Maybe<boolean>, drift?: Drift): Maybe<boolean> {
  return typeof value === "boolean" || value == null ? value : wrongType(value, drift);
}

/** The opposite of a flag: absent and null stay what they are. */
export function not(value: Maybe<boolean>): Maybe<boolean> {
  return typeof value === "boolean" ? !value : value;
}

/** A finite number, also one that arrives as text. */
export function number(value: Maybe<number | string>, drift?: Drift): Maybe<number> {
  if (value == null) return value;
  if (typeof value === "string" && value.trim() === "") return null;
  const parsed = typeof value === "number" || typeof value === "string" ? Number(value) : Number.NaN;
  return Number.isFinite(parsed) ? parsed : wrongType(value, drift);
}

/** An id as text, of a vendor whose ids are numbers. */
export function idText(value: Maybe<number | string>, drift?: Drift): Maybe<string> {
  const given = number(value, drift);
  return given == null ? given : String(given);
}

/** A number from 0 up. -1 reads as absent. */
function amount(value: Maybe<number | string>, drift?: Drift): Maybe<number> {
  const parsed = number(value, drift);
  if (typeof parsed !== "number" || parsed >= 0) return parsed;
  return parsed === NO_NUMBER ? undefined : wrongType(value, drift);
}

/** A whole number from 0 up, such as a count. -1 reads as absent. */
export function count(value: Maybe<number | string>, drift?: Drift): Maybe<number> {
  const given = amount(value, drift);
  return typeof given !== "number" || Number.isSafeInteger(given) ? given : wrongType(value, drift);
}

/** Bytes from what is counted in a larger unit. -1 reads as absent. */
export function bytes(value: Maybe<number | string>, unit: number, drift?: Drift): Maybe<number> {
  const given = amount(value, drift);
  if (typeof given !== "number") return given;
  const whole = Math.round(given * unit);
  return Number.isSafeInteger(whole) ? whole : wrongType(value, drift);
}

/** A share from 0 to 100, also as text with a percent sign. -1 reads as absent. */
export function percent(value: Maybe<number | string>, drift?: Drift): Maybe<number> {
  const share = amount(typeof value === "string" ? value.replace(/\s*%\s*$/, "") : value, drift);
  return typeof share !== "number" || share <= 100 ? share : wrongType(value, drift);
}

/** The members of an array; anything else reads as none. */
export function list<T>(value: Maybe<readonly T[]>, drift?: Drift): readonly T[] {
  return maybeList(value, drift) ?? [];
}

/** The members of an array; undefined where there is no array. */
export function maybeList<T>(value: Maybe<readonly T[]>, drift?: Drift): readonly T[] | undefined {
  if (!Array.isArray(value)) return value == null ? undefined : wrongType(value, drift);
  return value.includes(null) ? value.filter((member) => member != null) : value;
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

/** Each text once, as `text` gives it; blank and absent ones are left out. */
export function unique(texts: readonly Maybe<string>[]): string[] {
  const found: string[] = [];
  // Of a few values a search costs less than a set.
  for (const value of texts) if (value && !found.includes(value)) found.push(value);
  return found;
}

/** As `unique`; undefined where no text was given, which is not to say that there are none. */
export function uniqueOfGiven(texts: readonly Maybe<string>[]): string[] | undefined {
  return texts.every((value) => value === undefined) ? undefined : unique(texts);
}

/** The properties that have a value: what a request is to leave out is null or undefined. */
export function given<T extends object>(properties: T): { [Name in keyof T]?: NonNullable<T[Name]> } {
  const found: { [Name in keyof T]?: NonNullable<T[Name]> } = {};
  for (const name in properties) {
    const value = properties[name];
    if (value != null) found[name] = value;
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
  drift?: Drift,
): Maybe<Result> {
  if (value == null) return value;
  if (typeof value !== "string") return wrongType(value, drift);
  if (Object.hasOwn(table, value)) return table[value];
  drift?.note("unknown-value", value);
  return otherwise;
}

function wrongType(value: unknown, drift: Drift | undefined): undefined {
  drift?.note("wrong-type", value);
  return undefined;
}
