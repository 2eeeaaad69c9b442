import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { unpackPreparedDatabase } from "../fixtures/prepared-database.ts";
import { openStore } from "./open-store.ts";

// A folder that someone restored, moved or damaged is never taken for a new one.

const JUMPCLOUD = { vendor: "jumpcloud", name: "HQ", values: { apiKey: "made-up-secret" } };
const parent = mkdtempSync(join(tmpdir(), "mdmkit-damage-"));
const used = join(parent, "used");
const folder = join(parent, "data");
const database = join(folder, "database");
const inDatabase = (...path: string[]) => join(database, ...path);
const open = () => openStore({ folder, loopback: true });

/** A process that opens the store, and then runs `code`. */
function spawnOpen(code: string) {
  const url = new URL("./open-store.ts", import.meta.url).href;
  const options = JSON.stringify({ folder, loopback: true });
  const program = `const { openStore } = await import("${url}"); await openStore(${options}); ${code}`;
  return spawn(process.execPath, ["--conditions=@mdmkit/source", "--input-type=module", "--eval", program], {
    stdio: ["ignore", "ignore", "pipe"],
  });
}

/** All files with their sizes, to show that nothing was written. `lock` is that of the process. */
function listing(path = folder): string[] {
  return readdirSync(path, { recursive: true, encoding: "utf8" })
    .filter((name) => !name.startsWith("lock"))
    .map((name) => `${name} ${statSync(join(path, name)).size}`)
    .sort();
}

beforeAll(async () => {
  mkdirSync(used, { mode: 0o700 });
  await unpackPreparedDatabase(join(used, "database"));
  const store = await openStore({ folder: used, loopback: true });
  await store.accounts.create(JUMPCLOUD);
  await store.close();
});
beforeEach(() => cpSync(used, folder, { recursive: true }));
afterEach(() => rmSync(folder, { recursive: true }));
afterAll(() => rmSync(parent, { recursive: true }));

describe("a data folder that was in use is not started as a new one", () => {
  test.each<[string, () => void, string]>([
    ["PG_VERSION", () => rmSync(inDatabase("PG_VERSION")), "PG_VERSION is missing"],
    [
      "its content",
      () => {
        rmSync(database, { recursive: true });
        mkdirSync(database);
      },
      "PG_VERSION is missing",
    ],
    ["itself", () => rmSync(database, { recursive: true }), "its database is missing"],
    [
      "itself and the key, which the environment may hold",
      () => {
        rmSync(database, { recursive: true });
        rmSync(join(folder, "key"));
      },
      "its database is missing",
    ],
  ])("when the database lacks %s", async (_, damage, problem) => {
    damage();
    const before = listing();
    await expect(open()).rejects.toMatchObject({
      reason: "damaged",
      problem: expect.stringContaining(problem),
    });
    await expect(open()).rejects.toThrow(folder);
    await expect(open()).rejects.toThrow(/Restore .* from a backup/);
    expect(listing()).toEqual(before);
  });
});

describe("a damaged database is reported with what PostgreSQL says", () => {
  test.each<[string, () => void, string, string]>([
    [
      "a shortened control file",
      () => truncateSync(inDatabase("global/pg_control"), 100),
      "damaged",
      'could not read file "global/pg_control"',
    ],
    [
      "no write-ahead log",
      () => {
        for (const name of readdirSync(inDatabase("pg_wal")))
          rmSync(inDatabase("pg_wal", name), { recursive: true });
      },
      "damaged",
      "could not locate a valid checkpoint record",
    ],
    [
      "another major version",
      () => writeFileSync(inDatabase("PG_VERSION"), "14\n"),
      "version",
      "initialized by PostgreSQL version 14",
    ],
    [
      "a file in its place",
      () => {
        rmSync(database, { recursive: true });
        writeFileSync(database, "");
      },
      "damaged",
      "is a file",
    ],
  ])("%s", async (_, damage, reason, words) => {
    damage();
    await expect(open()).rejects.toMatchObject({
      name: "StoreError",
      reason,
      problem: expect.stringContaining(words),
      advice: expect.stringContaining("backup"),
      message: expect.stringContaining(database),
    });
  });

  describe("after kill -9", () => {
    const left = join(parent, "left");
    beforeAll(async () => {
      cpSync(used, folder, { recursive: true });
      const crashed = spawnOpen("process.kill(process.pid, 'SIGKILL')");
      const killed = process.platform === "win32" ? [1, null] : [null, "SIGKILL"]; // Windows has no signals
      expect(await once(crashed, "close")).toEqual(killed);
      renameSync(folder, left);
    });

    test.each(["base", "pg_xact"])("%s is missing, and the process ends", async (part) => {
      rmSync(folder, { recursive: true });
      cpSync(left, folder, { recursive: true });
      rmSync(inDatabase(part), { recursive: true });
      const refused = spawnOpen("");
      const [stderr, closed] = await Promise.all([text(refused.stderr), once(refused, "close")]);
      expect(closed).toEqual([1, null]);
      expect(stderr).toContain("does not start");
      expect(stderr).toContain("Restore the folder from a backup.");
    });
  });

  test("a table whose file is overwritten", async () => {
    const store = await open();
    await store.close();
    const files = readdirSync(inDatabase("base/5")).filter((name) => /^\d{5,}$/.test(name));
    for (const name of files) {
      const path = inDatabase("base/5", name);
      const { size } = statSync(path);
      if (size > 0 && Number(name) >= 16_384) writeFileSync(path, Buffer.alloc(size, 7));
    }
    await expect(open()).rejects.toMatchObject({
      reason: "damaged",
      problem: expect.stringMatching(/invalid page in block 0 of relation "base\/5\/\d+"/),
      advice: expect.stringContaining("backup"),
      message: expect.stringContaining(database),
    });
  });
});

describe("a key file that is gone", () => {
  test("is not replaced while something is encrypted with it", async () => {
    rmSync(join(folder, "key"));
    await expect(open()).rejects.toMatchObject({
      reason: "key",
      message: expect.stringMatching(
        /key file .*key is missing.*encrypted with key \w{8}.*MDMKIT_GATEWAY_KEY/s,
      ),
    });
    expect(existsSync(join(folder, "key"))).toBe(false);
  });

  test("is created anew where nothing is encrypted yet", async () => {
    const store = await open();
    for (const { id } of await store.accounts.list()) await store.accounts.delete(id);
    await store.close();
    rmSync(join(folder, "key"));
    await (await open()).close();
    expect(existsSync(join(folder, "key"))).toBe(true);
  });
});

test("a copy of the folder opens elsewhere, as the backup that the README describes", async () => {
  const copy = join(parent, "restored");
  cpSync(folder, copy, { recursive: true });
  const store = await openStore({ folder: copy, loopback: true });
  const [account] = await store.accounts.list();
  expect(await store.accounts.credentials(account?.id ?? "")).toMatchObject({ values: JUMPCLOUD.values });
  await store.close();
  rmSync(copy, { recursive: true });
});
