import { randomUUID } from "node:crypto";
import { createLimiter, type Limiter, type RateLimit } from "@mdmkit/runtime";
import type { Database } from "../database/database.ts";
import { createSharedLimiter } from "./shared-limiter.ts";

type TenantLimiter = Limiter & { idle(): boolean; close?(): Promise<void> };
type Entry = { readonly rate: string; readonly limiter: TenantLimiter };

type Options = {
  readonly database: Database;
  /** A keyed hash: what names a tenant may contain a credential, and is stored as its hash only. */
  readonly hash: (text: string) => string;
};

const MAX_LIMITERS = 1000;

/** Limiters by tenant of a vendor: shared through a database that other processes use, otherwise within this process. */
export function createLimiters({ database, hash }: Options) {
  const entries = new Map<string, Entry>();

  function create(tenant: string, rateLimit: RateLimit = {}): TenantLimiter {
    if (!database.shared) return createLimiter(rateLimit);
    return createSharedLimiter({ database, tenant: hash(tenant), rateLimit, holder: randomUUID() });
  }

  return {
    /** Look it up for every request: idle ones are dropped. */
    limiterFor(tenant: string, rateLimit: RateLimit | undefined): Limiter {
      const rate = JSON.stringify(rateLimit ?? {});
      const known = entries.get(tenant);
      const entry = known?.rate === rate ? known : { rate, limiter: create(tenant, rateLimit) };
      entries.delete(tenant); // the map is in order of last use
      entries.set(tenant, entry);
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
  for (const [tenant, { limiter }] of entries) {
    if (!limiter.idle()) continue;
    entries.delete(tenant);
    return;
  }
}
