import { INCOMPLETE_REASONS, type ListReport } from "@mdmkit/unified";
import type { Style } from "../process/style.ts";
import { printable } from "./printable.ts";

export type ReportOptions = {
  readonly label: string;
  readonly style: Style;
  /** Filters that mdmkit applied after reading. */
  readonly localFilters: readonly string[];
  /** Set if reading stopped at --limit. */
  readonly limit?: number | undefined;
};

/** Describes a list's report: what was read, whether it is complete, which fields are missing. */
export function reportLines(report: ListReport, options: ReportOptions): string[] {
  const { style } = options;
  const gaps = report.gaps.map(gapLine);
  const drift = report.drift.map(
    ({ property, problem, count }) => `Drift: ${printable(property)} ${PROBLEMS[problem]} (${count})`,
  );
  return [
    summary(report, options),
    ...(report.hydration ? [hydrationLine(report.hydration)] : []),
    ...gaps.map((text) => style("yellow", text)),
    ...drift.map((text) => style("yellow", text)),
  ];
}

export function gapLine({ fields, operation, reason }: ListReport["gaps"][number]): string {
  return `Missing ${fields.join(", ")}: ${printable(`${operation}: ${reason}`)}`;
}

const PROBLEMS: Record<ListReport["drift"][number]["problem"], string> = {
  "not-a-date": "was not a valid time",
  "unknown-value": "had an undocumented value",
  "wrong-type": "had a value of an undocumented type",
  "override-failed": "was not computed because its function failed",
};

function hydrationLine({ fields, filled, skipped, failed }: NonNullable<ListReport["hydration"]>): string {
  const parts = [`${filled} records read for ${fields.join(", ")}`];
  if (skipped > 0) parts.push(`${skipped} skipped: --hydrate-requests limit reached`);
  if (failed > 0) parts.push(`${failed} failed`);
  return parts.join(", ");
}

function summary(report: ListReport, { label, style, localFilters, limit }: ReportOptions): string {
  const { pages, records, matched, total, duplicates, unreadable, undecided } = report;
  const read = total === null ? `${records} ${label}` : `${records} of ${total} ${label}`;
  const parts = [`${read} read in ${pages} ${pages === 1 ? "page" : "pages"}`];
  if (localFilters.length > 0) parts.push(`${matched} match ${localFilters.join(", ")}`);
  if (undecided > 0) parts.push(`${undecided} lack a field to compare`);
  if (duplicates > 0) parts.push(`${duplicates} duplicates dropped`);
  if (unreadable > 0) parts.push(`${unreadable} unreadable`);
  return `${parts.join(", ")}: ${statusOf(report, style, limit)}`;
}

function statusOf({ complete, reason }: ListReport, style: Style, limit: number | undefined): string {
  if (complete) return style("green", "complete");
  if (limit !== undefined) return `stopped at --limit ${limit}`;
  const hint = reason === "undecided" ? " (see --hydrate-requests)" : "";
  return style("red", `INCOMPLETE, ${reason ? INCOMPLETE_REASONS[reason] : "it did not end"}${hint}`);
}
