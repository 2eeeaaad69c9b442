import { InvalidInputError, InvalidResponseError } from "../errors/errors.ts";
import { MdmError } from "../errors/mdm-error.ts";
import type { Pagination } from "../operation/operation.ts";
import { assertNotSet } from "../requests/prepare-request.ts";
import {
  cursorParameters,
  firstParameters,
  nextParameters,
  type Parameters,
  pageSize,
  pagingParameters,
  recordsBefore,
} from "./page-parameters.ts";
import type { List, Page } from "./paginated.ts";
import type { PagingReport } from "./paging-report.ts";
import { createPagingTally } from "./paging-tally.ts";
import { itemsOf, totalOf, valueAt } from "./read-page.ts";

/** The pages of a list, and in `report` what was read of it. */
export async function* readPages(
  list: List,
  report: PagingReport,
): AsyncGenerator<Page<unknown>, void, undefined> {
  const { id, input = {}, vendor, callOptions } = list;
  const pagination = paginationOf(list);
  const target = pagination.in ?? "query";
  let parameters: Parameters | undefined = firstParameters(pagination, input[target]);
  const tally = createPagingTally(report, {
    before: recordsBefore(pagination, parameters),
    cap: pagination.cap,
  });
  const next = createFollower(list, pagination);
  while (parameters) {
    const page = await list
      .request(id, { ...input, [target]: parameters }, callOptions)
      .catch((error) => unlessCapped(error, tally.position(), pagination));
    if (!page) break;
    const { data, response } = page;
    const invalid = (problem: string) =>
      new InvalidResponseError(problem, { vendor, operation: id, status: response.status, reason: "shape" });
    const total = totalOf(pagination, data, response);
    const items = itemsOf(pagination, data, { isFirst: report.pages === 0, total });
    if (!items)
      throw invalid(`the response has no list of records (${pagination.items ?? "the body itself"}).`);
    if (!tally.page({ items, total })) throw invalid("the vendor returned the same page twice.");
    yield { items, ...(total === undefined ? {} : { total }), response };
    const position = tally.position();
    parameters = next({ parameters, data, items, position, total: report.total, invalid });
  }
  tally.end();
  if (report.reason && callOptions?.incomplete !== "report") throw incomplete(list, report);
}

/** A page beyond the documented end may be refused. */
function unlessCapped(
  error: unknown,
  position: number,
  { cap = Number.POSITIVE_INFINITY }: Pagination,
): undefined {
  if (position < cap || !MdmError.is(error) || error.code !== "validation") throw error;
}

/** The paging of an operation. Throws where it has none, and where the call would change it from page to page. */
function paginationOf({ id, operation, vendor, callOptions }: List): Pagination {
  const { pagination } = operation;
  if (!pagination) throw new InvalidInputError("this operation has no pages.", { vendor, operation: id });
  assertNotSet(pagingParameters(pagination), callOptions?.query, { vendor, operation: id });
  return pagination;
}

type PageRead = {
  parameters: Parameters;
  data: unknown;
  items: readonly unknown[];
  position: number;
  total: number | null;
  invalid(problem: string): InvalidResponseError;
};

/** Creates the function that returns the parameters of the page after one; undefined after the last. */
function createFollower({ baseUrl }: List, pagination: Pagination) {
  const cursors = new Set<unknown>();
  return (page: PageRead): Parameters | undefined => {
    const { parameters, position, total, invalid } = page;
    if (pagination.style !== "cursor") {
      // Some vendors return fewer records than requested, and some totals are too low: the list continues after both.
      const count = page.items.length;
      const size = pageSize(pagination, parameters) ?? 1;
      const isEnd = total === null ? !mayGoOn(pagination, { count, size }) : position >= total;
      return count === 0 || (count < size && isEnd)
        ? undefined
        : nextParameters(pagination, parameters, position);
    }
    const cursor = nextCursor(pagination, page);
    if (!cursor) return undefined;
    if (cursors.has(cursor)) throw invalid("the vendor returned the same cursor twice.");
    cursors.add(cursor);
    const next = cursorParameters(pagination, parameters, { cursor, baseUrl });
    if (!next) throw invalid("the link to the next page leads to another origin.");
    return next;
  };
}

function nextCursor({ next, last, more }: Pagination, { data, items, invalid }: PageRead): unknown {
  if (!last) return valueAt(data, next);
  const hasMore = more && valueAt(data, more);
  if (hasMore === false) return undefined;
  const cursor = valueAt(items.at(-1), last);
  if (!cursor && (hasMore || items.length)) throw invalid("no record to continue behind.");
  return cursor;
}

/**
 * Whether a list without a total may go on after a short page: one that is almost full may lack a record that the vendor dropped. The
 * next page, by offset, then begins with a record that came already. More than half is taken for almost full.
 */
function mayGoOn({ style }: Pagination, { count, size }: { count: number; size: number }): boolean {
  return style === "offset" && count * 2 > size;
}

function incomplete({ id, vendor }: List, { reason, records, total }: PagingReport): InvalidResponseError {
  const problem = `the list may lack records: ${reason} (${records} came, the total is ${total ?? "unknown"}).`;
  const advice = 'Read it again, or pass `incomplete: "report"` and look at `report`.';
  return new InvalidResponseError(problem, { vendor, operation: id, reason: "incomplete", advice });
}
