import { AbortedError, AuthenticationError, MdmError } from "@mdmkit/runtime";
import { addGaps } from "../contract/list-report.ts";
import type { ListGap, ListReport } from "../contract/model.ts";

/** Single reads in flight at once. The account's limits apply as well. */
const READS_AT_ONCE = 4;

export type HydrationPlan<Item> = {
  /** The fields to fill. Other fields keep the list's values. */
  readonly fields: readonly (keyof Item & string)[];
  /** Vendor requests that the whole walk may use. */
  readonly budget: number;
  /** The maximum of requests for one read. */
  readonly cost: number;
  readonly operation: string;
  /** Returns the record and its gaps, or throws. Drift goes to the report. */
  read(
    id: string,
    signal: AbortSignal,
    report: ListReport,
  ): Promise<{ whole: Item; gaps: readonly ListGap[] }>;
};

/**
 * Fills fields of a page's records within the budget and counts that in the report. Returns the records that it could not
 * read.
 */
export type Hydrator<Item> = (items: readonly Item[], signal: AbortSignal) => Promise<ReadonlySet<Item>>;

/** Creates the hydrator of one walk, with one budget. A record whose read fails keeps the list's values. */
export function createHydrator<Item extends { id: string }>(
  { fields, budget, cost, operation, read }: HydrationPlan<Item>,
  report: ListReport,
): Hydrator<Item> {
  const account = { fields: [...fields], filled: 0, skipped: 0, failed: 0 };
  report.hydration = account;
  let left = Math.floor(budget / cost);

  async function fill(item: Item, signal: AbortSignal): Promise<boolean> {
    try {
      const { whole, gaps } = await read(item.id, signal, report);
      const open: ReadonlySet<string> = new Set(fields.filter((field) => item[field] === undefined));
      for (const field of fields) if (open.has(field)) item[field] = whole[field];
      account.filled += 1;
      // Also where the field is there: a list in it may lack values.
      const lost = gaps.filter((gap) => gap.fields.some((field) => open.has(field)));
      addGaps(report, lost);
      return lost.length === 0;
    } catch (error) {
      if (!MdmError.is(error) || error instanceof AbortedError || error instanceof AuthenticationError)
        throw error;
      account.failed += 1;
      addGaps(report, [
        { fields: [...fields], operation: error.operation ?? operation, reason: error.message },
      ]);
      return false;
    }
  }

  return async (items, signal) => {
    const lacking = items.filter((item) => fields.some((field) => item[field] === undefined));
    const affordable = lacking.slice(0, left);
    left -= affordable.length;
    const unread = new Set(lacking.slice(affordable.length));
    account.skipped += unread.size;
    const queue = affordable.values();
    const worker = async () => {
      for (const item of queue) if (!(await fill(item, signal))) unread.add(item);
    };
    await Promise.all(Array.from({ length: READS_AT_ONCE }, worker));
    return unread;
  };
}
