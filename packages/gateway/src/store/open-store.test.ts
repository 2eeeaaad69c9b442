import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { databaseFolder } from "../database/database-folder.ts";
import { unpackPreparedDatabase } from "../fixtures/prepared-database.ts";
import { openStore } from "./open-store.ts";

const KEYS = ["a", "b"].map((letter) => Buffer.alloc(32, letter).toString("base64"));
const JUMPCLOUD = { vendor: "jumpcloud", name: "HQ", values: { apiKey: "made-up-secret" } };
const WRITER = fileURLToPath(new URL("../fixtures/write-audit.ts", import.meta.url));
const parent = mkdtempSync(join(tmpdir(), "mdmkit-store-"));
const empty = join(parent, "empty");
const folder = join(parent, "data");

/** Puts a database into the folder. */
function placeDatabase(): void {
  cpSync(empty, join(folder, "database"), { recursive: true });
}

beforeAll(() => unpackPreparedDatabase(empty));
beforeEach(() => void mkdirSync(folder, { mode: 0o700 }));
afterEach(() => rmSync(folder, { recursive: true }));
afterAll(() => rmSync(parent, { recursive: true }));

test("works in memory without a key", async () => {
  const store = await openStore({ loopback: false });
  const { id } = await store.accounts.create(JUMPCLOUD);
  expect(await store.accounts.credentials(id)).toMatchObject({ values: JUMPCLOUD.values });
  await store.assertWritable();
  await store.close();
  await expect(store.assertWritable()).rejects.toMatchObject({ name: "StoreError", reason: "unavailable" });
});

test("creates no database when one must exist", async () => {
  const refusal = {
    name: "InvalidInputError",
    message: "No database is given. Set DATABASE_URL or the data folder.",
  };
  await expect(openStore({ loopback: true, mustExist: true })).rejects.toMatchObject(refusal);
});

test.each([
  ["nonsense", { name: "InvalidInputError" }],
  ["mysql://user:s3cret@127.0.0.1/x", { name: "InvalidInputError" }],
])("says what is wrong with DATABASE_URL, and does not repeat it: %s", async (databaseUrl, expected) => {
  const opening = openStore({ databaseUrl, keys: KEYS[0], loopback: true });
  await expect(opening).rejects.toMatchObject({
    ...expected,
    message: expect.stringContaining("DATABASE_URL"),
  });
  await expect(opening).rejects.not.toMatchObject({ message: expect.stringContaining("s3cret") });
});

