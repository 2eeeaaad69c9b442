import type { PagingFacts } from "../document/operation-schemas.ts";
import type { Rows } from "../records/rows.ts";
import { asInteger, isRow, type Row, valueAt, withValueAt } from "../records/values.ts";
import { type Call, json, type VendorResponse } from "../request/call.ts";
import { nextPage, withNext } from "./next-page.ts";

export type PageRules = {
  /** The most records the vendor hands out at once. */
  max?: number | undefined;
  /** Page size without a parameter, if the annotation has none. */
  fallback?: number;
  /** What happens above the maximum: it is cut without an error, or the caller refuses it. Default: `cut`. */
  overLimit?: "cut" | "reject";
};

/** `end`: the position behind the page, where there are more rows. */
export type Page = { rows: Row[]; total: number; end?: number | undefined };

/** The page size and offset that a call requests, by offset or by page number, after the operation's pagination annotation. */
export function readPage(
  call: Pick<Call, "operation" | "query"> & { readonly body?: unknown },
  { max = Number.POSITIVE_INFINITY, fallback = 10 }: PageRules = {},
): { limit: number; skip: number; asked: number } {
  const facts = call.operation.pagination;
  const read = (name: string) => {
    const inBody = isRow(call.body) ? asInteger(call.body[name]) : undefined;
    return inBody ?? asInteger(call.query[name]);
  };
  const asked = read(facts?.limit ?? "limit") ?? facts?.default ?? fallback;
  const limit = Math.min(Math.max(0, asked), max);
  return { limit, skip: Math.max(0, skipOf(facts, { read, limit })), asked };
}

function skipOf(
  facts: PagingFacts | undefined,
  { read, limit }: { read: (name: string) => number | undefined; limit: number },
): number {
  if (facts?.style !== "page") return read(facts?.offset ?? "skip") ?? 0;
  const { page = "page", firstPage = 1 } = facts;
  return ((read(page) ?? firstPage) - firstPage) * limit;
}

/** Cuts the asked page out of rows that are made as they are read. */
export function cutPage(call: Call, rows: Rows, rules?: PageRules): Page {
  const { limit, skip } = readPage(call, rules);
  const { style, last, cursor = "" } = call.operation.pagination ?? {};
  const at = call.query[cursor];
  const place = last === undefined ? Math.max(0, asInteger(at) ?? 0) : positionBehind(rows, last, at);
  const start = style === "cursor" ? place : skip;
  const end = start + limit;
  return { rows: rows.slice(start, end), total: rows.length, end: end < rows.length ? end : undefined };
}

/** Where the next page begins. Rows are in the order of their ids; of ids that are texts, the one itself is looked for. */
function positionBehind(rows: Rows, property: string, cursor: unknown): number {
  if (cursor === undefined) return 0;
  const after = asInteger(cursor);
  if (after === undefined) return rows.slice(0, rows.length).findIndex((row) => row[property] === cursor) + 1;
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const [row] = rows.slice(middle, middle + 1);
    if (Number(row?.[property]) > after) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** A page in the operation's own shape: a bare array, or an envelope with rows and total where the annotation says. */
export function listResponse(call: Call, page: Page): VendorResponse {
  const facts = call.operation.pagination;
  const headers: Record<string, string> = {};
  if (facts?.totalHeader !== undefined) headers[facts.totalHeader] = String(page.total);
  if (facts?.items === undefined) return json(page.rows, { headers });
  const total = facts.total === undefined ? {} : withValueAt({}, facts.total, page.total);
  const about = facts.more === undefined ? total : withValueAt(total, facts.more, page.end !== undefined);
  const body = withValueAt(about, facts.items, page.rows);
  if (facts.next === undefined || page.end === undefined) return json(body, { headers });
  return json(withNext(body, facts.next, nextPage(call, page.end)), { headers });
}

/** Where a list stands in a body: as annotated, or without an annotation its only array, if the path names no record. */
function itemsAt({ operation }: Pick<Call, "operation">, body: unknown): string | undefined {
  const { pagination, parameters } = operation;
  const isOfRecord = parameters.some((parameter) => parameter.in === "path" && !parameter.byClient);
  if (pagination !== undefined || isOfRecord || !isRow(body)) return pagination?.items;
  const [name, ...others] = Object.keys(body).filter((property) => Array.isArray(body[property]));
  return others.length === 0 ? name : undefined;
}

/** The rows inside a response of a paginated operation; undefined where it has no list. */
export function rowsOf(call: Pick<Call, "operation">, body: unknown): readonly unknown[] | undefined {
  const items = itemsAt(call, body);
  const rows = items !== undefined && isRow(body) ? valueAt(body, items) : body;
  return Array.isArray(rows) ? rows : undefined;
}

/** The body with other rows in it. */
export function withRows(
  call: Pick<Call, "operation">,
  { body, rows }: { body: unknown; rows: readonly unknown[] },
): unknown {
  const items = itemsAt(call, body);
  return items !== undefined && isRow(body) ? withValueAt(body, items, rows) : rows;
}
