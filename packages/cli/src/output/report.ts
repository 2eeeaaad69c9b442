import type { IncompleteReason, ListReport } from "@mdmkit/unified";
import type { Style } from "../process/style.ts";
import { printable } from "./printable.ts";

const REASONS: Record<IncompleteReason, string> = {
  loop: "the vendor led back to a page already read",
  short: "fewer records came than the vendor says there are",
  "total-shrank": "the vendor's total fell while the list was read",
  shifted: "records moved between pages while the list was read",
  unreadable: "some entries were no records",
  undecided:
    "a filter could not be applied to some records: their fields are not in the list (--hydrate-requests)",
  drifted: "some values could not be read and were lost",
  aborted: "it was left early",
  failed: "a page could not be read",
};

export type ReportOptions = {
  readonly label: string;
  readonly style: Style;
  /** Filters applied here, after reading. */
  readonly localFilters: readonly string[];
  /** The caller asked for so many and no more. */
  readonly stoppedAt?: number | undefined;
};

/** The account of a list for people: what came, whether that is all, what is missing in it. */
export function reportLines(report: ListReport, options: ReportOptions): string[] {
  const { style } = options;
  const gaps = report.gaps.map(
    ({ fields, operation, reason }) =>
      `Missing ${fields.join(", ")}: ${printable(`${operation}: ${reason}`)}`,
  );
  const drift = report.drift.map(
    ({ property, problem, count }) => `Drift: ${printable(property)} held ${PROBLEMS[problem]} (${count})`,
  );
  return [
    summary(report, options),
    ...(report.hydration ? [hydrationLine(report.hydration)] : []),
    ...gaps.map((text) => style("yellow", text)),
    ...drift.map((text) => style("yellow", text)),
  ];
}

const PROBLEMS: Record<ListReport["drift"][number]["problem"], string> = {
  "not-a-date": "something that is no time",
  "unknown-value": "a value the vendor does not document",
  "wrong-type": "a value of another type than documented",
  "override-failed": "nothing, since the function that computes it failed",
};

function hydrationLine({ fields, filled, skipped, failed }: NonNullable<ListReport["hydration"]>): string {
  const parts = [`${filled} read one by one for ${fields.join(", ")}`];
  if (skipped > 0) parts.push(`${skipped} not read: --hydrate-requests was used up`);
  if (failed > 0) parts.push(`${failed} could not be read`);
  return parts.join(", ");
}

function summary(report: ListReport, { label, style, localFilters, stoppedAt }: ReportOptions): string {
  const { pages, records, matched, total, duplicates, unreadable } = report;
  const read = total === null ? `${records} ${label}` : `${records} of ${total} ${label}`;
  const parts = [`${read} read in ${pages} ${pages === 1 ? "page" : "pages"}`];
  if (localFilters.length > 0) parts.push(`${matched} match ${localFilters.join(", ")}`);
  if (duplicates > 0) parts.push(`${duplicates} repeats dropped`);
  if (unreadable > 0) parts.push(`${unreadable} unreadable`);
  return `${parts.join(", ")}: ${verdict(report, style, stoppedAt)}`;
}

function verdict({ complete, reason }: ListReport, style: Style, stoppedAt: number | undefined): string {
  if (complete) return style("green", "complete");
  if (stoppedAt !== undefined) return `stopped at --limit ${stoppedAt}`;
  return style("red", `NOT complete, ${reason ? REASONS[reason] : "it did not end"}`);
}
