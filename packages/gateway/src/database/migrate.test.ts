import { expect, test } from "vitest";
import { describeDatabases } from "../fixtures/databases.ts";
import { type Migration, migrate } from "./migrate.ts";
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

  test.each([
    ["a newer release", [ONE], "The database was changed by a newer release (2)."],
    [
      "a changed migration",
      [ONE, { ...TWO, sql: "select 1" }],
      "Migration 2 differs from that of this release",
    ],
    ["another migration at its position", [TWO, ONE], "It has migration 1 instead of 2"],
  ])("are refused after %s", async (_, own, message) => {
    await migrate(db.database, [ONE, TWO]);
    await expect(migrate(db.database, own)).rejects.toMatchObject({
      reason: "version",
      message: expect.stringContaining(message),
    });
  });
});

test("have unique ids in order", () => {
  const ids = migrations.map(({ id }) => id);
  expect(ids).toEqual([...new Set(ids)].sort());
});
