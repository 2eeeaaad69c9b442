import type { ListGap, ListReport } from "./model.ts";

export function emptyReport(): ListReport {
  return {
    pages: 0,
    records: 0,
    matched: 0,
    unreadable: 0,
    duplicates: 0,
    undecided: 0,
    total: null,
    complete: false,
    reason: null,
    gaps: [],
    drift: [],
  };
}

/** Adds gaps once each: a supporting read that fails on every page is one gap. */
export function addGaps(report: ListReport, gaps: readonly ListGap[]): void {
  for (const gap of gaps) {
    if (!report.gaps.some((known) => known.operation === gap.operation && known.reason === gap.reason)) {
      report.gaps.push(gap);
    }
  }
}
