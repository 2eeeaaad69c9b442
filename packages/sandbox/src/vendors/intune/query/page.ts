import type { Rows } from "../../../engine/records/rows.ts";
import { asInteger, asText, type Row, textOf } from "../../../engine/records/values.ts";
import { type Call, json, type VendorResponse } from "../../../engine/request/call.ts";

/** How a position in a list looks to clients, who do not read it. */
type Token = { offset: number; after: string };

const encode = ({ offset, after }: Token) => btoa(`LastId='${after}';At=${offset}`);

function decode(text: string): Token {
  const [, after = "", offset = "0"] = /^LastId='(.*)';At=(\d+)$/.exec(atob(text)) ?? [];
  return { offset: Number(offset), after };
}

/** The row after the last one given; rows before it may have been deleted meanwhile. */
function startAfter(rows: Rows, { offset, after }: Token, idOf: (row: Row) => string): number {
  for (let at = Math.min(offset, rows.length); at > 0; at -= 1) {
    const [row] = rows.slice(at - 1, at);
    if (row && idOf(row) === after) return at;
  }
  return Math.min(offset, rows.length);
}

/** A page, with the link to the next one where there is one. */
export function pageOf(
  call: Call,
  rows: Rows,
  view: (row: Row) => Row = (row) => row,
  idOf: (row: Row) => string = (row) => textOf(row, "id"),
): VendorResponse {
  const { pagination } = call.operation;
  const size = asInteger(call.query.$top) ?? pagination?.default ?? 100;
  const token = asText(call.query.$skiptoken);
  const start = token === undefined ? 0 : startAfter(rows, decode(token), idOf);
  const items = rows.slice(start, start + size);
  const end = start + items.length;
  const last = items.at(-1);
  const link = last && end < rows.length ? linkTo(call, { offset: end, after: idOf(last) }) : undefined;
  const counted = call.query.$count === true && call.headers.get("consistencylevel") && token === undefined;
  return json({
    "@odata.context": `${call.origin}/v1.0/$metadata#list`,
    ...(counted && { "@odata.count": rows.length }),
    ...(link !== undefined && { "@odata.nextLink": link }),
    value: items.map(view),
  });
}

/** The whole query again, and where to go on. */
function linkTo({ origin, operation, path, search }: Call, token: Token): string {
  const at = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => path[name] ?? "");
  const query = new URLSearchParams(search);
  query.set("$skiptoken", encode(token));
  return `${origin}${at}?${query}`;
}
