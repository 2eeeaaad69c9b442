import { AbortedError, MdmError } from "@mdmkit/runtime";
import type { ListPage, ListPlan, PageOptions } from "../contract/listing.ts";
import type { ListReport } from "../contract/model.ts";
import { wholeNumber } from "../input/whole-number.ts";
import type { WalkedPage } from "./walk.ts";

/** How a page is filled from pages of the vendor. */
export type Filling = Required<PageOptions> & {
  /** Records per page of the vendor. */
  readonly size: number;
  /** How many records make a page full. */
  readonly enough: number;
  /** Filters are applied here: what follows a page may hold no record for the next one. */
  readonly looksAhead: boolean;
};

const REQUESTS = 50;
/** Default of `timeMs` of a page: no further page of the vendor is requested after this time. */
export const PAGE_TIME_MS = 15_000;

/**
 * Chooses the size of the vendor's pages. Filters that are applied here leave an unknown part of each, so large ones are read, except
 * where each record costs further requests. A page of `overlapsAt` records repeats the last one of the page before, and is full
 * without it.
 */
export function planPage(
  options: PageOptions,
  { pageSize, local }: Pick<ListPlan, "pageSize" | "local">,
  { hydrates, overlapsAt }: { hydrates: boolean; overlapsAt: number | undefined },
): Filling {
  const limit = wholeNumber(options.limit, "limit", 1) ?? pageSize;
  const requests = wholeNumber(options.requests, "requests", 1) ?? REQUESTS;
  const timeMs = wholeNumber(options.timeMs, "timeMs", 0) ?? PAGE_TIME_MS;
  const looksAhead = local.length > 0 && requests > 1;
  const size = looksAhead && !hydrates ? pageSize : Math.min(limit, pageSize);
  const enough = size === overlapsAt && limit === size && limit > 1 ? limit - 1 : limit;
  return { limit, requests, timeMs, size, enough, looksAhead };
}

/**
 * Fills a page, and closes the walk. With filters that are applied here it also looks for the record behind the page, so that a cursor
 * leads to a page with records.
 */
export async function fillPage<Item>(
  first: Promise<IteratorResult<WalkedPage<Item>, void>>,
  walked: AsyncGenerator<WalkedPage<Item>, void, undefined>,
  { limit, requests, timeMs, enough, looksAhead, report }: Filling & { report: ListReport },
): Promise<ListPage<Item>> {
  const endAt = performance.now() + timeMs;
  const filled: ListPage<Item> = { items: [], next: null, previous: null };
  const isWithinBudget = () => report.pages < requests && performance.now() < endAt;
  try {
    let step = await first;
    if (!step.done) filled.previous = step.value.previous;
    for (; !step.done; step = await walked.next()) {
      const { items, next, cursorAt } = step.value;
      const surplus = items[limit - filled.items.length];
      filled.items.push(...items.slice(0, limit - filled.items.length));
      filled.next = surplus === undefined ? next : cursorAt(surplus);
      if (surplus !== undefined) break;
      if (next === null) continue; // the walk completes its report
      if (filled.items.length >= enough && !looksAhead) break;
      if (!isWithinBudget()) break;
    }
  } catch (error) {
    // What was read is handed out. The next page meets the error again, if it lasts.
    if (filled.items.length === 0 || !isTemporary(error)) throw error;
    return filled;
  } finally {
    await walked.return();
  }
  if (filled.next !== null) report.reason = null;
  return filled;
}

function isTemporary(error: unknown): boolean {
  return MdmError.is(error) && error.retryable && !(error instanceof AbortedError);
}
