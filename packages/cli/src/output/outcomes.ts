import type { AccountOutcome } from "@mdmkit/unified";
import { describeError } from "../process/describe-error.ts";
import type { Style } from "../process/style.ts";
import type { ReadReport } from "./print-reports.ts";
import { reportLines } from "./report.ts";

type Outcomes = Readonly<Record<string, AccountOutcome | undefined>>;

/** What was read from each account, and why it could not be read. */
export function outcomeReports(
  outcomes: Outcomes,
  { label, style, verbose }: { label: string; style: Style; verbose: boolean },
): ReadReport[] {
  return Object.entries(outcomes).flatMap(([account, outcome]) => {
    if (!outcome) return [];
    const { report, plan, error } = outcome;
    const lines = reportLines(report, {
      label: `${account} ${label}`,
      style,
      localFilters: plan?.local ?? [],
    });
    const problem = error ? describeError(error, { verbose }) : [];
    return { lines: [...lines, ...problem], complete: report.complete };
  });
}

/** The outcome of each account for JSON. */
export function outcomesJson(outcomes: Outcomes, redact: (text: string) => string): object {
  return Object.fromEntries(
    Object.entries(outcomes).flatMap(([account, outcome]) => {
      if (!outcome) return [];
      const { report, plan, error } = outcome;
      const failure = error && { code: error.code, message: redact(error.message) };
      return [
        [
          account,
          {
            vendor: plan?.vendor ?? null,
            complete: report.complete,
            report,
            ...(failure && { error: failure }),
          },
        ],
      ];
    }),
  );
}
