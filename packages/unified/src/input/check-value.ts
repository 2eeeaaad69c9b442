import { isPlainObject, isWellFormed } from "@mdmkit/runtime";
import { isRfc3339 } from "../mapping/rfc3339.ts";
import { isRecord } from "../records/record.ts";

/** What the unified document allows for a value, as `generated/inputs.ts` and `write-inputs.ts` have it. */
export type Allowed =
  | "text"
  | "time"
  | "boolean"
  | "number"
  | "object"
  | "query"
  | "signal"
  | "function"
  | "any"
  | readonly string[]
  | { readonly pattern: RegExp; readonly expects: string }
  | { readonly items: Allowed }
  | { readonly members: Members; readonly isOpen?: true };

export type Members = { readonly [name: string]: Allowed };

/** Why a value is not allowed; undefined if it is. The value itself is not shown: it may be a secret. */
export function problemOf(name: string, allowed: Allowed, value: unknown): string | undefined {
  if (!isWellFormed(value)) return `\`${name}\` contains half of a surrogate pair.`;
  if (allowed === "object" || allowed === "query") return problemOfObject(name, allowed, value);
  if (typeof allowed === "string") {
    const [is, what] = SIMPLE[allowed];
    return is(value) ? undefined : mustBe(name, what);
  }
  if (isWords(allowed))
    return isAmong(allowed, value) ? undefined : mustBe(name, `one of ${allowed.join(", ")}`);
  if ("pattern" in allowed) {
    const fits = typeof value === "string" && allowed.pattern.test(value);
    return fits ? undefined : mustBe(name, allowed.expects);
  }
  if ("items" in allowed) {
    if (!Array.isArray(value)) return mustBe(name, "a list");
    return firstOf(value.entries(), ([at, item]) => problemOf(`${name}[${at}]`, allowed.items, item));
  }
  return problemOfMembers(name, allowed, value);
}

/** A `Map` or `URLSearchParams` has no members of its own: nothing would be sent. */
function problemOfObject(name: string, kind: "object" | "query", value: unknown): string | undefined {
  if (!isPlainObject(value)) return mustBe(name, "a plain object");
  const [is, what] = MEMBER[kind];
  return firstOf(Object.entries(value), ([member, inner]) =>
    is(inner) ? undefined : mustBe(`${name}.${member}`, what),
  );
}

type WithMembers = Extract<Allowed, { members: Members }>;

/** A closed object needs a member: an empty one would select everything. In an open one, null means none. */
function problemOfMembers(
  name: string,
  { members, isOpen }: WithMembers,
  value: unknown,
): string | undefined {
  const known = Object.keys(members).join(", ");
  if (!isRecord(value)) return mustBe(name, `an object with ${known}`);
  const given = Object.entries(value).filter(([, inner]) => inner !== undefined);
  if (given.length === 0 && !isOpen) return mustBe(name, `an object with some of ${known}`);
  return firstOf(given, ([member, inner]) => {
    const allowed = Object.hasOwn(members, member) ? members[member] : undefined;
    if (isOpen && (allowed === undefined || inner === null)) return undefined;
    if (allowed === undefined) return `\`${name}\` has no member ${member}. Its members are ${known}.`;
    return problemOf(`${name}.${member}`, allowed, inner);
  });
}

function firstOf<Item>(
  items: Iterable<Item>,
  problem: (item: Item) => string | undefined,
): string | undefined {
  for (const item of items) {
    const found = problem(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

type Simple = Exclude<Extract<Allowed, string>, "object" | "query">;

/** Whether a value is of a kind, and what it must be. */
const SIMPLE: Record<Simple, readonly [is: (value: unknown) => boolean, what: string]> = {
  text: [(value) => typeof value === "string" && value.trim() !== "", "a string that is not blank"],
  time: [isRfc3339, "a time such as 2026-11-01T08:30:00Z"],
  boolean: [(value) => typeof value === "boolean", "true or false"],
  number: [(value) => Number.isFinite(value), "a number"],
  signal: [(value) => isRecord(value) && "aborted" in value, "an AbortSignal"],
  function: [(value) => typeof value === "function", "a function"],
  any: [() => true, "given"],
};

/** What each member of a free object must be. */
const MEMBER = {
  object: [
    isJson,
    "a JSON value: text, a finite number, a boolean, null, a list or a plain object, not nested deeply",
  ],
  query: [
    isQueryValue,
    "text, a finite number, a boolean, a time, or a list or a plain object of these that is not empty",
  ],
} as const;

const MOST_LEVELS = 50;

/** An absent member is left out. A value that contains itself has no end of levels. */
function isJson(value: unknown, level = 0): boolean {
  if (value == null || typeof value === "string" || typeof value === "boolean") return true;
  if (typeof value === "number") return Number.isFinite(value);
  if (level === MOST_LEVELS || !(Array.isArray(value) || isPlainObject(value))) return false;
  return Object.values(value).every((inner) => isJson(inner, level + 1));
}

function isQueryValue(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(isQueryText);
  if (!isPlainObject(value)) return isQueryText(value);
  const members = Object.values(value);
  return members.length > 0 && members.every(isQueryText);
}

function isQueryText(value: unknown): boolean {
  if (value instanceof Date) return !Number.isNaN(value.getTime());
  return value == null || typeof value === "bigint" || (typeof value !== "object" && isJson(value));
}

const isWords = (allowed: Exclude<Allowed, string>): allowed is readonly string[] => Array.isArray(allowed);
const isAmong = (words: readonly unknown[], value: unknown): boolean => words.includes(value);
const mustBe = (name: string, what: string): string => `\`${name}\` must be ${what}.`;
