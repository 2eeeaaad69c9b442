import type { RecordFormat } from "./format.ts";
import { display, valueAt } from "./value.ts";

export type SortKey = { readonly path: string; readonly isDescending: boolean };

/** A format that holds all records until the end, and then writes them in order, no more than `limit`. */
export function sortedFormat(
  format: RecordFormat,
  keys: readonly SortKey[],
  limit: number | undefined,
): RecordFormat {
  const held: object[] = [];
  return {
    records(items) {
      held.push(...items);
      return "";
    },
    end(members) {
      const shown = sorted(held, keys).slice(0, limit);
      return format.records(shown) + format.end(members);
    },
    note() {
      const cut = limit !== undefined && held.length > limit;
      const notes = [
        cut ? `The first ${limit} of ${held.length} are shown (--limit).` : [],
        format.note?.() ?? [],
      ];
      return notes.flat().join("\n") || undefined;
    },
  };
}

/** Records in the order of the keys. Null and absent values are last, in both directions; equal records keep their order. */
export function sorted(records: readonly object[], keys: readonly SortKey[]): object[] {
  const rows = records.map((record) => ({
    record,
    values: keys.map(({ path }) => comparable(valueAt(record, path))),
  }));
  const compareRows = (one: Row, other: Row) =>
    keys.reduce(
      (order, { isDescending }, index) =>
        order || compare(one.values[index], other.values[index], isDescending),
      0,
    );
  return rows.sort(compareRows).map(({ record }) => record);
}

type Comparable = number | string | undefined;
type Row = { readonly values: readonly Comparable[] };

function comparable(value: unknown): Comparable {
  if (value === undefined || value === null || (Array.isArray(value) && value.length === 0)) return undefined;
  if (typeof value === "number") return value;
  return typeof value === "boolean" ? Number(value) : display(value);
}

function compare(one: Comparable, other: Comparable, isDescending: boolean): number {
  if (one === undefined || other === undefined)
    return Number(one === undefined) - Number(other === undefined);
  const order =
    typeof one === "number" && typeof other === "number"
      ? one - other
      : collator().compare(String(one), String(other));
  return isDescending ? -order : order;
}

/** As people sort: numbers in texts by their value, so that version 9 is before 10. The same on every machine. */
const collator = (): Intl.Collator => (made ??= new Intl.Collator("en", { numeric: true }));
let made: Intl.Collator | undefined;
