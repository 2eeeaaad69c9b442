import { expect, test } from "vitest";
import { describePostgres } from "../fixtures/databases.ts";
import { startProxy } from "../fixtures/servers/proxy.ts";
import type { Database } from "./database.ts";
import { openPostgres } from "./postgres.ts";

const TIMEOUT_MS = 2000;

describePostgres("a slow database", (db) => {
  const open = () => openPostgres({ url: db.url ?? "", statementTimeoutMs: TIMEOUT_MS });
  const sleep = (database: Database, seconds: number) => database.query("select pg_sleep($1)", [seconds]);

  test("runs all statements, even those that wait for a connection longer than the timeout", async () => {
    const database = await open();
    await database.run("create table number (value integer)");
    const inserts = Array.from({ length: 60 }, (_, value) =>
      database.query(
        "with pause as (select pg_sleep(0.3)) insert into number select $1::int from pause returning value",
        [value],
      ),
    );
    expect((await Promise.all(inserts)).length).toBe(60);
    expect(await database.query("select count(*)::int as count from number")).toEqual([{ count: 60 }]);
    await database.close();
  });

  test("fails only the statement that takes too long", async () => {
    const database = await open();
    let isOver = false;
    const slow = sleep(database, 60)
      .catch((error: unknown) => error)
      .finally(() => {
        isOver = true;
      });
    // More than there are connections, so that some wait for one.
    const others = Array.from({ length: 20 }, async () => {
      while (!isOver) await sleep(database, 0.05);
    });
    expect(await slow).toMatchObject({ reason: "unavailable" });
    await Promise.all([...others, sleep(database, 0)]);
    await database.close();
  });

  test("continues a transaction while another statement times out", async () => {
    const database = await open();
    const slow = sleep(database, 60).catch((error: unknown) => error);
    const committed = database.transaction(async (inside) => {
      await inside.run("create table kept (value integer)");
      await slow;
      return inside.query("insert into kept values (1) returning value");
    });
    expect(await committed).toEqual([{ value: 1 }]);
    expect(await database.query("select value from kept")).toEqual([{ value: 1 }]);
    await database.close();
  });
});

describePostgres("a database that stops responding", (db) => {
  test("fails running and queued statements in time, and uses new connections afterwards", async () => {
    const url = new URL(db.url ?? "");
    await using proxy = await startProxy(Number(url.port));
    url.port = String(proxy.port);
    const database = await openPostgres({ url: url.href, statementTimeoutMs: TIMEOUT_MS });
    expect(await database.query("select 1 as one")).toEqual([{ one: 1 }]);
    proxy.silence();
    const startedAt = performance.now();
    const asked = Array.from({ length: 100 }, () => database.query("select 1 as one"));
    for (const { status } of await Promise.allSettled(asked)) expect(status).toBe("rejected");
    expect(performance.now() - startedAt).toBeLessThan(5 * TIMEOUT_MS); // ten times if they waited one after another
    await proxy.restore();
    expect(await database.query("select 1 as one")).toEqual([{ one: 1 }]);
    await database.close();
  });
});
