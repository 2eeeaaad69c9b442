import stringWidth from "fast-string-width";
import type { Column } from "./columns.ts";
import { printable } from "./printable.ts";

export type SizedColumn = {
  readonly title: string;
  readonly text: (record: object) => string;
  readonly width: number;
};

export const GAP = "  ";
const MIN_WIDTH = 8;

/**
 * Chooses column widths for a terminal. If the full texts do not fit, columns switch to their short texts from left to
 * right, then the widest columns shrink, then the last columns are left out, kept ones at the very end. Without a terminal nothing is cut.
 */
export function fitColumns(
  columns: readonly Column[],
  items: readonly object[],
  width: number | undefined,
): SizedColumn[] {
  const full = columns.map((column) => measure(column, column.text, items));
  if (width === undefined || totalOf(full) <= width) return full;
  const short = columns.map((column) => measure(column, column.short ?? column.text, items));
  for (let count = 1; count < short.length; count++) {
    const mixed = [...short.slice(0, count), ...full.slice(count)];
    if (totalOf(mixed) <= width) return mixed;
  }
  const [first, ...others] = short;
  const optional = others.filter(({ isKept }) => !isKept);
  for (let count = optional.length; first && count >= 0; count--) {
    const left = new Set(optional.slice(count));
    const fitted = shrink(
      short.filter((column) => !left.has(column)),
      width,
    );
    if (fitted) return fitted;
  }
  return short.slice(0, 1).map((column) => ({ ...column, width: Math.min(column.width, width) }));
}

type Measured = SizedColumn & { readonly minWidth: number; readonly isKept: boolean };

function measure(
  { title, minWidth = MIN_WIDTH, isKept = false }: Column,
  text: Column["text"],
  items: readonly object[],
): Measured {
  const cell = (record: object) => printable(text(record));
  const width = items.reduce((widest, item) => Math.max(widest, widthOf(cell(item))), widthOf(title));
  return { title: printable(title), text: cell, width, minWidth: Math.min(width, minWidth), isKept };
}

/** Shrinks the widest column step by step; undefined when even the minimum widths do not fit. */
function shrink(columns: readonly Measured[], width: number): Measured[] | undefined {
  const fitted = [...columns];
  for (let excess = totalOf(fitted) - width; excess > 0; excess--) {
    const widest = fitted.reduce<number>((best, column, index) => {
      if (column.width <= column.minWidth) return best;
      return best < 0 || column.width > (fitted[best]?.width ?? 0) ? index : best;
    }, -1);
    const column = fitted[widest];
    if (!column) return undefined;
    fitted[widest] = { ...column, width: column.width - 1 };
  }
  return fitted;
}

const totalOf = (columns: readonly SizedColumn[]): number =>
  columns.reduce((sum, { width }) => sum + width, GAP.length * (columns.length - 1));

const ASCII = /^[\x20-\x7e]*$/;

/** Terminal columns of a printable text; emoji and East Asian characters take two. */
export function widthOf(text: string): number {
  return ASCII.test(text) ? text.length : stringWidth(text);
}

/** Cuts a text to a width, with … at the end; never splits a character. */
function truncate(text: string, width: number): string {
  if (text.length <= width && ASCII.test(text)) return text;
  if (widthOf(text) <= width) return text;
  let kept = "";
  let used = 0;
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    const next = used + widthOf(segment);
    if (next > width - 1) break;
    kept += segment;
    used = next;
  }
  return `${kept}…`;
}

/** Truncates, or pads with spaces. */
export function fit(text: string, width: number): string {
  const cut = truncate(text, width);
  return cut + " ".repeat(Math.max(0, width - widthOf(cut)));
}
