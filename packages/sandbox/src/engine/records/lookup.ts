import type { Rows } from "./rows.ts";
import type { Row } from "./values.ts";

/** Which records a query names: those with one of these keys. */
export type Lookup = {
  /** Names what the keys are, such as a property. */
  readonly name: string;
  readonly keys: readonly string[];
  /** The keys of a record. */
  keysOf(row: Row): readonly string[];
};

type Index = { readonly version: number | undefined; readonly positions: Map<string, number[]> };

const indexes = new WeakMap<object, Map<string, Index>>();

/** How many records exist at once while an index is made. */
const STEP = 1000;

/** The named records, in their order. The keys of all are read once, as long as none changes. */
export function lookUp(
  rows: Rows,
  { name, keys, keysOf }: Lookup,
  { identity, version }: { identity: object; version: number | undefined },
): Row[] {
  const known = indexes.get(identity) ?? new Map<string, Index>();
  indexes.set(identity, known);
  let index = known.get(name);
  if (index === undefined || index.version !== version) {
    index = { version, positions: positionsOf(rows, keysOf) };
    known.set(name, index);
  }
  const { positions } = index;
  const found = new Set(keys.flatMap((key) => positions.get(key) ?? []));
  return [...found].sort((a, b) => a - b).flatMap((at) => rows.slice(at, at + 1));
}

function positionsOf(rows: Rows, keysOf: Lookup["keysOf"]): Map<string, number[]> {
  const positions = new Map<string, number[]>();
  for (let start = 0; start < rows.length; start += STEP) {
    for (const [offset, row] of rows.slice(start, start + STEP).entries()) {
      for (const key of keysOf(row)) {
        const known = positions.get(key);
        if (known) known.push(start + offset);
        else positions.set(key, [start + offset]);
      }
    }
  }
  return positions;
}
