import type { Column } from "./columns.ts";
import { printable } from "./printable.ts";
import { widthOf } from "./text-width.ts";

export type LaidColumn = {
  readonly title: string;
  readonly text: (record: object) => string;
  readonly width: number;
};

export const GAP = "  ";
const LEAST_WIDTH = 8;

/**
 * Chooses widths for a terminal: full if that fits, else short forms from the left until it does, else the widest columns give way, and when
 * all are at their least the last column goes. Without a terminal nothing is cut.
 */
export function layOut(
  columns: readonly Column[],
  items: readonly object[],
  width: number | undefined,
): LaidColumn[] {
  const full = columns.map((column) => measure(column, column.text, items));
  if (width === undefined || totalOf(full) <= width) return full;
  const short = columns.map((column) => measure(column, column.short ?? column.text, items));
  for (let count = 1; count < short.length; count++) {
    const mixed = [...short.slice(0, count), ...full.slice(count)];
    if (totalOf(mixed) <= width) return mixed;
  }
  for (let count = short.length; count > 1; count--) {
    const laid = narrow(short.slice(0, count), width);
    if (laid) return laid;
  }
  return short.slice(0, 1).map((column) => ({ ...column, width: Math.min(column.width, width) }));
}

type Measured = LaidColumn & { readonly least: number };

function measure(
  { title, least = LEAST_WIDTH }: Column,
  text: Column["text"],
  items: readonly object[],
): Measured {
  const cell = (record: object) => printable(text(record));
  const width = items.reduce((widest, item) => Math.max(widest, widthOf(cell(item))), widthOf(title));
  return { title: printable(title), text: cell, width, least: Math.min(width, least) };
}

/** Takes from the widest column, one step at a time; undefined when even the least widths are too much. */
function narrow(columns: readonly Measured[], width: number): Measured[] | undefined {
  const laid = [...columns];
  for (let excess = totalOf(laid) - width; excess > 0; excess--) {
    const widest = laid.reduce<number>((best, column, index) => {
      if (column.width <= column.least) return best;
      return best < 0 || column.width > (laid[best]?.width ?? 0) ? index : best;
    }, -1);
    const column = laid[widest];
    if (!column) return undefined;
    laid[widest] = { ...column, width: column.width - 1 };
  }
  return laid;
}

const totalOf = (columns: readonly LaidColumn[]): number =>
  columns.reduce((sum, { width }) => sum + width, GAP.length * (columns.length - 1));
