import { expect, test } from "vitest";
import { describeDatabases } from "../fixtures/databases.ts";
import { hashOf, type Migration, migrate } from "./migrate.ts";
import { migrations } from "./migrations/index.ts";

const ONE: Migration = { id: "1", sql: "create table one (id integer); insert into one values (1);" };
const TWO: Migration = { id: "2", sql: "create table two (id integer);" };

describeDatabases("migrations", (db) => {
  const rows = async (table: string) => (await db.database.query(`select * from ${table}`)).length;

  test("run in order, once", async () => {
    await migrate(db.database, [ONE]);
    await migrate(db.database, [ONE, TWO]);
    await migrate(db.database, [ONE, TWO]);
    expect([await rows("one"), await rows("two"), await rows("gateway_migration")]).toEqual([1, 0, 2]);
  });

  test("run once when several processes start together", async () => {
    await Promise.all([1, 2, 3].map(() => migrate(db.database, [ONE, TWO])));
    expect(await rows("one")).toBe(1);
  });

  test("change nothing when one of them fails", async () => {
    const broken = { id: "3", sql: "create table three (id integer); select * from nowhere;" };
    await expect(migrate(db.database, [ONE, broken])).rejects.toThrow("refused a statement (42P01)");
    await expect(rows("one")).rejects.toThrow("(42P01)");
    await migrate(db.database, [ONE]);
    expect(await rows("one")).toBe(1);
  });

  test("give a database in use limiters by tenant, which replicas of the older release can share", async () => {
    await migrate(db.database, migrations.slice(0, 6));
    await db.database.run(`insert into gateway_account (id, vendor, name, status, sealed, version, created_at, updated_at)
      values ('one', 'none', 'none', 'active', '', 1, now(), now())`);
    const take = () =>
      db.database.query(
        "select granted from gateway_limiter_take('one', 'me', 0, 2, null, null, null, 1, 9, 9, 0, 0)",
      );
    await take();
    await migrate(db.database, migrations);
    expect([await rows("gateway_limiter"), await take()]).toEqual([0, [{ granted: 1 }]]);
    await db.database.run("delete from gateway_account");
    expect([await rows("gateway_limiter"), await rows("gateway_limiter_lease")]).toEqual([1, 1]);
  });

  test.each([
    ["a newer release", [ONE], "The database was changed by a newer release (2)."],
    ["a changed migration", [ONE, { ...TWO, sql: "select 1" }], "Migration 2 was changed: its hash differs"],
    ["another migration at its position", [TWO, ONE], "It has migration 1 instead of 2"],
  ])("are refused after %s", async (_, own, message) => {
    await migrate(db.database, [ONE, TWO]);
    await expect(migrate(db.database, own)).rejects.toMatchObject({
      reason: "version",
      message: expect.stringContaining(message),
    });
  });
});

/** Of released migrations. A database refuses a release in which one differs: never change a hash, add a migration. */
const FROZEN: Readonly<Record<string, string>> = {
  "0001-tokens-and-accounts": "11df1277eca72dff78b0be5139b886ba16e2029628e6d0a54c1a953190d308cb",
  "0002-audit": "a26255b5c9fafc3afd8d7adfd0640d6ab4fb647b25e60adff5669dc5cc2bfc28",
  "0003-idempotency": "bfdbc7254da87321cd8c82290b2ea2235874da7e35205e2ff349fce3619d9e5f",
  "0004-limiter": "199e20a66d18cb48c5fc88265dd3ee8e7143c105b4e6b6a6174819f456351459",
  "0005-begun-writes": "1b8b3883986d8de2c9d298a6dea8d27c6d195fce7179886bf5b1e26449aa6731",
  "0006-store-safety": "d327d072ec66e683e57dffdfb014c7514e79ad1ecad918c9b5c4404bb05174a3",
  "0007-limiter-by-tenant": "008d05ce6b2a786d5c60881e4329dc75a13021d8a020bed8ff9ebe8bb8cc9024",
  "0008-bulk": "eff8dacf04b1320a2d6b3ebdba79b4bdfdc4cfccaeb76e4392776084787f4ae9",
  "0009-fleet": "06c41b208249dc886aa8be9b877daf1c24b827112edaadb4a9dd1850b941d8af",
  "0010-fleet-webhooks": "da691afdf31eaf94df1b7c4b2d0d9c2aafdfe1e5fb235be0f79ffb110c077ca8",
  "0011-fleet-speed": "82d7dc715f10574d4d79352d92c167bd621c21ed0619a468a6c570cde160a3e8",
  "0012-fleet-events": "b9d45eb6c066fa23a4806f2959bce10088001740e518acb53e10b3b5eb5b0354",
  "0013-fleet-identifiers": "68dff908b07aad75b47f2a2311228d3e725d205d81878974ca8d0f183b86542a",
  "0014-limiter-shares": "89f783299ea9f0189f9f5a38d41fd112937653dd7a7685e0ccd4e9d3b364ae17",
  "0015-fleet-create": "70724bce18764e75370dcead06c20a1847e639463f40e5134d25e0e848372b1b",
  "0016-limiter-turns": "a19373f9551922a68f90011ed6d9fbbd7d527327d10afad18570302ae0f42093",
};

test("are frozen", () => {
  expect(Object.fromEntries(migrations.map((migration) => [migration.id, hashOf(migration)]))).toEqual(
    FROZEN,
  );
});

test("have unique ids in order", () => {
  const ids = migrations.map(({ id }) => id);
  expect(ids).toEqual([...new Set(ids)].sort());
});
