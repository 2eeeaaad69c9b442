import { expect, test } from "vitest";
import type { Database } from "../database/database.ts";
import { createLimiters } from "./limiters.ts";

/** A database that counts statements and grants all permits. */
function countingDatabase({ shared }: { shared: boolean }) {
  const counted = { statements: 0 };
  const database: Database = {
    shared,
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

test("uses the database once per call if other processes share it, and otherwise never", async () => {
  for (const [shared, statements] of [
    [true, 3],
    [false, 0],
  ] as const) {
    const { database, counted } = countingDatabase({ shared });
    const limiter = createLimiters(database).limiterFor("account", { requests: 100, seconds: 1 });
    for (let call = 0; call < 3; call++) {
      await limiter.take({});
      limiter.release();
    }
    expect(counted.statements).toBe(statements);
  }
});

test("has one limiter per account, until its rate limit changes", () => {
  const { limiterFor } = createLimiters(countingDatabase({ shared: false }).database);
  const limiter = limiterFor("one", { concurrency: 2 });
  expect(limiterFor("one", { concurrency: 2 })).toBe(limiter);
  expect(limiterFor("two", { concurrency: 2 })).not.toBe(limiter);
  expect(limiterFor("one", { concurrency: 3 })).not.toBe(limiter);
});

test("keeps a thousand limiters, and drops only idle ones", async () => {
  const { limiterFor } = createLimiters(countingDatabase({ shared: false }).database);
  const busy = limiterFor("busy", undefined);
  const idle = limiterFor("idle", undefined);
  await busy.take({});
  for (let number = 0; number < 1000; number++) limiterFor(`account ${number}`, undefined);
  expect(limiterFor("busy", undefined)).toBe(busy);
  expect(limiterFor("idle", undefined)).not.toBe(idle);
});

test("returns the permits of all accounts when it is closed", async () => {
  const { database, counted } = countingDatabase({ shared: true });
  const limiters = createLimiters(database);
  for (const account of ["one", "two"]) await limiters.limiterFor(account, { concurrency: 1 }).take({});
  counted.statements = 0;
  await limiters.close();
  expect(counted.statements).toBe(2);
});
