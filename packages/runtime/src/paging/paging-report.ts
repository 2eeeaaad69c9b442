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
