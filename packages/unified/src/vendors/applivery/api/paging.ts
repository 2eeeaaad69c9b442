import { count, number, type Page } from "@mdmkit/unified/vendor";
import { dataOf } from "./answers.ts";
import { invalidCursor, invalidResponse } from "./errors.ts";

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

/** A page as the engine takes it. An empty one is the last, whatever it says of a next. */
export function toPage<Raw>(
  answer: { data: PageData<Raw> } | undefined,
  { page, limit }: PageQuery,
  operation: string,
): Page<Raw> {
  const data = dataOf(answer, operation);
  const { items } = data;
  if (!Array.isArray(items)) throw invalidResponse(operation, "The page holds no `items`.");
  const total = count(number(data.totalDocs)) ?? undefined;
  const isFull = total === undefined ? items.length >= limit : page * limit < total;
  const hasNext = typeof data.hasNextPage === "boolean" ? data.hasNextPage : isFull;
  return { items, total, ...(hasNext && items.length > 0 && { next: `${page + 1}x${limit}` }) };
}
