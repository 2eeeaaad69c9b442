/** A table in Markdown whose columns are aligned in the file as well; numbers go to the right, after a first column of names. */
export function aligned(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  { numbers = false }: { numbers?: boolean } = {},
): string {
  const widths = header.map((_, at) => Math.max(...[header, ...rows].map((row) => row[at]?.length ?? 0)));
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |\n`;
  const right = (at: number) => numbers && at > 0;
  const padded = (cells: readonly string[]) =>
    line(
      cells.map((cell, at) => (right(at) ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0))),
    );
  const rule = line(widths.map((width, at) => (right(at) ? `${"-".repeat(width - 1)}:` : "-".repeat(width))));
  return [padded(header), rule, ...rows.map(padded)].join("");
}
