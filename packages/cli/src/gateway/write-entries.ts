import type { Target } from "../output/format.ts";
import { printable } from "../output/printable.ts";
import { type Row, writeRows } from "../output/write-result.ts";

type Shown<Entry> = {
  row(entry: Entry): Row;
  /** Columns that may be cut. */
  readonly cuttable: readonly string[];
  /** What people call an entry, and what is wrong with it. */
  problem(entry: Entry): readonly [name: string, problem: string | null | undefined];
  /** How to add one, where there are none. */
  readonly none: string;
};

/** Prints what a gateway has: a row for each, and below the table a line for each that has a problem. */
export async function writeEntries<Entry extends object>(
  call: Target,
  entries: readonly Entry[],
  { row, cuttable, problem, none }: Shown<Entry>,
): Promise<void> {
  await writeRows(call, { rows: entries.map(row), json: entries, cuttable });
  const problems = entries
    .map(problem)
    .flatMap(([name, text]) => (text ? [printable(`${name}: ${text}`)] : []));
  await call.info(...problems, ...(entries.length === 0 ? [none] : []));
}
