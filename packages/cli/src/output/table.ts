import type { Style } from "../process/style.ts";
import { fit, fitColumns, GAP, type SizedColumn, widthOf } from "./column-widths.ts";
import type { Column } from "./columns.ts";
import type { RecordFormat } from "./format.ts";
import { printable } from "./printable.ts";

/** Column widths are computed from the first rows and applied to all rows, so that a table of any length streams. */
const MEASURED_ROWS = 250;

export type TableOptions = {
  readonly columns: readonly Column[];
  /** Width of the terminal; undefined: nothing is cut. */
  readonly width: number | undefined;
  readonly style: Style;
};

export function createTableFormat(options: TableOptions): RecordFormat {
  let waiting: object[] = [];
  let sized: SizedColumn[] | undefined;

  const begin = () => {
    sized = fitColumns(options.columns, waiting, options.width);
    const text = header(sized, options) + rows(sized, waiting, options);
    waiting = [];
    return text;
  };

  return {
    records(items) {
      if (sized) return rows(sized, items, options);
      waiting.push(...items);
      return waiting.length < MEASURED_ROWS ? "" : begin();
    },
    end: () => (sized || waiting.length === 0 ? "" : begin()),
    note() {
      const shown = new Set(sized?.map(({ title }) => title));
      const dropped = sized
        ? options.columns.map(({ title }) => printable(title)).filter((title) => !shown.has(title))
        : [];
      return dropped.length > 0
        ? `Columns left out: ${dropped.join(", ")}. Use --fields, --output, or a wider terminal.`
        : undefined;
    },
  };
}

/** A whole table at once. */
export function toTable(items: readonly object[], options: TableOptions): string {
  const sized = fitColumns(options.columns, items, options.width);
  return header(sized, options) + rows(sized, items, options);
}

function header(sized: readonly SizedColumn[], { style }: TableOptions): string {
  return line(sized.map(({ title, width }) => style("bold", fit(title, width))));
}

function rows(
  sized: readonly SizedColumn[],
  items: readonly object[],
  { style, width }: TableOptions,
): string {
  const cut = width === undefined ? pad : fit;
  const lines = items.map((item) =>
    line(
      sized.map((column) => {
        const text = column.text(item);
        const shown = cut(text, column.width);
        return MISSING.has(text) ? style("dim", shown) : shown;
      }),
    ),
  );
  return lines.join("");
}

const MISSING: ReadonlySet<string> = new Set(["-", "none"]);

const line = (cells: readonly string[]): string => `${cells.join(GAP).trimEnd()}\n`;
const pad = (text: string, width: number): string => text + " ".repeat(Math.max(0, width - widthOf(text)));

/** Names and values in two columns. Values are never cut. */
export function toFacts(facts: readonly (readonly [name: string, value: string])[], style: Style): string {
  const width = Math.max(...facts.map(([name]) => widthOf(name)));
  return facts.map(([name, value]) => `${style("bold", pad(name, width))}${GAP}${value}\n`).join("");
}
