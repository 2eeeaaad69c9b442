import { AbortedError, AuthenticationError, MdmError } from "@mdmkit/runtime";
import { addGaps } from "../contract/list-report.ts";
import type { ListGap, ListReport } from "../contract/model.ts";

/** Single reads under way at once; the account's own limits apply besides. */
const READS_AT_ONCE = 4;

export type HydrationPlan<Item> = {
  /** The fields to fill; others stay as the list has them. */
  readonly fields: readonly (keyof Item & string)[];
  /** Vendor requests the whole walk may spend. */
  readonly budget: number;
  /** The most requests one read takes. */
  readonly cost: number;
  readonly operation: string;
  /** Throws, or gives the record and what could not be read of it; what drifted goes to the report. */
  read(
    id: string,
    signal: AbortSignal,
    report: ListReport,
  ): Promise<{ whole: Item; gaps: readonly ListGap[] }>;
};

/**
 * Fills the fields of a page's records, as far as the budget goes, and says in the report what it did. Gives the records that
 * it could not read.
 */
export type Hydrator<Item> = (items: readonly Item[], signal: AbortSignal) => Promise<ReadonlySet<Item>>;

/** For one walk: the budget is spent once. A record whose read fails keeps what the list gave it. */
export function createHydrator<Item extends { id: string }>(
  { fields, budget, cost, operation, read }: HydrationPlan<Item>,
  report: ListReport,
): Hydrator<Item> {
  const account = { fields: [...fields], filled: 0, skipped: 0, failed: 0 };
  report.hydration = account;
  let left = Math.floor(budget / cost);

  const isOpen = (item: Item, name: string) =>
    fields.some((field) => field === name && item[field] === undefined);

  async function fill(item: Item, signal: AbortSignal): Promise<boolean> {
    try {
      const { whole, gaps } = await read(item.id, signal, report);
      for (const field of fields) if (item[field] === undefined) item[field] = whole[field];
      account.filled += 1;
      const lost = gaps.filter((gap) => gap.fields.some((field) => isOpen(item, field)));
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
