import type { Pagination } from "../operation/operation.ts";
import { numberOf } from "./read-page.ts";

export type Parameters = Record<string, unknown>;

/** The parameters of the first page: the largest page in a stable order, unless the caller gives others. */
export function firstParameters(pagination: Pagination, given: unknown): Parameters {
  const { style, limit, max, default: usual, order } = pagination;
  const size = max ?? usual;
  const parameters: Parameters = { ...order };
  if (limit && size !== undefined) parameters[limit] = size;
  const name = pagination[style];
  if (name && style !== "cursor") parameters[name] = firstPlace(pagination);
  return Object.assign(parameters, given);
}

/** The names of the parameters that say which page is meant. */
export function pagingParameters({ style, limit, order = {}, ...names }: Pagination): string[] {
  return [limit, names[style], ...Object.keys(order)].filter((name) => name !== undefined);
}

/** How many records a page has at most. Vendors cut a larger wish down to their maximum. */
export function pageSize(
  { limit, default: usual, max = Number.POSITIVE_INFINITY }: Pagination,
  parameters: Parameters,
): number | undefined {
  const asked = numberOf(limit && parameters[limit]) ?? usual;
  return asked === undefined ? undefined : Math.min(asked, max);
}

/** Number of records before a page, if the caller starts later in the list. */
export function recordsBefore(pagination: Pagination, parameters: Parameters): number {
  const { style } = pagination;
  if (style === "cursor") return 0;
  const pages = placeOf(pagination, parameters) - firstPlace(pagination);
  return style === "page" ? pages * (pageSize(pagination, parameters) ?? 0) : pages;
}

/** The parameters of the page after `position` records. */
export function nextParameters(pagination: Pagination, parameters: Parameters, position: number): Parameters {
  const { style } = pagination;
  const place = style === "page" ? placeOf(pagination, parameters) + 1 : position;
  return { ...parameters, [pagination[style] ?? ""]: place };
}

/** A cursor that is a link has all parameters of the next page; undefined when it leads to another origin. */
export function cursorParameters(
  { cursor: name = "" }: Pagination,
  parameters: Parameters,
  { cursor, baseUrl }: { cursor: unknown; baseUrl: string },
): Parameters | undefined {
  if (typeof cursor !== "string" || !/^https?:/i.test(cursor)) return { ...parameters, [name]: cursor };
  if (!URL.canParse(cursor) || new URL(cursor).origin !== new URL(baseUrl).origin) return undefined;
  return Object.fromEntries(new URL(cursor).searchParams);
}

function placeOf(pagination: Pagination, parameters: Parameters): number {
  return numberOf(parameters[pagination[pagination.style] ?? ""]) ?? firstPlace(pagination);
}

function firstPlace({ style, firstPage = 1 }: Pagination): number {
  return style === "page" ? firstPage : 0;
}
