import { isRfc3339 } from "../mapping/rfc3339.ts";
import { isRecord } from "../records/record.ts";

/** What the unified document allows for a value, as `generated/inputs.ts` has it. */
export type Allowed =
  | "text"
  | "time"
  | "boolean"
  | "number"
  | "object"
  | "function"
  | "any"
  | readonly string[]
  | { readonly pattern: RegExp; readonly expects: string }
  | { readonly items: Allowed }
  | { readonly members: Members; readonly isOpen?: true };

export type Members = { readonly [name: string]: Allowed };

/** Why a value is not allowed; undefined if it is. The value itself is not shown: it may be a secret. */
export function problemOf(name: string, allowed: Allowed, value: unknown): string | undefined {
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

type Simple = Extract<Allowed, string>;

/** Whether a value is of a kind, and what it must be. */
const SIMPLE: Record<Simple, readonly [is: (value: unknown) => boolean, what: string]> = {
  text: [(value) => typeof value === "string" && value.trim() !== "", "a string that is not blank"],
  time: [isRfc3339, "a time such as 2026-11-01T08:30:00Z"],
  boolean: [(value) => typeof value === "boolean", "true or false"],
  number: [(value) => Number.isFinite(value), "a number"],
  object: [isRecord, "an object"],
  function: [(value) => typeof value === "function", "a function"],
  any: [() => true, "given"],
};

const isWords = (allowed: Exclude<Allowed, string>): allowed is readonly string[] => Array.isArray(allowed);
const isAmong = (words: readonly unknown[], value: unknown): boolean => words.includes(value);
const mustBe = (name: string, what: string): string => `\`${name}\` must be ${what}.`;
