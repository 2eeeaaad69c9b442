import {
  count,
  number,
  type Page,
  type PageRequest,
  type PrimaryCall,
  readAround,
} from "@mdmkit/unified/vendor";
import { invalidCursor, invalidResponse } from "./errors.ts";
import { dataOf } from "./responses.ts";

/** Ascending, so that a new record does not move the others; `page` and `limit` say where. */
export type PageQuery = { sort: string; page: number; limit: number };

export type PageData<Raw> = { items: readonly Raw[]; totalDocs: number; hasNextPage: boolean };

/** The page a cursor stands for. A page number means nothing without its size, so the cursor has both: `3x100`. */
export function pageQuery(cursor: string | undefined, limit: number): PageQuery {
  const sort = "createdAt:asc";
  if (cursor === undefined) return { sort, page: 1, limit };
  const [, page, size] = /^([1-9]\d{0,8})x([1-9]\d{0,8})$/.exec(cursor) ?? [];
  if (page && size) return { sort, page: Number(page), limit: Number(size) };
  throw invalidCursor();
}

type PageResponse<Raw> = { data: PageData<Raw> } | undefined;

type Part<Raw> = { items: readonly Raw[]; total: number | undefined; hasNext: boolean };

function partOf<Raw>(response: PageResponse<Raw>, operation: string): Part<Raw> {
  const data = dataOf(response, operation);
  if (!Array.isArray(data.items)) throw invalidResponse(operation, "The page has no `items`.");
  const total = count(number(data.totalDocs)) ?? undefined;
  return { items: data.items, total, hasNext: data.hasNextPage === true };
}

/**
 * A page as the engine takes it. An empty one is the last, whatever it says of a next. A full one is not the last because the
 * total says so, from which the vendor also takes whether there is a next.
 */
function pageOf<Raw>({ hasNext, ...part }: Part<Raw | null>, { page, limit }: PageQuery): Page<Raw> {
  const { length } = part.items;
  const isBeyondTotal = page * limit >= (part.total ?? 0);
  const isFull = length >= limit;
  if (length === 0 || (!isFull && !hasNext && isBeyondTotal)) return part;
  return {
    ...part,
    next: `${page + 1}x${limit}`,
    mayBeLast: isFull && !hasNext && isBeyondTotal && part.total !== undefined,
  };
}

export function toPage<Raw>(response: PageResponse<Raw>, paging: PageQuery, operation: string): Page<Raw> {
  return pageOf(partOf(response, operation), paging);
}

/** Reads the page that a request of the engine stands for. */
export async function readPage<Raw>(
  operation: string,
  { cursor, limit: size, split, primary }: PageRequest<unknown>,
  load: (query: PageQuery, call: PrimaryCall) => Promise<PageResponse<Raw>>,
): Promise<Page<Raw>> {
  const paging = pageQuery(cursor, size);
  const { sort, page, limit } = paging;
  let hasNext = false;
  const span = { offset: (page - 1) * limit, size: limit };
  const read = await readAround<Raw>(span, { split, aligned: true }, async (part, call) => {
    const query = { sort, page: part.offset / part.size + 1, limit: part.size };
    const loaded = partOf(await load(query, { ...primary, ...call }), operation);
    hasNext = loaded.hasNext;
    return loaded;
  });
  return pageOf({ items: read.items, total: read.total, hasNext }, paging);
}
