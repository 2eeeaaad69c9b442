import {
  type Listing,
  type ListReport,
  PAGE_TIME_MS,
  type PageOptions,
  type UnifiedComponents,
} from "@mdmkit/unified";
import { invalidCursor, markOf, readCursor, writeCursor } from "../input/page-cursor.ts";
import { type JsonReply, json } from "../operations/reply.ts";
import type { AnyRecord } from "../records/resource.ts";
import { chosenAccounts } from "./chosen-accounts.ts";
import {
  optionsOf,
  type Reading,
  readAccount,
  type SeveralCall,
  type SeveralServices,
  type Wish,
} from "./read-accounts.ts";

type PageCall = SeveralCall & {
  readonly query: SeveralCall["query"] & { readonly limit?: number; readonly next_cursor?: string };
};
type Page<Found> = {
  result: Found[];
  result_count: number;
  next_cursor: string | null;
  complete: boolean;
  outcomes: UnifiedComponents["schemas"]["AccountListOutcome"][];
};

const DEFAULT_LIMIT = 25;

/** A page of the records of several accounts, account by account. `found` puts a record together with the id of its account. */
export async function pageAccounts<Item extends AnyRecord, Filters extends object, Found>(
  services: SeveralServices,
  call: PageCall,
  wish: Wish<Item, Filters> & { readonly found: (accountId: string, record: Item) => Found },
): Promise<JsonReply<Page<Found>>> {
  const { limit: wanted = DEFAULT_LIMIT, next_cursor, integrated_account_ids } = call.query;
  const { timeMs: time = PAGE_TIME_MS, ...budget } = services.pageBudget;
  const endAt = performance.now() + time;
  const options = optionsOf(call, wish);
  const accounts = await chosenAccounts(services.store, call.details, integrated_account_ids);
  const mark = markOf([wish.resource.name, wish.filters, integrated_account_ids ?? null]);
  const start = next_cursor === undefined ? undefined : readStart(next_cursor, mark);
  const first = start ? accounts.findIndex(({ id }) => id === start.account) : 0;
  if (first < 0) throw invalidCursor(SAME);

  const page: Page<Found> = { result: [], result_count: 0, next_cursor: null, complete: true, outcomes: [] };
  let isWhole = start?.isWhole ?? true;
  let next: Position | undefined;
  for (const [index, account] of accounts.slice(first).entries()) {
    const timeMs = Math.max(0, Math.round(endAt - performance.now()));
    const limit = wanted - page.result.length;
    const cursor = index === 0 ? (start?.cursor ?? null) : null;
    next = { account: account.id, cursor };
    if (index > 0 && (limit <= 0 || timeMs === 0)) break;
    const reading = {
      account,
      resource: wish.resource,
      options: { ...options, ...(cursor !== null && { cursor }) },
    };
    const part = await readPart(services, call, { ...reading, page: { ...budget, limit, timeMs } });
    page.result.push(...part.items.map((item) => wish.found(account.id, item)));
    page.outcomes.push(part.outcome);
    isWhole &&= isWholeSoFar(part);
    next = part.next === null ? undefined : { account: account.id, cursor: part.next };
    if (next) break;
  }
  return json({
    ...page,
    result_count: page.result.length,
    next_cursor: next ? writeCursor(mark, next.account, isWhole, next.cursor) : null,
    complete: next === undefined && isWhole,
  });
}

type Part<Item> = {
  readonly items: readonly Item[];
  readonly outcome: Page<unknown>["outcomes"][number];
  readonly next: string | null;
};

/** A page of the list of one account. */
async function readPart<Item extends AnyRecord, Filters extends object>(
  services: SeveralServices,
  call: PageCall,
  { page, ...reading }: Omit<Reading<Item, Filters>, "read"> & { readonly page: PageOptions },
): Promise<Part<Item>> {
  let found: Pick<Part<Item>, "items" | "next"> = { items: [], next: null };
  const read = async (listing: Listing<Item>) => {
    found = await listing.page(page);
  };
  const { outcome } = await readAccount(services, call, { ...reading, read });
  return { items: found.items, next: found.next, outcome };
}

/** Whether nothing is missing from what was read of an account, of which pages may remain. */
function isWholeSoFar({ outcome: { complete, report, error }, next }: Part<unknown>): boolean {
  if (next === null) return complete;
  return error === null && report !== null && !hasDoubts(report);
}

const hasDoubts = ({ reason, unreadable, undecided, drift }: ListReport): boolean =>
  reason !== null || unreadable + undecided > 0 || drift.some(({ problem }) => problem !== "unknown-value");

/** Where a page begins: an account, and the cursor of its list. */
type Position = { readonly account: string; readonly cursor: string | null };
type Start = Position & {
  /** Nothing is missing from the pages before. */
  readonly isWhole: boolean;
};

/** What pages of a list must have in common. */
const SAME = "accounts and filters";

function readStart(text: string, ownMark: string): Start {
  const [mark, account, isWhole, cursor] = readCursor(text);
  const isValid = mark === ownMark && typeof account === "string" && typeof isWhole === "boolean";
  if (isValid && (cursor === null || typeof cursor === "string")) return { account, cursor, isWhole };
  throw invalidCursor(SAME);
}
