import { InvalidInputError } from "@mdmkit/runtime";
import { INVALID_CURSOR } from "../contract/errors.ts";
import type { ListPlan } from "../contract/listing.ts";

type Listed = Pick<ListPlan, "vendor" | "resource" | "filters"> & {
  readonly remoteQuery?: Readonly<Record<string, unknown>> | undefined;
};

/** A hash that identifies a list: equal for equal vendor, resource, filters and vendor query, whatever their order. */
export function markOf({ vendor, resource, filters, remoteQuery = {} }: Listed): string {
  return hash(jsonOf([vendor, resource, sorted(filters), sorted(remoteQuery)]));
}

/** A hash of the vendor query, whatever its order; undefined where it has no parameter. */
export function queryHash(query: Listed["remoteQuery"] = {}): string | undefined {
  const given = sorted(query).filter(([, value]) => value !== undefined && value !== null);
  return given.length > 0 ? hash(jsonOf(given)) : undefined;
}

const jsonOf = (facts: readonly unknown[]): string =>
  JSON.stringify(facts, (_, value) => (typeof value === "bigint" ? `${value}` : value));

/** Adds the list's mark to a cursor, since the same position in another list means other records. */
export function markCursor(mark: string, cursor: string | null): string | null {
  return cursor === null ? null : `${mark}.${cursor}`;
}

/** Removes the mark from a cursor. Throws `InvalidInputError` for a cursor of another list. */
export function unmarkCursor(mark: string, { vendor, resource }: ListPlan, cursor: string): string {
  const [, given, inner = ""] = /^([0-9a-z]{1,7})\.(.+)$/s.exec(cursor) ?? [];
  if (given === mark) return inner;
  const message = given
    ? "The cursor belongs to a list with other filters. Use the same filters, or start without a cursor."
    : INVALID_CURSOR;
  throw new InvalidInputError(message, { vendor, operation: `${resource}.list` });
}

function sorted(values: Readonly<Record<string, unknown>>): [name: string, value: unknown][] {
  return Object.entries(values).sort();
}

/** FNV-1a with 32 bits. It protects against mistakes, not against forgery. */
function hash(text: string): string {
  let bits = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1)
    bits = Math.imul(bits ^ text.charCodeAt(index), 0x01000193);
  return (bits >>> 0).toString(36);
}
