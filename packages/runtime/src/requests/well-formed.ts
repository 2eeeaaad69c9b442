import { isPlainObject } from "./plain-object.ts";

/**
 * Whether all texts in a value, names of properties included, can be written in UTF-8. Half of a surrogate pair cannot: JSON would
 * carry it as an escape that vendors store in different ways, a form as U+FFFD.
 */
export function isWellFormed(value: unknown, seen: Set<object> = new Set()): boolean {
  if (typeof value === "string") return !/\p{Surrogate}/u.test(value);
  if (!Array.isArray(value) && !isPlainObject(value)) return true;
  // A value that contains itself is refused elsewhere.
  if (seen.has(value)) return true;
  seen.add(value);
  return Object.entries(value).every(([name, inner]) => isWellFormed(name) && isWellFormed(inner, seen));
}
