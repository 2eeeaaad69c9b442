/** Prints rows as a Markdown table: text to the left, numbers to the right. */
export function printTable(title: string, rows: Rows): void {
  console.log(`\n${title}\n\n${markdownTable(rows)}\n`);
}

type Rows = readonly Readonly<Record<string, string | number>>[];

function markdownTable(rows: Rows): string {
  const [first = {}] = rows;
  const names = Object.keys(first);
  const cells = [names, ...rows.map((row) => names.map((name) => String(row[name] ?? "")))];
  const widths = names.map((_, at) => Math.max(...cells.map((line) => line[at]?.length ?? 0)));
  const isNumber = names.map(
    (name) => typeof first[name] === "number" || /^[\d.,–-]+$/.test(String(first[name])),
  );
  const lines = cells.map(
    (line) =>
      `| ${line.map((cell, at) => (isNumber[at] ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0))).join(" | ")} |`,
  );
  const rule = `| ${widths.map((width, at) => (isNumber[at] ? `${"-".repeat(width - 1)}:` : "-".repeat(width))).join(" | ")} |`;
  return [lines[0], rule, ...lines.slice(1)].join("\n");
}
