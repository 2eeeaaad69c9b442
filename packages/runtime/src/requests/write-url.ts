import { InvalidInputError } from "../errors/errors.ts";
import type { Operation } from "../operation/operation.ts";

/** Fills a path template. A value that would lead to another path (empty, a dot segment, an object) throws. */
export function fillPath(
  template: string,
  values: Readonly<Record<string, unknown>>,
  vendor?: string,
): string {
  return template.replace(/\{([^{}]+)\}/g, (_match, name: string) => {
    const value = values[name];
    const text = typeof value === "object" ? "" : encodeURIComponent(String(value ?? ""));
    if (text === "" || text === "." || text === "..") {
      const problem = `the path parameter "${name}" of ${template} is missing, empty, or not a string, number or boolean.`;
      throw new InvalidInputError(problem, { vendor });
    }
    return text;
  });
}

/** Throws for a query that is not a plain object, such as `URLSearchParams`, of which nothing would be sent. */
export function assertPlainQuery(query: unknown, vendor: string | undefined): void {
  if (query === undefined || isPlainObject(query)) return;
  throw new InvalidInputError("the query is not a plain object.", {
    vendor,
    advice: "Pass the parameters as an object, such as { name: value }.",
  });
}

/**
 * The query with its question mark; arrays repeated or joined by commas, objects as `name[key]`, dates in RFC 3339. Null and
 * absent are left out. A value that has no text, such as a function, an empty object or an object in an object, throws.
 */
export function writeQuery(
  query: Readonly<Record<string, unknown>>,
  { arrays, vendor }: { arrays?: Operation["arrays"]; vendor?: string | undefined } = {},
): string {
  const pairs: string[] = [];
  const add = (name: string, text: string) => pairs.push(`${encodeURIComponent(name)}=${text}`);
  for (const [name, value] of Object.entries(query)) {
    if (!isGiven(value)) continue;
    if (Array.isArray(value)) {
      const texts = value.filter(isGiven).map((one) => encodeURIComponent(queryText(name, one, vendor)));
      if (arrays === "comma" && texts.length > 0) add(name, texts.join(","));
      else for (const text of texts) add(name, text);
    } else if (isPlainObject(value)) {
      const members = Object.entries(value);
      if (members.length === 0) throw withoutText(name, vendor);
      for (const [key, one] of members) {
        if (!isGiven(one)) continue;
        add(`${name}[${key}]`, encodeURIComponent(queryText(`${name}[${key}]`, one, vendor)));
      }
    } else add(name, encodeURIComponent(queryText(name, value, vendor)));
  }
  return pairs.length > 0 ? `?${pairs.join("&")}` : "";
}

const isGiven = (value: unknown): boolean => value !== undefined && value !== null;

/** Whether a value is an object literal or the like: no array, and no instance such as a `Map`. Those of another realm count, too. */
export function isPlainObject(value: unknown): value is object {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** A value without a text must not be left out or be sent as `[object Object]`: the vendor would process another query. */
function queryText(name: string, value: unknown, vendor: string | undefined): string {
  if (typeof value === "string" || typeof value === "boolean" || typeof value === "bigint") return `${value}`;
  if (typeof value === "number" && Number.isFinite(value)) return `${value}`;
  if (value instanceof Date && !Number.isNaN(value.getTime())) return value.toISOString();
  throw withoutText(name, vendor);
}

function withoutText(name: string, vendor: string | undefined): InvalidInputError {
  const problem = `the query parameter "${name}" is not text, a number, a boolean or a time.`;
  return new InvalidInputError(problem, { vendor });
}
