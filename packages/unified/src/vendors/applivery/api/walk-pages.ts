import type { Page } from "@mdmkit/unified/vendor";
import { type PageData, type PageQuery, pageQuery, toPage } from "./paging.ts";

/** Every record of a list, page after page, until the caller has found what it looks for or there cannot be more. */
export async function* walkPages<Raw>(
  operation: string,
  limit: number,
  load: (query: PageQuery) => Promise<{ data: PageData<Raw> } | undefined>,
): AsyncGenerator<Raw | null, void, undefined> {
  const starts = new Set<string>();
  for (let query: PageQuery | undefined = pageQuery(undefined, limit); query; ) {
    const { items, next }: Page<Raw> = toPage(await load(query), query, operation);
    const start = JSON.stringify(items[0]);
    // A list that goes round in a circle always has a next page.
    if (starts.has(start)) return;
    starts.add(start);
    yield* items;
    query = next === undefined ? undefined : pageQuery(next, limit);
  }
}
