import type { List, Page, Paginated } from "./paginated.ts";
import { emptyReport, type PagingReport } from "./paging-report.ts";

/**
 * Reads an operation that returns a list. One page is requested at a time, when it is needed. What reads pages loads with the first of
 * them.
 */
export function paginate(list: List): Paginated<unknown> {
  const report = emptyReport();
  const pages = () => pagesOf(list, Object.assign(report, emptyReport()));
  async function* records() {
    for await (const page of pages()) for (const item of page.items) yield item;
  }
  return Object.assign(records(), { pages, report });
}

async function* pagesOf(list: List, report: PagingReport): AsyncGenerator<Page<unknown>, void, undefined> {
  const { readPages } = await import("./read-pages.ts");
  yield* readPages(list, report);
}
