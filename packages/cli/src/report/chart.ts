import type { ChartRow } from "./chart-rows.ts";
import { change, escapeHtml, number, share, tableSection } from "./html.ts";

/** A chart: a table whose rows have bars. With an earlier report, a line shows where each bar ended then. */
export function chart(title: string, rows: readonly ChartRow[], devices: number): string {
  const isCompared = rows.some(({ before }) => before !== null);
  const longest = Math.max(1, ...rows.flatMap(({ count, before }) => [count, before ?? 0]));
  return tableSection(
    title,
    [
      { title: "Value" },
      { title: "", kind: "picture" },
      { title: "Devices", kind: "number" },
      { title: "Share", kind: "share" },
      ...(isCompared ? [{ title: "Change", kind: "number" } as const] : []),
    ],
    rows.map((row) => [
      escapeHtml(row.label),
      bar(row, longest),
      number(row.count),
      share(row.count, devices),
      ...(isCompared ? [change(row.count, row.before ?? 0)] : []),
    ]),
  );
}

/** Hidden from screen readers: the row has the number. */
function bar({ kind, count, before }: ChartRow, longest: number): string {
  const percent = (value: number) => Number(((value / longest) * 100).toFixed(2));
  const earlier =
    before === null ? "" : `<line x1="${percent(before)}%" x2="${percent(before)}%" y2="100%"/>`;
  return `<svg aria-hidden="true"><rect class="${kind}" width="${percent(count)}%" height="100%" rx="2"/>${earlier}</svg>`;
}

/** The patterns of bars for missing values: three states must differ without colors, too. */
export const PATTERNS = `<svg class="patterns" aria-hidden="true"><defs>
<pattern id="none" width="4" height="4" patternUnits="userSpaceOnUse"><circle cx="2" cy="2" r="1"/></pattern>
<pattern id="unknown" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="2" height="6"/></pattern>
</defs></svg>`;
