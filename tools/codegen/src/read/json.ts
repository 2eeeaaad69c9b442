import type { JsonValue } from "jsonpath-rfc9535";

export type { JsonValue };
export type JsonObject = { [key: string]: JsonValue };

export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function isStrings(value: JsonValue | undefined): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}

/** Appends keys to a JSON pointer. */
export function child(pointer: string, ...keys: readonly (string | number)[]): string {
  let path = pointer === "#/" ? "#" : pointer;
  for (const key of keys) path += `/${typeof key === "number" ? key : escaped(key)}`;
  return path;
}

/** Large documents have a million keys, of which hardly any is escaped. */
function escaped(key: string): string {
  return key.includes("~") || key.includes("/") ? key.replaceAll("~", "~0").replaceAll("/", "~1") : key;
}

/** The keys of a JSON pointer such as `#/paths/~1users/get`. */
export function stepsOf(pointer: string): string[] {
  const start = pointer.startsWith("#/") ? 2 : pointer.startsWith("#") ? 1 : 0;
  const steps = pointer.slice(start).split("/");
  if (!pointer.includes("%") && !pointer.includes("~")) return steps;
  return steps.map((step) => decoded(step).replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** Decodes a part of a URI. A `%` that escapes nothing is not valid there, and is taken literally. */
export function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** An object with the same keys in the same order; without lists of entries, of which a large document has many. */
export function mapValues<Value, Mapped>(
  object: Readonly<Record<string, Value>>,
  map: (value: Value, key: string) => Mapped,
): Record<string, Mapped> {
  const mapped: Record<string, Mapped> = {};
  for (const [key, value] of Object.entries(object)) {
    if (key === "__proto__") setOwn(mapped, key, map(value, key));
    else mapped[key] = map(value, key);
  }
  return mapped;
}

/** Sets a property with any name, also `__proto__`, which an assignment would not set. */
export function setOwn<Value>(object: Record<string, Value>, key: string, value: Value): void {
  Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
}
