import { expect, test } from "vitest";
import type { Database } from "../database/database.ts";
import { jobDatabase } from "../database/job-database.ts";
import { createLimiters } from "./limiters.ts";

/** A database that counts statements and grants all permits. */
function countingDatabase({ shared }: { shared: boolean }) {
  const counted = { statements: 0 };
  const database: Database = {
    shared,
    jobs: jobDatabase({ url: "" }),
    query: async () => {
      counted.statements++;
      return [{ granted: 1, reason: null, wait: 0, paused: 0 }];
    },
    run: async () => {},
    assertSpace: async () => {},
    transaction: (work) => work(database),
    close: async () => {},
  };
  return { database, counted };
}

const limitersOf = (database: Database) => createLimiters({ database, hash: (text) => `hash of ${text}` });

test("uses the database once per call if other processes share it, and otherwise never", async () => {
  for (const [shared, statements] of [
    [true, 3],
    [false, 0],
  ] as const) {
    const { database, counted } = countingDatabase({ shared });
    const limiter = limitersOf(database).limiterFor("tenant", { requests: 100, seconds: 1 });
    for (let call = 0; call < 3; call++) {
      await limiter.take({});
      limiter.release();
    }
    expect(counted.statements).toBe(statements);
  }
});

test("has one limiter per tenant, until its rate limit changes", () => {
  const { limiterFor } = limitersOf(countingDatabase({ shared: false }).database);
  const limiter = limiterFor("one", { concurrency: 2 });
  expect(limiterFor("one", { concurrency: 2 })).toBe(limiter);
  expect(limiterFor("two", { concurrency: 2 })).not.toBe(limiter);
  expect(limiterFor("one", { concurrency: 3 })).not.toBe(limiter);
});

test("keeps a thousand limiters, and drops only idle ones", async () => {
  const { limiterFor } = limitersOf(countingDatabase({ shared: false }).database);
  const busy = limiterFor("busy", undefined);
  const idle = limiterFor("idle", undefined);
  await busy.take({});
  for (let number = 0; number < 1000; number++) limiterFor(`tenant ${number}`, undefined);
  expect(limiterFor("busy", undefined)).toBe(busy);
  expect(limiterFor("idle", undefined)).not.toBe(idle);
});

test("returns the permits of all tenants when it is closed", async () => {
  const { database, counted } = countingDatabase({ shared: true });
  const limiters = limitersOf(database);
  for (const tenant of ["one", "two"]) await limiters.limiterFor(tenant, { concurrency: 1 }).take({});
  counted.statements = 0;
  await limiters.close();
  expect(counted.statements).toBe(2);
});
