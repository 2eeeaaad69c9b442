import type { DeviceRow } from "@mdmkit/applivery";
import { isRecord, type Page, text } from "@mdmkit/unified/vendor";
import { type PageQuery, pageQuery } from "../api/paging.ts";
import type { AppPosition } from "./app-cursor.ts";

/** Devices read at once; whoever goes on from a cursor reads that many again. */
const ROWS = 100;

/** In place of a row's id where it has none; then its place on the page has to do. */
const NAMELESS = "?";

/** A row with the place behind it, or a reason to think that rows were missed. */
export type Stop =
  | {
      readonly row: DeviceRow;
      readonly place: AppPosition;
      /** Key of the app after which this device's apps are wanted. */
      readonly after: string | undefined;
      /** Whether it is the last row; `unsure` where only the total says so. */
      readonly isLast: boolean | "unsure";
    }
  | { readonly doubt: "short" | "shifted" | "total-exceeded" };

/**
 * Rows of devices from a place on. What follows takes as long as there are devices, so a page is read again before the
 * next one: rows that moved up meanwhile, because others were deleted, are found there.
 */
export async function* walkRows(
  load: (paging: PageQuery) => Promise<Page<DeviceRow | null>>,
  from: AppPosition | undefined,
): AsyncGenerator<Stop, void, undefined> {
  let paging = from?.paging ?? pageQuery(undefined, ROWS);
  const starts = new Map<string, number>();
  for (let last = from; ; ) {
    const { items, next, total = Number.POSITIVE_INFINITY, mayBeLast } = await load(paging);
    const start = startAfter(items, last);
    const end = paging.page * paging.limit;
    const before = end - paging.limit;
    const first = rowIdOf(items[0]);
    const isRepeated = (starts.get(first) ?? paging.page) !== paging.page;
    const hasNext = next !== undefined && !isRepeated;
    const missing = (hasNext && !mayBeLast ? end : Math.min(end, total)) - before > items.length;
    if (start.isLost || isRepeated) yield { doubt: "shifted" };
    if (missing && Number.isFinite(total)) yield { doubt: "short" };
    if (before + items.length > total && items.length > 0) yield { doubt: "total-exceeded" };
    if (isRepeated) return;
    if (first !== NAMELESS) starts.set(first, paging.page);
    for (const [index, row] of [...items.entries()].slice(start.index)) {
      // Also behind what is no row: the page would never end otherwise.
      last = { paging, index, rowId: rowIdOf(row) };
      const after = index === start.index ? start.after : undefined;
      const isLast = index === items.length - 1 && (!hasNext || (mayBeLast ? "unsure" : false));
      if (isRecord(row)) yield { row, place: last, after, isLast };
      else yield { doubt: "short" };
    }
    // Where rows come and go at every reading, the page is left: its rows would never end.
    if (start.index < items.length && hasNext && !start.isLost) continue;
    if (!hasNext) return;
    paging = pageQuery(next, paging.limit);
    last = undefined;
  }
}

/** The row to go on with: the one read in part, or the one after; that of the old place when the row has gone. */
function startAfter(rows: readonly (DeviceRow | null)[], place: AppPosition | undefined) {
  if (!place) return { index: 0, isLost: false };
  const { index, rowId, after } = place;
  const mustExist = (row: DeviceRow | null | undefined) => rowIdOf(row) === rowId;
  const isHere = mustExist(rows[index]);
  const at = isHere || rowId === NAMELESS ? index : rows.findIndex(mustExist);
  if (at < 0 || (rowId === NAMELESS && !isHere)) return { index, isLost: true };
  return after === undefined ? { index: at + 1, isLost: false } : { index: at, isLost: false, after };
}

const rowIdOf = (row: DeviceRow | null | undefined): string => (isRecord(row) && text(row.id)) || NAMELESS;
