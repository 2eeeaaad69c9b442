import { describe, expect, test } from "vitest";
import { StoreError } from "../errors/store-error.ts";
import { describeDatabases, freshStore, sealerOf } from "../fixtures/databases.ts";

const SECRET = "jca_made_up_secret";
const JUMPCLOUD = { vendor: "jumpcloud", name: "Head office", values: { apiKey: SECRET } };
const UNKNOWN = "6f0e8a52-7a0f-4c6c-9b7c-0d6f3a2b1c4d";

describeDatabases("accounts", (db) => {
  test("creates and lists accounts, and returns their credentials", async () => {
    const { store, clock } = await freshStore(db);
    const at = new Date(clock.at).toISOString();
    const values = { apiKey: ` ${SECRET} `, region: "eu", organizationId: " " };
    const account = await store.accounts.create({ ...JUMPCLOUD, name: " Head office ", values });
    expect(account).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      vendor: "jumpcloud",
      name: "Head office",
      status: "active",
      statusReason: null,
      version: 1,
      createdAt: at,
      updatedAt: at,
    });
    const second = await store.accounts.create(JUMPCLOUD);
    expect(await store.accounts.list()).toEqual([account, second]);
    expect(await store.accounts.get(account.id.toUpperCase())).toEqual(account);
    expect(await store.accounts.credentials(account.id)).toEqual({
      account,
      values: { apiKey: SECRET, region: "eu" },
    });
  });

  test("stores no values in readable form", async () => {
    const { store } = await freshStore(db);
    await store.accounts.create({ ...JUMPCLOUD, values: { apiKey: SECRET, region: "eu" } });
    const kept = JSON.stringify(await db.database.query("select * from gateway_account"));
    expect(kept).toContain("v1.");
    for (const part of [SECRET, "apiKey", Buffer.from(SECRET).toString("base64url")])
      expect(kept).not.toContain(part);
  });

  test("does not decrypt the credentials of one account for another", async () => {
    const { store } = await freshStore(db);
    const victim = await store.accounts.create(JUMPCLOUD);
    const thief = await store.accounts.create({ ...JUMPCLOUD, values: { apiKey: "other" } });
    await db.database.query(
      "update gateway_account set sealed = (select sealed from gateway_account where id = $1) where id = $2",
      [victim.id, thief.id],
    );
    await expect(store.accounts.credentials(thief.id)).rejects.toThrow(StoreError);
    expect((await store.accounts.credentials(victim.id))?.values).toEqual({ apiKey: SECRET });
  });

  test("changes only the name, or replaces the values", async () => {
    const { store, clock } = await freshStore(db);
    const { id } = await store.accounts.create({ ...JUMPCLOUD, values: { apiKey: SECRET, region: "eu" } });
    await store.accounts.setStatus(id, { status: "needs_reauth", reason: "refused", version: 1 });
    clock.at += 1000;
    const renamed = await store.accounts.update(id, { name: "HQ" });
    expect(renamed).toMatchObject({
      name: "HQ",
      version: 1,
      status: "needs_reauth",
      statusReason: "refused",
    });
    expect(renamed?.updatedAt).toBe(new Date(clock.at).toISOString());
    const changed = await store.accounts.update(id, { values: { apiKey: "new" } });
    expect(changed).toMatchObject({ name: "HQ", version: 2, status: "active", statusReason: null });
    expect((await store.accounts.credentials(id))?.values).toEqual({ apiKey: "new" });
  });

  test("keeps the status that belongs to the current credentials", async () => {
    const { store } = await freshStore(db);
    const { id } = await store.accounts.create(JUMPCLOUD);
    const refused = {
      status: "needs_reauth",
      reason: "The vendor refuses the credential.",
      version: 1,
    } as const;
    await store.accounts.setStatus(id, refused);
    expect(await store.accounts.get(id)).toMatchObject({
      status: "needs_reauth",
      statusReason: refused.reason,
    });
    await store.accounts.update(id, { values: { apiKey: "new" } });
    await store.accounts.setStatus(id, refused); // from a call that began before
    expect(await store.accounts.get(id)).toMatchObject({ status: "active", statusReason: null });
  });

  test("writes a status only when it changes", async () => {
    const { store, clock } = await freshStore(db);
    const { id, updatedAt } = await store.accounts.create(JUMPCLOUD);
    clock.at += 1000;
    await store.accounts.setStatus(id, { status: "active", reason: null, version: 1 });
    expect((await store.accounts.get(id))?.updatedAt).toBe(updatedAt);
  });

  test("deletes an account with everything that belongs to it", async () => {
    const { store } = await freshStore(db);
    const { id } = await store.accounts.create(JUMPCLOUD);
    expect([await store.accounts.delete(id), await store.accounts.delete(id)]).toEqual([true, false]);
    expect(await store.accounts.list()).toEqual([]);
  });

  test.each([UNKNOWN, "", "x", "\0", "' or true --"])("knows no account %j", async (id) => {
    const { accounts } = (await freshStore(db)).store;
    const change = { status: "error", reason: null, version: 1 } as const;
    const results = [accounts.get(id), accounts.credentials(id), accounts.update(id, { name: "x" })];
    expect(await Promise.all(results)).toEqual([undefined, undefined, undefined]);
    expect(await accounts.delete(id)).toBe(false);
    await accounts.setStatus(id, change);
  });

  describe("refuses", () => {
    test.each([
      ["an unknown vendor", { vendor: "constructor" }, "Known vendors: "],
      ["missing values", { values: { region: "eu" } }, "Set `apiKey`"],
      ["an unknown option", { values: { apiKey: SECRET, [SECRET.slice(4)]: "x" } }, "Unknown option"],
      [
        "an unknown choice",
        { values: { apiKey: SECRET, region: SECRET } },
        "`region` must be one of us, eu, in.",
      ],
      [
        "a URL without encryption",
        { values: { apiKey: SECRET, baseUrl: `http://${SECRET}/` } },
        "`baseUrl` must be an https",
      ],
      ["a name with control characters", { name: "a\u0000b" }, "`name` must have 1 to 200 characters"],
    ])("%s, without a value in the message", async (_, change, message) => {
      const { store } = await freshStore(db);
      const error: Error = await store.accounts.create({ ...JUMPCLOUD, ...change }).then(
        () => new Error("it was created"),
        (reason) => reason,
      );
      expect(error).toMatchObject({ code: "invalid-input", message: expect.stringContaining(message) });
      expect(JSON.stringify([error, error.message, error.stack])).not.toContain(SECRET);
      expect(await store.accounts.list()).toEqual([]);
    });

    test("incomplete values in an update, and keeps the previous ones", async () => {
      const { store } = await freshStore(db);
      const { id } = await store.accounts.create(JUMPCLOUD);
      await expect(store.accounts.update(id, { values: { region: "eu" } })).rejects.toThrow("Set `apiKey`");
      expect((await store.accounts.credentials(id))?.values).toEqual(JUMPCLOUD.values);
    });
  });

  describe("key rotation", () => {
    test("encrypts everything again, so that the old key can be removed", async () => {
      const { store: before } = await freshStore(db, { sealer: sealerOf("a") });
      const { id } = await before.accounts.create(JUMPCLOUD);
      const request = { tokenId: "t", key: "k" };
      await before.idempotency.begin({ ...request, fingerprint: "f", requestId: "r" });
      await before.idempotency.finish({ ...request, response: { status: 201, headers: {}, body: "{}" } });

      const { store: during } = await freshStore(db, { sealer: sealerOf("b", "a") });
      expect(await during.rotate()).toEqual({ accounts: 1, responses: 1, bulk: 0, webhooks: 0 });
      expect(await during.rotate()).toEqual({ accounts: 0, responses: 0, bulk: 0, webhooks: 0 });

      const { store: after } = await freshStore(db, { sealer: sealerOf("b") });
      expect(await after.accounts.credentials(id)).toMatchObject({
        account: { version: 1 },
        values: JUMPCLOUD.values,
      });
      expect(await after.idempotency.begin({ ...request, fingerprint: "f", requestId: "r" })).toMatchObject({
        kind: "replay",
      });
    });
  });
});
