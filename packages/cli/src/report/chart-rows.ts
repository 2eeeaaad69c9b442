import type { AnswerCounts, DeviceQuestion, ValueTone } from "@mdmkit/unified";

/** A row of a chart. `before` is the count of an earlier report; null without one. */
export type ChartRow = {
  readonly label: string;
  readonly kind: ValueTone | "none" | "unknown";
  readonly count: number;
  readonly before: number | null;
};

/** Values with a row of their own; the less frequent ones share one. */
const MOST_ROWS = 12;

/**
 * Known values in their order, then others, the most frequent first, then the two kinds of missing values. Rows that are empty
 * in both reports are left out.
 */
export function chartRows(
  question: DeviceQuestion,
  now: AnswerCounts,
  before: AnswerCounts | undefined,
): ChartRow[] {
  const known = Object.keys(question.values);
  const others = [...new Set([...Object.keys(now.values), ...Object.keys(before?.values ?? {})])]
    .filter((value) => !known.includes(value))
    .sort((a, b) => countIn(now, b) - countIn(now, a) || a.localeCompare(b, "en", { numeric: true }));
  const row = (label: string, kind: ChartRow["kind"], count: (counts: AnswerCounts) => number): ChartRow => ({
    label,
    kind,
    count: count(now),
    before: before ? count(before) : null,
  });
  const shown = others.length > MOST_ROWS ? others.slice(0, MOST_ROWS - 1) : others;
  const rest = others.slice(shown.length);
  const rows = [
    ...[...known, ...shown].map((value) =>
      row(value, toneOf(question, value), (counts) => countIn(counts, value)),
    ),
    row(`${rest.length} more values`, "plain", (counts) =>
      rest.reduce((sum, value) => sum + countIn(counts, value), 0),
    ),
    row("None", "none", ({ none }) => none),
    row("Unknown", "unknown", ({ unknown }) => unknown),
  ];
  return rows.filter(({ count, before: earlier }) => count > 0 || (earlier ?? 0) > 0);
}

const countIn = ({ values }: AnswerCounts, value: string): number =>
  Object.hasOwn(values, value) ? (values[value] ?? 0) : 0;

/** Whether a value is what an administrator hopes for. */
export function toneOf({ values }: DeviceQuestion, value: string): ValueTone {
  return (Object.hasOwn(values, value) && values[value]) || "plain";
}
