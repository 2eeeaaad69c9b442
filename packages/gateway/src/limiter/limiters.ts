import { randomUUID } from "node:crypto";
import { createLimiter, type Limiter, type RateLimit } from "@mdmkit/runtime";
import type { Database } from "../database/database.ts";
import { createSharedLimiter } from "./shared-limiter.ts";

type AccountLimiter = Limiter & { idle(): boolean; close?(): Promise<void> };
type Entry = { readonly rate: string; readonly limiter: AccountLimiter };

const MAX_LIMITERS = 1000;

/** Limiters by account: shared through a database that other processes use, otherwise within this process. */
export function createLimiters(database: Database) {
  const entries = new Map<string, Entry>();

  function create(account: string, rateLimit: RateLimit = {}): AccountLimiter {
    if (!database.shared) return createLimiter(rateLimit);
    return createSharedLimiter({ database, account, rateLimit, holder: randomUUID() });
  }

  return {
    limiterFor(account: string, rateLimit: RateLimit | undefined): Limiter {
      const rate = JSON.stringify(rateLimit ?? {});
      const known = entries.get(account);
      const entry = known?.rate === rate ? known : { rate, limiter: create(account, rateLimit) };
      entries.delete(account); // the map is in order of last use
      entries.set(account, entry);
      if (entries.size > MAX_LIMITERS) dropOneIdle(entries);
      return entry.limiter;
    },
    async close(): Promise<void> {
      await Promise.all([...entries.values()].map(({ limiter }) => limiter.close?.()));
      entries.clear();
    },
  };
}

function dropOneIdle(entries: Map<string, Entry>): void {
  for (const [account, { limiter }] of entries) {
    if (!limiter.idle()) continue;
    entries.delete(account);
    return;
  }
}
