import { type PageData, type PageQuery, pageQuery, toPage } from "./paging.ts";

/** Every record of a list, page after page, until the caller has found what it looks for or there cannot be more. */
export async function* walkPages<Raw>(
  operation: string,
  limit: number,
  load: (query: PageQuery) => Promise<{ data: PageData<Raw> } | undefined>,
): AsyncGenerator<Raw, void, undefined> {
  let seen = 0;
  for (let cursor: string | undefined, more = true; more; ) {
    const query = pageQuery(cursor, limit);
    const { items, next, total } = toPage(await load(query), query, operation);
    yield* items;
    seen += items.length;
    cursor = next;
    // A list that goes round in a circle always has a next page.
    more = next !== undefined && (total === undefined || seen < total);
  }
}
