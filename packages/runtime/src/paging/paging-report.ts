/** Why a list may lack records, though every page was read. */
export type PagingReason =
  /** It ends where the vendor documents that paging does. */
  | "capped"
  /** Fewer records than the vendor's total. */
  | "short"
  /** More records than the vendor's total, which is therefore wrong. */
  | "total-exceeded"
  /** The total fell while the list was read. */
  | "total-shrank"
  /** A page began with the last record of the page before, so that another record may have been skipped. */
  | "shifted";

/** What was read of a list. Final when the iteration has ended. */
export type PagingReport = {
  /** Pages that were read. */
  pages: number;
  /** Records that were read. */
  records: number;
  /** The vendor's latest total; null if it returns none. */
  total: number | null;
  /** Whether the end was reached, and nothing suggests that a record is missing. */
  complete: boolean;
  /** Why it is not complete; null while the list is read. */
  reason: PagingReason | null;
};

export const emptyReport = (): PagingReport => ({
  pages: 0,
  records: 0,
  total: null,
  complete: false,
  reason: null,
});

export type ReadPage = { readonly items: readonly unknown[]; readonly total: number | undefined };

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
