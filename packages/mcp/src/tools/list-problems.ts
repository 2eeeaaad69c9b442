import { INCOMPLETE_REASONS, type ListReport } from "@mdmkit/unified";
import { quoted } from "../output/tool-result.ts";

/** Why the list of an account is not all that was asked for. */
export function listProblems(account: string, report: ListReport): string[] {
  const { reason, undecided, gaps } = report;
  const problems = reason ? [INCOMPLETE_REASONS[reason]] : [];
  if (undecided > 0) problems.push(`${undecided} records lack a field that a filter compares, and may match`);
  for (const { fields, reason: why } of gaps)
    problems.push(`${fields.join(", ")} could not be read (${quoted(why)})`);
  return problems.map((problem) => `Account ${quoted(account)}: ${problem}.`);
}
