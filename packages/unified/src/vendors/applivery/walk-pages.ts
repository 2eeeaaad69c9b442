import { type PageData, type PageQuery, pageQuery, toPage } from "./paging.ts";

/** Every record of a list, page after page, until the caller has found what it looks for. */
export async function* walkPages<Raw>(
  operation: string,
  limit: number,
  load: (query: PageQuery) => Promise<{ data: PageData<Raw> } | undefined>,
): AsyncGenerator<Raw, void, undefined> {
  for (let cursor: string | undefined, more = true; more; more = cursor !== undefined) {
    const query = pageQuery(cursor, limit);
    const { items, next } = toPage(await load(query), query, operation);
    yield* items;
    cursor = next;
  }
}
