import { kept } from "../../fleet/kept.ts";
import { createPositions } from "./positions.ts";
import { byIndex, inStorageOrder, type Rows } from "./rows.ts";
import type { Row } from "./values.ts";

/** Where a collection's rows come from as long as no change is made to them. */
export type RowSource = {
  size: number;
  /** As a record has it. */
  id(index: number): string | number;
  /** Whether there is a record at an index; called once per index. Default: at every one. */
  has?(index: number): boolean;
  /** The index an id was made from. Default: its last six hexadecimal digits. */
  index?(id: string): number;
  /** Makes the record at an index. The record is kept, so it depends on nothing that changes. */
  render(index: number): Row;
  /** Makes another record from the last one, for a source that cannot render more than its size. */
  twin?(row: Row): Row;
  /** What an added record holds that was not sent. */
  blank?: Row;
  /** Puts the id into an added row. Default: as `_id` and `id` where the row has an `_id`, else as `id`. */
  identify?(row: Row, id: string): Row;
};

/** Records of one kind: made when read, kept only when changed. */
export type Collection = {
  /** How many records there are. */
  count(): number;
  /** The record with an id, if there is one. */
  get(id: string): Row | undefined;
  /** Position in the source; stable for the life of a record. */
  indexOf(id: string): number | undefined;
  /** Positions that have a record, oldest first. */
  indexes(): number[];
  /** The ids of all records, oldest first. */
  ids(): string[];
  /** All records, oldest first. */
  all(): Row[];
  /** The record at a position, if it was changed. */
  changed(index: number): Row | undefined;
  /** Replaces properties of a record. Undefined if no record has this id. */
  update(id: string, patch: Row): Row | undefined;
  /** Removes a record and returns it. Undefined if no record has this id. */
  remove(id: string): Row | undefined;
  /** Adds a record; without a row, the next one of the source, or a twin of the last. */
  insert(row?: Row): Row;
  /**
   * By id, records never move. In storage order, which a vendor uses without a sort parameter, new ones come first
   * and changed ones move to the end: skip paging over it loses and repeats rows.
   */
  rows(order: "id" | "storage"): Rows;
  /** Changes whenever a record does. */
  readonly version: number;
};

export function createCollection(source: RowSource): Collection {
  const positions = createPositions(source);
  const changed = new Map<number, Row>();
  const rendered = kept((index) => source.render(index));
  const render = (index: number) => changed.get(index) ?? rendered(index);
  const idOf = (index: number) => String(source.id(index));
  const indexOf = (id: string) => {
    const index = source.index?.(id) ?? Number.parseInt(id.slice(-6), 16);
    return !positions.isFree(index) && idOf(index) === id ? index : undefined;
  };
  /** Calls `use` with the position of an id, if there is one. */
  const withIndex = <T>(id: string, use: (index: number) => T): T | undefined => {
    const index = indexOf(id);
    return index === undefined ? undefined : use(index);
  };
  return {
    get version() {
      return positions.version;
    },
    count: () => positions.size - positions.free().length,
    indexOf,
    indexes: () => positions.taken(),
    ids: () => positions.taken().map(idOf),
    all: () => positions.taken().map(render),
    changed: (index) => changed.get(index),
    get: (id) => withIndex(id, render),
    update: (id, patch) =>
      withIndex(id, (index) => {
        const row = { ...render(index), ...patch };
        changed.set(index, row);
        positions.move(index);
        return row;
      }),
    remove: (id) =>
      withIndex(id, (index) => {
        const row = render(index);
        changed.delete(index);
        positions.remove(index);
        return row;
      }),
    insert(row) {
      const added =
        row === undefined ? twinOf(source, positions.taken().at(-1), render) : { ...source.blank, ...row };
      const index = positions.add();
      if (added !== undefined) changed.set(index, identified(source, added, index));
      return render(index);
    },
    rows: (order) => rowsOf({ source, positions, render, order }),
  };
}

function rowsOf(parts: {
  source: RowSource;
  positions: ReturnType<typeof createPositions>;
  render(index: number): Row;
  order: "id" | "storage";
}): Rows {
  const { positions, render } = parts;
  const { size, moved } = positions;
  const holes = positions.free();
  if (parts.order === "id") return byIndex({ size, holes, render });
  return inStorageOrder({ base: parts.source.size, size, holes, moved, render });
}

function twinOf(
  { twin }: RowSource,
  last: number | undefined,
  render: (index: number) => Row,
): Row | undefined {
  return twin === undefined || last === undefined ? undefined : twin(render(last));
}

/** Keeps the row's own way to name its id: `_id`, `id` or both. */
function identified({ identify, id }: RowSource, row: Row, index: number): Row {
  if (identify) return identify(row, String(id(index)));
  return "_id" in row ? { ...row, _id: id(index), id: id(index) } : { ...row, id: id(index) };
}
