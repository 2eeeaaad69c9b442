import type { Style } from "../process/style.ts";
import type { Column } from "./columns.ts";
import type { RecordFormat } from "./format.ts";
import { GAP, type LaidColumn, layOut } from "./layout.ts";
import { fit, widthOf } from "./text-width.ts";

/** Rows that decide how wide the columns are; later rows adapt, so that a table of any length streams. */
const DECIDING_ROWS = 250;

export type TableOptions = {
  readonly columns: readonly Column[];
  /** Columns of the terminal; undefined: nothing is cut. */
  readonly width: number | undefined;
  readonly style: Style;
};

export function createTableFormat(options: TableOptions): RecordFormat {
  let waiting: object[] = [];
  let layout: LaidColumn[] | undefined;

  const begin = () => {
    layout = layOut(options.columns, waiting, options.width);
    const text = header(layout, options) + rows(layout, waiting, options);
    waiting = [];
    return text;
  };

  return {
    records(items) {
      if (layout) return rows(layout, items, options);
      waiting.push(...items);
      return waiting.length < DECIDING_ROWS ? "" : begin();
    },
    end: () => (layout || waiting.length === 0 ? "" : begin()),
    note() {
      const dropped = options.columns
        .slice(layout?.length ?? options.columns.length)
        .map(({ title }) => title);
      return dropped.length > 0 ? `No room for ${dropped.join(", ")}: see --fields and --output.` : undefined;
    },
  };
}

/** A whole table at once. */
export function toTable(items: readonly object[], options: TableOptions): string {
  const layout = layOut(options.columns, items, options.width);
  return header(layout, options) + rows(layout, items, options);
}

function header(layout: readonly LaidColumn[], { style }: TableOptions): string {
  return line(layout.map(({ title, width }) => style("bold", fit(title, width))));
}

function rows(
  layout: readonly LaidColumn[],
  items: readonly object[],
  { style, width }: TableOptions,
): string {
  const cut = width === undefined ? pad : fit;
  const lines = items.map((item) =>
    line(
      layout.map((column) => {
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

/** Two columns of facts; values are whole, however long. */
export function toFacts(facts: readonly (readonly [name: string, value: string])[], style: Style): string {
  const width = Math.max(...facts.map(([name]) => widthOf(name)));
  return facts.map(([name, value]) => `${style("bold", pad(name, width))}${GAP}${value}\n`).join("");
}
