import { InvalidInputError, InvalidResponseError } from "../errors/errors.ts";
import type { Operation, Pagination } from "../operation/operation.ts";
import type { CallOptions, OperationInput, OperationResponse, Page, Paginated } from "../types.ts";

type Walk = {
  request(id: string, input: OperationInput, options?: CallOptions): Promise<OperationResponse<unknown>>;
  id: string;
  operation: Operation;
  input?: OperationInput | undefined;
  callOptions?: CallOptions | undefined;
  vendor: string;
  baseUrl: string;
};

type Parameters = Record<string, unknown>;

/** Walks an operation that hands out a list. One page is asked for at a time, when it is needed. */
export function paginate(walk: Walk): Paginated<unknown> {
  const pages = () => pagesOf(walk);
  async function* records() {
    for await (const page of pages()) for (const item of page.items) yield item;
  }
  return Object.assign(records(), { pages });
}

async function* pagesOf(walk: Walk): AsyncGenerator<Page<unknown>, void, undefined> {
  const { id, operation, input = {}, vendor } = walk;
  const { pagination } = operation;
  if (!pagination) throw new InvalidInputError("this operation has no pages.", { vendor, operation: id });
  const place = pagination.in ?? "query";
  let parameters = firstParameters(pagination, input[place]);
  let position = firstPosition(pagination, parameters);
  let previous = "";
  const cursors = new Set<unknown>();
  for (;;) {
    const { data, response } = await walk.request(id, { ...input, [place]: parameters }, walk.callOptions);
    const wrong = (problem: string) =>
      new InvalidResponseError(problem, { vendor, operation: id, status: response.status, reason: "shape" });
    const total = totalOf(pagination, data, response);
    const items = itemsOf(pagination, data, position < (total ?? 0));
    if (!items)
      throw wrong(`the response has no list of records (${pagination.items ?? "the body itself"}).`);
    const fingerprint = items.length ? JSON.stringify([items.length, items[0], items.at(-1)]) : "";
    if (fingerprint && fingerprint === previous)
      throw wrong("the same page was received twice, so the list would not end.");
    previous = fingerprint;
    position += items.length;
    yield { items, ...(total === undefined ? {} : { total }), response };

    if (pagination.style === "cursor") {
      const cursor = data && valueAt(data, pagination.next);
      if (!cursor) return;
      if (cursors.has(cursor)) throw wrong("the same cursor was received twice, so the list would not end.");
      cursors.add(cursor);
      const next = afterCursor(pagination, parameters, cursor, walk.baseUrl);
      if (!next) throw wrong("the link to the next page leads to another origin and is not followed.");
      parameters = next;
      continue;
    }
    const size = sizeOf(pagination, parameters);
    // A known total outweighs a short page: some vendors give fewer records than asked for.
    if (!items.length || (total === undefined ? items.length < (size ?? 1) : position >= total)) return;
    parameters = afterPage(pagination, parameters, position);
  }
}

function firstParameters(pagination: Pagination, given: unknown): Parameters {
  const { style, limit, offset, page, max, default: usual, firstPage = 1, order } = pagination;
  const parameters: Parameters = { ...order };
  const size = max ?? usual;
  if (limit && size !== undefined) parameters[limit] = size;
  if (style === "offset" && offset) parameters[offset] = 0;
  if (style === "page" && page) parameters[page] = firstPage;
  return Object.assign(parameters, given);
}

function sizeOf({ limit, default: usual }: Pagination, parameters: Parameters): number | undefined {
  return numberOf(limit && parameters[limit]) ?? usual;
}

/** How many records lie before the first page, when the caller starts further on. */
function firstPosition(pagination: Pagination, parameters: Parameters): number {
  const { style, offset = "", page = "", firstPage = 1 } = pagination;
  if (style === "offset") return numberOf(parameters[offset]) ?? 0;
  if (style === "cursor") return 0;
  return ((numberOf(parameters[page]) ?? firstPage) - firstPage) * (sizeOf(pagination, parameters) ?? 0);
}

function afterPage(
  { style, offset = "", page = "", firstPage = 1 }: Pagination,
  parameters: Parameters,
  position: number,
): Parameters {
  if (style === "offset") return { ...parameters, [offset]: position };
  return { ...parameters, [page]: (numberOf(parameters[page]) ?? firstPage) + 1 };
}

/** A cursor that is a link brings all parameters of the next page with it; undefined when it leads elsewhere. */
function afterCursor(
  { cursor: name = "" }: Pagination,
  parameters: Parameters,
  cursor: unknown,
  baseUrl: string,
): Parameters | undefined {
  if (typeof cursor !== "string" || !/^https?:/i.test(cursor)) return { ...parameters, [name]: cursor };
  if (!URL.canParse(cursor) || new URL(cursor).origin !== new URL(baseUrl).origin) return undefined;
  return Object.fromEntries(new URL(cursor).searchParams);
}

function itemsOf({ items }: Pagination, data: unknown, expected: boolean): unknown[] | undefined {
  const found = items && data ? valueAt(data, items) : data;
  if (Array.isArray(found)) return found;
  // An empty body or a left-out list means none, unless the vendor's total says there are some.
  const absent = found === undefined || found === null;
  return absent && !expected && (isRecord(data) || !data) ? [] : undefined;
}

function totalOf(
  { total, totalHeader }: Pagination,
  data: unknown,
  { headers }: Response,
): number | undefined {
  return numberOf(total ? valueAt(data, total) : totalHeader && headers.get(totalHeader));
}

/** The value of a property, dotted when nested; a property whose own name has dots comes first. */
function valueAt(data: unknown, path = ""): unknown {
  if (isRecord(data) && path in data) return data[path];
  return path.split(".").reduce((at, key) => (isRecord(at) ? at[key] : undefined), data);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Vendors send 64-bit numbers as strings. */
function numberOf(value: unknown): number | undefined {
  if (typeof value !== "number" && (typeof value !== "string" || !value)) return undefined;
  return Number.isNaN(Number(value)) ? undefined : Number(value);
}
