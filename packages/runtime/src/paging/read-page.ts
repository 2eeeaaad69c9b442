import { isRecord } from "../errors/is-record.ts";
import type { Pagination } from "../operation/operation.ts";

/** The records of a page; undefined when there is no list where one should be: only the first page may leave out an empty one. */
export function itemsOf(
  pagination: Pagination,
  data: unknown,
  { isFirst, total = 0 }: { isFirst: boolean; total?: number | undefined },
): unknown[] | undefined {
  const { items } = pagination;
  const found = items && data ? valueAt(data, items) : data;
  if (Array.isArray(found)) return found;
  const mayBeAbsent = isFirst && total === 0 && (found === undefined || found === null);
  return mayBeAbsent && saysNone(pagination, data) ? [] : undefined;
}

/** Whether a response without a list says that there are no records: an empty body, `{}`, or a total of 0. Pages by cursor say more. */
function saysNone({ style, items, total }: Pagination, data: unknown): boolean {
  if (style === "cursor") return false;
  if (!items) return !data;
  if (!isRecord(data)) return false;
  return Object.keys(data).length === 0 || (total !== undefined && numberOf(valueAt(data, total)) === 0);
}

/** Total number of records, if the vendor returns it. */
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
