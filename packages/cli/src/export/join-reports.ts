import type { ListReport } from "@mdmkit/unified";

/**
 * One report for a list that several runs read, each from where the last one ended. An earlier run was interrupted, which
 * alone is no reason for the list to be incomplete; what it could not read is.
 */
export function joinReports(reports: readonly Readonly<ListReport>[]): Readonly<ListReport> | undefined {
  const last = reports.at(-1);
  if (last === undefined || reports.length === 1) return last;
  const sum = (count: (report: Readonly<ListReport>) => number) =>
    reports.reduce((total, report) => total + count(report), 0);
  const joined = {
    ...last,
    pages: sum(({ pages }) => pages),
    records: sum(({ records }) => records),
    matched: sum(({ matched }) => matched),
    unreadable: sum(({ unreadable }) => unreadable),
    duplicates: sum(({ duplicates }) => duplicates),
    undecided: sum(({ undecided }) => undecided),
    gaps: reports.flatMap(({ gaps }) => gaps),
    drift: reports.flatMap(({ drift }) => drift),
  };
  const reason = last.complete ? reasonOf(joined) : last.reason;
  return { ...joined, reason, complete: last.complete && reason === null };
}

function reasonOf(report: Readonly<ListReport>): ListReport["reason"] {
  const { total, records, unreadable, duplicates, undecided, drift } = report;
  if (total !== null && records + unreadable + duplicates < total) return "short";
  if (total === null && duplicates > 0) return "shifted";
  if (unreadable > 0) return "unreadable";
  if (undecided > 0) return "undecided";
  return drift.some(({ problem }) => problem !== "unknown-value") ? "drifted" : null;
}
