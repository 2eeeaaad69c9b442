import type { IncompleteReason, ListReport } from "@mdmkit/unified";
import { quoted } from "../output/tool-result.ts";

const REASONS: Record<IncompleteReason, string> = {
  loop: "the vendor returned the same page again",
  short: "the vendor returned fewer records than its total",
  capped: "the vendor's paging ends at a fixed number of records",
  "total-exceeded": "the vendor returned more records than its total",
  "total-shrank": "the vendor's total fell while the list was read",
  shifted: "records moved between pages while the list was read",
  repeated: "some records stand in several parts of the vendor's list",
  unreadable: "some records could not be read",
  undecided: "a filter could not be applied to some records because they lack the field",
  drifted: "some values could not be parsed and were dropped",
  aborted: "it was aborted",
  failed: "a page could not be read",
};

/** Why the list of an account is not all that was asked for. */
export function listProblems(account: string, report: ListReport): string[] {
  const { reason, undecided, gaps } = report;
  const problems = reason ? [REASONS[reason]] : [];
  if (undecided > 0) problems.push(`${undecided} records lack a field that a filter compares, and may match`);
  for (const { fields, reason: why } of gaps)
    problems.push(`${fields.join(", ")} could not be read (${quoted(why)})`);
  return problems.map((problem) => `Account ${quoted(account)}: ${problem}.`);
}
