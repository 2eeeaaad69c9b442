import { expect, test } from "vitest";
import { describeDatabases, freshStore } from "../fixtures/databases.ts";
import type { NewAuditEntry } from "./store.ts";

const ENTRY: NewAuditEntry = {
  requestId: "req-1",
  tokenId: "0123456789abcdef",
  tokenName: "helpdesk",
  account: "6f0e8a52-7a0f-4c6c-9b7c-0d6f3a2b1c4d",
  vendor: "jumpcloud",
  operation: "performDeviceAction",
  recordId: "5f0000000000000000000001",
  vendorOperations: ["systems_commandBuiltinLock"],
  result: "done",
  status: 200,
};

describeDatabases("audit", (db) => {
  test("lists who requested what, newest first, in pages", async () => {
    const { store, clock } = await freshStore(db);
    for (const requestId of ["one", "two", "three"]) await store.audit.append({ ...ENTRY, requestId });
    const page = await store.audit.list({ limit: 2 });
    expect(page.map(({ requestId }) => requestId)).toEqual(["three", "two"]);
    expect(page[0]).toEqual({
      ...ENTRY,
      requestId: "three",
      id: expect.any(String),
      at: new Date(clock.at).toISOString(),
    });
    const rest = await store.audit.list({ limit: 2, before: page[1]?.id });
    expect(rest.map(({ requestId }) => requestId)).toEqual(["one"]);
    expect(await store.audit.list({ limit: 2, before: "no id" })).toEqual([]);
  });

  test("lists a write that has begun until it has ended", async () => {
    const { store } = await freshStore(db);
    const begun = { ...ENTRY, result: "begun", status: null } as const;
    await store.audit.append({ ...begun, requestId: "ended" });
    await store.audit.append({ ...begun, requestId: "cut-off" });
    const results = async () =>
      (await store.audit.list({ limit: 10 })).map(({ requestId, result, status }) => [
        requestId,
        result,
        status,
      ]);
    expect(await results()).toEqual([
      ["cut-off", "begun", null],
      ["ended", "begun", null],
    ]);
    await store.audit.append({ ...ENTRY, requestId: "ended" });
    expect(await results()).toEqual([
      ["ended", "done", 200],
      ["cut-off", "begun", null],
    ]);
  });

  test("keeps the order of many entries", async () => {
    const { store } = await freshStore(db);
    const numbers = Array.from({ length: 12 }, (_, number) => `${number}`);
    for (const requestId of numbers) await store.audit.append({ ...ENTRY, requestId });
    const entries = await store.audit.list({ limit: 5000 });
    expect(entries.map(({ requestId }) => requestId)).toEqual(numbers.reverse());
    expect(await store.audit.list({ limit: 5000, before: entries[4]?.id })).toEqual(entries.slice(5));
  });

  test("lists the entries of one account", async () => {
    const { store } = await freshStore(db);
    await store.audit.append(ENTRY);
    await store.audit.append({
      ...ENTRY,
      account: null,
      vendor: null,
      recordId: null,
      operation: "createToken",
    });
    expect(await store.audit.list({ account: ENTRY.account ?? "", limit: 10 })).toHaveLength(1);
    expect(await store.audit.list({ limit: 10 })).toHaveLength(2);
  });

  test.each([
    ["update", "update gateway_audit set result = 'failed'"],
    ["delete", "delete from gateway_audit"],
    ["truncate", "truncate gateway_audit"],
  ])("refuses to %s an entry", async (_, sql) => {
    const { store } = await freshStore(db);
    await store.audit.append(ENTRY);
    await expect(db.database.query(sql)).rejects.toThrow("The database refused a statement (42501).");
    expect(await store.audit.list({ limit: 10 })).toMatchObject([ENTRY]);
  });

  test("keeps only a hash of an id that may name a person", async () => {
    const { store } = await freshStore(db);
    const recordId = "ada@example.com";
    for (const id of [recordId, recordId, "a\0b", "x".repeat(5000)])
      await store.audit.append({ ...ENTRY, recordId: id });
    const kept = (await store.audit.list({ limit: 10 })).map((entry) => entry.recordId);
    for (const id of kept) expect(id).toMatch(/^sha256:[0-9a-f]{32}$/);
    expect(new Set(kept).size).toBe(3);
  });
});