describe("a folder", () => {
  test.each(["", "database/inner"])("must not be a file, or below one: %j", async (inner) => {
    const path = join(folder, "file");
    writeFileSync(path, "");
    const opening = openStore({ folder: join(path, inner), loopback: true });
    await expect(opening).rejects.toMatchObject({
      name: "InvalidInputError",
      message: expect.stringContaining(path),
    });
  });

  test("is refused when this user cannot use it or its content", async ({ skip }) => {
    if (process.getuid?.() === 0 || process.platform === "win32") skip("root may use everything");
    writeFileSync(join(folder, "key"), "", { mode: 0o000 });
    await expect(openStore({ folder, loopback: true })).rejects.toMatchObject({ name: "InvalidInputError" });
  });

  test("stores data for its owner alone", async () => {
    rmSync(folder, { recursive: true });
    const said: string[] = [];
    const options = { folder, loopback: true, say: (line: string) => said.push(line) };
    const before = await openStore(options);
    const account = await before.accounts.create(JUMPCLOUD);
    await before.close();
    const after = await openStore(options);
    expect(await after.accounts.credentials(account.id)).toEqual({ account, values: JUMPCLOUD.values });
    await after.close();
    expect(said).toHaveLength(1);
    expect(statSync(folder).mode & 0o777).toBe(process.platform === "win32" ? 0o666 : 0o700);
  });

  test("belongs to one process at a time", async () => {
    placeDatabase();
    const store = await openStore({ folder, loopback: true });
    await expect(openStore({ folder, loopback: true })).rejects.toMatchObject({
      reason: "in-use",
      message: `Another process uses ${folder}. Stop it, choose another folder, or set DATABASE_URL to share a PostgreSQL.`,
    });
    await store.assertWritable();
    await store.close();
    await (await openStore({ folder, loopback: true })).close();
  });

  test("with a database that no gateway has used is refused when one must exist", async () => {
    placeDatabase();
    await expect(openStore({ folder, loopback: true, mustExist: true })).rejects.toMatchObject({
      name: "InvalidInputError",
      message: expect.stringContaining("Check DATABASE_URL or the data folder."),
    });
  });

  test("is free after a failed start", async () => {
    placeDatabase();
    await expect(openStore({ folder, loopback: false })).rejects.toThrow("MDMKIT_GATEWAY_KEY is not set");
    await (await openStore({ folder, loopback: true })).close();
  });

  test("opens only with its own keys", async () => {
    placeDatabase();
    const [first, second] = KEYS;
    const store = await openStore({ folder, keys: first, loopback: true });
    await store.accounts.create(JUMPCLOUD);
    await store.close();
    await expect(openStore({ folder, keys: second, loopback: true })).rejects.toMatchObject({
      reason: "key",
      message: expect.stringMatching(/encrypted with key \w{8}, but only \w{8} is given/),
    });
    const rotating = await openStore({ folder, keys: `${second},${first}`, loopback: true });
    expect(await rotating.rotate()).toEqual({ accounts: 1, responses: 0, bulk: 0, webhooks: 0 });
    await rotating.close();
    await (await openStore({ folder, keys: second, loopback: true })).close();
  });

  test("does not hold back the idempotency keys of a process that has died", async () => {
    placeDatabase();
    const request = { tokenId: "t", key: "k", fingerprint: "POST /unified/mdm/users", requestId: "r" };
    const store = await openStore({ folder, loopback: true });
    expect(await store.idempotency.begin(request)).toEqual({ kind: "new" });
    expect(await store.idempotency.begin(request)).toEqual({ kind: "in-progress" });
    await store.close();
    const next = await openStore({ folder, loopback: true });
    expect(await next.idempotency.begin(request)).toEqual({ kind: "new" });
    await next.close();
  });

  test("is used again after an interrupted first start", async () => {
    placeDatabase();
    renameSync(join(folder, "database"), join(folder, "database.draft"));
    rmSync(join(folder, "database.draft", "pg_wal"), { recursive: true });
    // "stores data for its owner alone" has what really creates a database: that takes two seconds.
    const create = async (path: string) => cpSync(empty, path, { recursive: true });
    await databaseFolder(folder, { hasKey: false, wasLocked: false, create });
    await (await openStore({ folder, loopback: true })).close();
    expect(readdirSync(folder).sort()).toEqual(["database", "key", "lock"]);
  });

  test("that is not a database is refused", async () => {
    writeFileSync(join(folder, "database"), "");
    await expect(openStore({ folder, loopback: true })).rejects.toMatchObject({
      name: "StoreError",
      problem: `${join(folder, "database")} is a file and not a database.`,
    });
  });

  test("survives kill -9 between two writes, and can be opened afterwards", async () => {
    placeDatabase();
    const writer = spawn(process.execPath, ["--conditions=@mdmkit/source", WRITER, folder]);
    const exit = once(writer, "exit");
    let kept = 0;
    for await (const lines of writer.stdout) {
      kept += String(lines).split("\n").length - 1;
      if (kept < 20) continue;
      await expect(openStore({ folder, loopback: true })).rejects.toMatchObject({ reason: "in-use" });
      writer.kill("SIGKILL");
      break;
    }
    await exit;
    const store = await openStore({ folder, loopback: true });
    const entries = (await store.audit.list({ limit: 1000 }))
      .map(({ requestId }) => Number(requestId))
      .reverse();
    await store.close();
    expect(entries.length).toBeGreaterThanOrEqual(kept);
    expect(entries).toEqual(entries.map((_, index) => index));
  });
});

test("a server that does not respond is an error that shows no password", async () => {
  const databaseUrl = "postgres://gateway:made-up-password@127.0.0.1:1/nowhere";
  const error: Error = await openStore({ databaseUrl, keys: KEYS[0], loopback: true }).then(
    () => new Error("it opened"),
    (reason) => reason,
  );
  expect(error).toMatchObject({
    reason: "unavailable",
    message: "The database does not respond (ECONNREFUSED). Check DATABASE_URL and whether the server runs.",
  });
  expect(JSON.stringify([error, error.stack, error.cause])).not.toContain("made-up-password");
});
