import type { Database } from "../database/database.ts";

/** Records by id, each read from the database once. */
export type RecordCache<Item> = {
  read(id: string, load: () => Promise<Item | undefined>): Promise<Item | undefined>;
  /** Makes a change, which later reads see. */
  change<Result>(id: string, write: () => Promise<Result>): Promise<Result>;
};

const MAX_RECORDS = 1000;

/** Caches records of a database that only this process changes. In a shared database, every read is a query. */
export function createRecordCache<Item>({ shared }: Pick<Database, "shared">): RecordCache<Item> {
  if (shared) return { read: (_, load) => load(), change: (_, write) => write() };
  const cached = new Map<string, Item>();
  let changes = 0;
  return {
    async read(id, load) {
      const known = cached.get(id);
      if (known !== undefined) return known;
      const before = changes;
      const item = await load();
      // A record that was read during a change may be outdated.
      if (item === undefined || changes !== before) return item;
      const [oldest] = cached.keys();
      if (cached.size >= MAX_RECORDS && oldest !== undefined) cached.delete(oldest);
      cached.set(id, item);
      return item;
    },
    async change(id, write) {
      try {
        return await write();
      } finally {
        changes++;
        cached.delete(id);
      }
    },
  };
}
