import type { PagingReason, PagingReport } from "./paging-report.ts";

type ReadPage = { readonly items: readonly unknown[]; readonly total: number | undefined };

/** Follows the pages of a list. `before` is the number of records that the caller skipped; paging ends at `cap`. */
export function createPagingTally(
  report: PagingReport,
  { before, cap }: { before: number; cap?: number | undefined },
) {
  let previous: { first: string; last: string; count: number } | undefined;
  const suspicions = new Set<PagingReason>();
  return {
    /** Records up to here, the skipped ones included. */
    position: () => before + report.records,
    /** Counts a page. Returns false for the same page once more. */
    page({ items, total }: ReadPage): boolean {
      if (items.length > 0) {
        const [first, last] = [JSON.stringify(items[0]), JSON.stringify(items.at(-1))];
        const isRepeated = previous?.first === first && previous.last === last;
        if (isRepeated && previous?.count === items.length) return false;
        if (previous?.last === first) suspicions.add("shifted");
        previous = { first, last, count: items.length };
      }
      report.pages += 1;
      report.records += items.length;
      if (total === undefined) return true;
      if (report.total !== null && total < report.total) suspicions.add("total-shrank");
      report.total = total;
      return true;
    },
    end(): void {
      const { total, records } = report;
      if (before + records === cap) suspicions.add("capped");
      if (total !== null && before + records < total) suspicions.add("short");
      if (total !== null && before + records > total) suspicions.add("total-exceeded");
      report.reason = REASONS.find((reason) => suspicions.has(reason)) ?? null;
      report.complete = report.reason === null;
    },
  };
}

/** In order of importance. */
const REASONS: readonly PagingReason[] = ["capped", "total-shrank", "shifted", "short", "total-exceeded"];
