import type { Collection } from "./collection.ts";
import { type Row, valueAt } from "./values.ts";

/** Keeps what is computed from all records of a collection, by name, as long as none of them changes. */
export function keptPerVersion<Value>() {
  const all = new WeakMap<object, { version: number; values: Map<string, Value> }>();
  return (records: Collection, name: string, make: () => Value): Value => {
    const { version } = records;
    const known = all.get(records);
    const kept = known?.version === version ? known : { version, values: new Map<string, Value>() };
    all.set(records, kept);
    const value = kept.values.get(name) ?? make();
    kept.values.set(name, value);
    return value;
  };
}

const grouped = keptPerVersion<ReadonlyMap<unknown, Row[]>>();

/** The records by their value at a path, such as `user.id`. They are grouped once, as long as none of them changes. */
export function recordsBy(records: Collection, path: string): ReadonlyMap<unknown, Row[]> {
  return grouped(records, path, () => Map.groupBy(records.all(), (row) => valueAt(row, path)));
}
