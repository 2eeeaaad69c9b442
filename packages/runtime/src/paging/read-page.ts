import type { Pagination } from "../operation/operation.ts";

/** The records of a page; undefined when there are none where some should be. */
export function itemsOf({ items }: Pagination, data: unknown, expected: boolean): unknown[] | undefined {
  const found = items && data ? valueAt(data, items) : data;
  if (Array.isArray(found)) return found;
  // An empty body or a left-out list means none, unless the vendor's total says there are some.
  const isAbsent = found === undefined || found === null;
  return isAbsent && !expected && (isRecord(data) || !data) ? [] : undefined;
}

/** How many records there are in all, where the vendor says so. */
export function totalOf(
  { total, totalHeader }: Pagination,
  data: unknown,
  { headers }: Response,
): number | undefined {
  return numberOf(total ? valueAt(data, total) : totalHeader && headers.get(totalHeader));
}

/** The value of a property, dotted when nested; a property whose own name has dots comes first. */
export function valueAt(data: unknown, path = ""): unknown {
  if (isRecord(data) && path in data) return data[path];
  return path.split(".").reduce((at, key) => (isRecord(at) ? at[key] : undefined), data);
}

/** Vendors send 64-bit numbers as strings. */
export function numberOf(value: unknown): number | undefined {
  if (typeof value !== "number" && (typeof value !== "string" || !value)) return undefined;
  return Number.isNaN(Number(value)) ? undefined : Number(value);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
