import { describe, expect, test } from "vitest";
import { describeDatabases, freshStore } from "../fixtures/databases.ts";
import type { NewToken } from "./store.ts";

const MINUTE = 60_000;
const MONTH = 30 * 24 * 60 * MINUTE;
const UNKNOWN = "6f0e8a52-7a0f-4c6c-9b7c-0d6f3a2b1c4d";
const READER: NewToken = { name: "reader", scopes: ["read"], accounts: "all" };

describeDatabases("tokens", (db) => {
  test("verifies a token that it created, and stores only its hash", async () => {
    const { store } = await freshStore(db);
    const account = await store.accounts.create({ vendor: "jumpcloud", name: "HQ", values: { apiKey: "x" } });
    const accounts = [account.id];
    const { token, record } = await store.tokens.create({
      ...READER,
      scopes: ["destructive", "read"],
      accounts: [account.id, account.id.toUpperCase()],
    });
    expect(token).toMatch(/^mdmkit_[0-9a-f]{16}_[\w-]{43}$/);
    expect(record).toMatchObject({
      name: "reader",
      scopes: ["read", "destructive"],
      accounts,
      expiresAt: null,
    });
    expect(await store.tokens.verify(token)).toEqual(record);
    const kept = JSON.stringify(await db.database.query("select * from gateway_token"));
    expect(kept).not.toContain(token.split("_").at(-1));
  });

  test("rejects tokens that it did not create", async () => {
    const { store } = await freshStore(db);
    const { token } = await store.tokens.create(READER);
    const other = (await store.tokens.create(READER)).token;
    const exchanged = token.slice(0, 24) + other.slice(24);
    const strange = [
      "",
      "mdmkit_",
      `${token}A`,
      token.slice(0, -1),
      token.toUpperCase(),
      exchanged,
      "\0",
      "🦊",
    ];
    for (const each of strange) expect(await store.tokens.verify(each)).toBeUndefined();
  });

  test("rejects a stored token that it would not create: an admin token for some accounts", async () => {
    const { store } = await freshStore(db);
    const { token } = await store.tokens.create({ ...READER, scopes: ["read", "admin"] });
    await db.database.query("update gateway_token set accounts = '[]'::jsonb");
    expect(await store.tokens.verify(token)).toBeUndefined();
  });

  test("rejects expired tokens", async () => {
    const { store, clock } = await freshStore(db);
    const expiresAt = new Date(clock.at + MINUTE).toISOString();
    const { token } = await store.tokens.create({ ...READER, expiresAt });
    clock.at += MINUTE - 1;
    expect(await store.tokens.verify(token)).toMatchObject({ expiresAt });
    clock.at += 1;
    expect(await store.tokens.verify(token)).toBeUndefined();
  });

  test("deletes a token a month after its expiry", async () => {
    const { store, clock } = await freshStore(db);
    const expiresAt = new Date(clock.at + MINUTE).toISOString();
    await store.tokens.create({ ...READER, name: "old", expiresAt });
    const names = async () => {
      await store.tokens.create({ ...READER, expiresAt: new Date(clock.at + MINUTE).toISOString() });
      return (await store.tokens.list()).map(({ name }) => name);
    };
    clock.at += MINUTE + MONTH - 1;
    expect(await names()).toEqual(["old", "reader"]);
    clock.at += 1;
    expect(await names()).toEqual(["reader", "reader"]);
  });

  test("records the last use once a minute at most", async () => {
    const { store, clock } = await freshStore(db);
    const { token } = await store.tokens.create(READER);
    const used = async () => (await store.tokens.list())[0]?.lastUsedAt;
    const first = new Date(clock.at).toISOString();
    await store.tokens.verify(token);
    expect(await used()).toBe(first);
    clock.at += MINUTE - 1;
    await store.tokens.verify(token);
    expect(await used()).toBe(first);
    clock.at += 1;
    await store.tokens.verify(token);
    expect(await used()).toBe(new Date(clock.at).toISOString());
  });

  test("revokes a token at once, and only once", async () => {
    const { store } = await freshStore(db);
    const { token, record } = await store.tokens.create(READER);
    expect(await store.tokens.revoke(record.id)).toBe(true);
    expect(await store.tokens.verify(token)).toBeUndefined();
    expect([await store.tokens.revoke(record.id), await store.tokens.revoke("\0")]).toEqual([false, false]);
    expect(await store.tokens.list()).toEqual([]);
  });

  test("gives the first token to one of several concurrent callers", async () => {
    const { store } = await freshStore(db);
    const admin: NewToken = { name: "admin", scopes: ["admin"], accounts: "all" };
    const issued = await Promise.all([1, 2, 3, 4].map(() => store.tokens.createFirst(admin)));
    expect(issued.filter(Boolean)).toHaveLength(1);
    expect(await store.tokens.list()).toHaveLength(1);
    const [first] = issued.flatMap((one) => one ?? []);
    expect(await store.tokens.verify(first?.token ?? "")).toEqual(first?.record);
  });

  test("gives another first token when there is no valid admin token", async () => {
    const { store, clock } = await freshStore(db);
    const admin: NewToken = { name: "admin", scopes: ["read", "admin"], accounts: "all" };
    await store.tokens.create(READER);
    const expiresAt = new Date(clock.at + MINUTE).toISOString();
    expect(await store.tokens.createFirst({ ...admin, expiresAt })).toBeDefined();
    clock.at += MINUTE - 1;
    expect(await store.tokens.createFirst(admin)).toBeUndefined();
    clock.at += 1;
    expect(await store.tokens.createFirst(admin)).toBeDefined();
    expect(await store.tokens.createFirst(admin)).toBeUndefined();
  });

  describe("refuses", () => {
    test.each([
      ["no scope", { scopes: [] }, "`scopes` must name some of read, write, destructive, admin."],
      ["an empty name", { name: " " }, "`name` must have 1 to 200 characters"],
      ["a name on two lines", { name: "a\nb" }, "`name` must have 1 to 200 characters on one line."],
      [
        "an expiry in the past",
        { expiresAt: "2020-01-01T00:00:00Z" },
        "`expiresAt` must be a time in the future",
      ],
      [
        "an expiry beyond four digits",
        { expiresAt: "+012026-01-01T00:00:00Z" },
        "`expiresAt` must be a time",
      ],
      ["an invalid account id", { accounts: ["\0"] }, "`accounts` must be `all` or a list"],
      [
        "an empty list of accounts",
        { accounts: [] },
        "`accounts` must be `all` or a list of at least one account id.",
      ],
      ["an unknown account", { accounts: [UNKNOWN] }, `no integrated account has the id ${UNKNOWN}.`],
      ["an invalid expiry", { expiresAt: "soon" }, "`expiresAt` must be a time in the future"],
    ])("%s", async (_, change, message) => {
      const { store } = await freshStore(db);
      const creating = store.tokens.create({ ...READER, ...change });
      await expect(creating).rejects.toMatchObject({
        code: "invalid-input",
        message: expect.stringContaining(message),
      });
    });
  });
});
