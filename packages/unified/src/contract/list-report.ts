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
export function addGaps(report: Pick<ListReport, "gaps">, gaps: readonly ListGap[]): void {
  for (const gap of gaps) {
    const known = report.gaps.find(
      ({ operation, reason }) => operation === gap.operation && reason === gap.reason,
    );
    if (known) known.fields = [...new Set([...known.fields, ...gap.fields])];
    else report.gaps.push({ ...gap });
  }
}
