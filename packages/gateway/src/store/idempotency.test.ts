import { expect, test } from "vitest";
import { describeDatabases, freshStore } from "../fixtures/databases.ts";
import type { NewAuditEntry, StoredResponse } from "./store.ts";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const REQUEST = {
  tokenId: "t",
  key: "key-of-the-caller",
  fingerprint: "POST /unified/mdm/users {}",
  requestId: "request-1",
};
const RESPONSE: StoredResponse = {
  status: 201,
  headers: { "content-type": "application/json" },
  body: '{"id":"1","name":"Ada Example 🦊"}',
};

const ENTRY: NewAuditEntry = {
  requestId: "request",
  tokenId: null,
  tokenName: null,
  account: null,
  vendor: null,
  operation: "createUser",
  recordId: null,
  vendorOperations: [],
  result: "done",
  status: null,
};

describeDatabases("idempotency", (db) => {
  test("replays the response to the same request", async () => {
    const { store } = await freshStore(db);
    expect(await store.idempotency.begin(REQUEST)).toEqual({ kind: "new" });
    expect(await store.idempotency.begin(REQUEST)).toEqual({ kind: "in-progress" });
    await store.idempotency.finish({ ...REQUEST, response: RESPONSE });
    expect(await store.idempotency.begin(REQUEST)).toEqual({ kind: "replay", response: RESPONSE });
  });

  test("refuses the key for another request, before and after the response", async () => {
    const { store } = await freshStore(db);
    const other = { ...REQUEST, fingerprint: "DELETE /unified/mdm/users/1" };
    await store.idempotency.begin(REQUEST);
    expect(await store.idempotency.begin(other)).toEqual({ kind: "mismatch" });
    await store.idempotency.finish({ ...REQUEST, response: RESPONSE });
    expect(await store.idempotency.begin(other)).toEqual({ kind: "mismatch" });
  });

  test("knows at once the state of the keys of a process that has ended", async () => {
    const { store } = await freshStore(db);
    const begun = { ...REQUEST, key: "begun", requestId: "request-2" };
    const finished = { ...REQUEST, key: "finished", requestId: "request-3" };
    for (const request of [REQUEST, begun, finished]) await store.idempotency.begin(request);
    await store.audit.append({ ...ENTRY, requestId: begun.requestId, result: "begun" });
    await store.idempotency.finish({ ...finished, response: RESPONSE });
    await store.idempotency.releaseInterrupted();
    expect(await store.idempotency.begin({ ...REQUEST, requestId: "request-4" })).toEqual({ kind: "new" });
    expect(await store.idempotency.begin(begun)).toEqual({ kind: "interrupted" });
    expect(await store.idempotency.begin(finished)).toEqual({ kind: "replay", response: RESPONSE });
  });

  test("separates the keys of two tokens", async () => {
    const { store } = await freshStore(db);
    await store.idempotency.begin(REQUEST);
    expect(await store.idempotency.begin({ ...REQUEST, tokenId: "u" })).toEqual({ kind: "new" });
  });

  test("lets one of many callers begin", async () => {
    const { store } = await freshStore(db);
    const begun = await Promise.all(Array.from({ length: 8 }, () => store.idempotency.begin(REQUEST)));
    expect(begun.filter(({ kind }) => kind === "new")).toHaveLength(1);
    expect(begun.filter(({ kind }) => kind === "in-progress")).toHaveLength(7);
  });

  test("can begin again with a key that was abandoned, but not after a response", async () => {
    const { store } = await freshStore(db);
    await store.idempotency.begin(REQUEST);
    await store.idempotency.abandon(REQUEST);
    expect(await store.idempotency.begin(REQUEST)).toEqual({ kind: "new" });
    await store.idempotency.finish({ ...REQUEST, response: RESPONSE });
    await store.idempotency.abandon(REQUEST);
    expect(await store.idempotency.begin(REQUEST)).toMatchObject({ kind: "replay" });
  });

  test("reports a request as interrupted when its process died", async () => {
    const { store, clock } = await freshStore(db);
    await store.idempotency.begin(REQUEST);
    clock.at += 10 * MINUTE;
    expect(await store.idempotency.begin(REQUEST)).toEqual({ kind: "interrupted" });
    await store.idempotency.finish({ ...REQUEST, response: RESPONSE }); // the process was only slow
    expect(await store.idempotency.begin(REQUEST)).toMatchObject({ kind: "replay" });
  });

  test("forgets a key after a day, and deletes it", async () => {
    const { store, clock } = await freshStore(db);
    const count = async () => (await db.database.query("select from gateway_idempotency")).length;
    await store.idempotency.begin(REQUEST);
    await store.idempotency.finish({ ...REQUEST, response: RESPONSE });
    await store.idempotency.begin({ ...REQUEST, key: "another" });
    clock.at += DAY - 1;
    expect(await store.idempotency.begin(REQUEST)).toMatchObject({ kind: "replay" });
    clock.at += 1;
    expect([await store.idempotency.begin(REQUEST), await count()]).toEqual([{ kind: "new" }, 2]); // deleted a moment ago
    clock.at += 10 * MINUTE;
    await store.idempotency.begin({ ...REQUEST, key: "third" });
    expect(await count()).toBe(2);
  });

  test("stores neither key, request nor response in readable form", async () => {
    const { store } = await freshStore(db);
    await store.idempotency.begin(REQUEST);
    await store.idempotency.finish({ ...REQUEST, response: RESPONSE });
    const kept = JSON.stringify(await db.database.query("select * from gateway_idempotency"));
    for (const part of [REQUEST.key, "unified", "Ada", "content-type"]) expect(kept).not.toContain(part);
  });
});
