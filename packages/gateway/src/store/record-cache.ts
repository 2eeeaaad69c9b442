import type { Database } from "../database/database.ts";

/** Records by id, read from the database once. */
export type KeptRecords<Item> = {
  read(id: string, load: () => Promise<Item | undefined>): Promise<Item | undefined>;
  /** Makes a change; who reads after it sees it. */
  change<Result>(id: string, write: () => Promise<Result>): Promise<Result>;
};

const KEPT_AT_MOST = 1000;

/** Keeps what only this process can change. Of a database that others work on, too, every read is a query. */
export function createKeptRecords<Item>({ shared }: Pick<Database, "shared">): KeptRecords<Item> {
  if (shared) return { read: (_, load) => load(), change: (_, write) => write() };
  const kept = new Map<string, Item>();
  let changes = 0;
  return {
    async read(id, load) {
      const known = kept.get(id);
      if (known !== undefined) return known;
      const before = changes;
      const item = await load();
      // What was read while something changed may be what it was before.
      if (item === undefined || changes !== before) return item;
      const [oldest] = kept.keys();
      if (kept.size >= KEPT_AT_MOST && oldest !== undefined) kept.delete(oldest);
      kept.set(id, item);
      return item;
    },
    async change(id, write) {
      try {
        return await write();
      } finally {
        changes++;
        kept.delete(id);
      }
    },
  };
}
