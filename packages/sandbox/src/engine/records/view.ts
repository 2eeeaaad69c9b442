import type { Collection } from "./collection.ts";
import type { Row } from "./values.ts";

export type View = {
  /** Which records belong to it. Default: all. */
  has?(row: Row): boolean;
  /** What the view calls the record of an id. Default: the same. */
  id?(id: string): string;
  /** The id behind what the view calls a record. */
  key(id: string): string;
};

/** Some records of a collection, or its records under other ids. Changes go to the collection. */
export function viewOf(source: Collection, { has = () => true, id = (own) => own, key }: View): Collection {
  const get = (name: string): Row | undefined => {
    const row = source.get(key(name));
    return row !== undefined && has(row) ? row : undefined;
  };
  const keyOf = (name: string) => (get(name) === undefined ? "" : key(name));
  const pairs = () => {
    const ids = source.ids();
    return source.all().flatMap((row, at) => (has(row) ? [{ row, own: ids[at] ?? "" }] : []));
  };
  return {
    ...source,
    get version() {
      return source.version;
    },
    count: () => pairs().length,
    ids: () => pairs().map(({ own }) => id(own)),
    all: () => pairs().map(({ row }) => row),
    get,
    indexOf: (name) => source.indexOf(keyOf(name)),
    indexes: () => pairs().map(({ own }) => source.indexOf(own) ?? 0),
    update: (name, patch) => source.update(keyOf(name), patch),
    remove: (name) => source.remove(keyOf(name)),
    rows(order) {
      const rows = source.rows(order);
      return rows.slice(0, rows.length).filter(has);
    },
  };
}
