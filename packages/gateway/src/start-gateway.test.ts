import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { StoreError } from "./errors/store-error.ts";
import { openTestStore, unpackPreparedDatabase } from "./fixtures/prepared-database.ts";
import { startGateway } from "./start-gateway.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "mdmkit-start-"));
  await unpackPreparedDatabase(join(folder, "database"));
});
afterAll(() => rm(folder, { recursive: true }));

test("creates the first token only after it listens, so that a failed start loses none", async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
  const address = other.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const options = { folder, log: () => {} };
  await expect(startGateway({ ...options, port })).rejects.toThrow(`Port ${port} is in use.`);
  await new Promise((resolve) => other.close(resolve));
  const gateway = await startGateway({ ...options, port: 0 }); // somebody else may have taken the other
  await gateway.close();
  expect(gateway.token).toMatch(/^mdmkit_/);
});

test("records the admin token that a start issues", async () => {
  const store = await openTestStore();
  const gateway = await startGateway({ store, port: 0, log: () => {} });
  const entries = await store.audit.list({ limit: 10 });
  expect(entries).toEqual([
    expect.objectContaining({ operation: "createToken", result: "done", tokenId: null, status: null }),
  ]);
  const [token] = await store.tokens.list();
  expect(entries[0]?.recordId).toBe(token?.id);
  await gateway.close();
});

test("issues no admin token that it cannot record", async () => {
  const store = await openTestStore();
  const append = async () => {
    throw new StoreError("full", "The disk of the database is full.");
  };
  const full = { ...store, audit: { ...store.audit, append }, close: async () => {} };
  await expect(startGateway({ store: full, port: 0, log: () => {} })).rejects.toThrow("full");
  expect(await store.tokens.list()).toEqual([]);
  await store.close();
});
