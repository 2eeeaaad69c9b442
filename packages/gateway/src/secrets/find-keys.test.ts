import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { findKeys } from "./find-keys.ts";

const KEY = Buffer.alloc(32, 7).toString("base64");
let folder = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "mdmkit-keys-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

test("uses the keys of the environment on any host", async () => {
  const keys = await findKeys({ keys: `${KEY},${KEY}`, loopback: false });
  expect(keys.map(({ bytes }) => bytes.toString("base64"))).toEqual([KEY, KEY]);
});

test("creates a key file on loopback, reports it once, and finds it again", async () => {
  const said: string[] = [];
  const say = (line: string) => said.push(line);
  const [created] = await findKeys({ folder, loopback: true, say });
  const [found] = await findKeys({ folder, loopback: true, say });
  expect(found).toEqual(created);
  expect(readdirSync(folder)).toEqual(["key"]);
  const kept = process.platform === "win32" ? 0o666 : 0o600; // Windows only knows whether a file can be written
  expect(statSync(join(folder, "key")).mode & 0o777).toBe(kept);
  expect(said).toHaveLength(1);
  expect(said[0]).toContain(join(folder, "key"));
  expect(said[0]).not.toContain(readFileSync(join(folder, "key"), "utf8").trim());
});

test("decrypts with the key file what was not encrypted with the environment's key yet", async () => {
  const [filed] = await findKeys({ folder, loopback: true });
  const keys = await findKeys({ keys: KEY, folder, loopback: false });
  expect(keys.map(({ id }) => id)).toEqual([keys[0].id, filed.id]);
  expect(keys[0].bytes.toString("base64")).toBe(KEY);
});

test.each([
  ["outside loopback", { loopback: false }],
  ["outside loopback, with a blank variable", { loopback: false, keys: "  " }],
])("refuses to go on without a key %s", async (_, source) => {
  const message = /^MDMKIT_GATEWAY_KEY is not set; .*`openssl rand -base64 32`/;
  await expect(findKeys({ ...source, folder })).rejects.toThrow(message);
  expect(readdirSync(folder)).toEqual([]);
});

test("refuses a key file alone outside loopback", async () => {
  await findKeys({ folder, loopback: true });
  await expect(findKeys({ folder, loopback: false })).rejects.toThrow("MDMKIT_GATEWAY_KEY is not set");
});

test("refuses a remote database without a key, on loopback too", async () => {
  await expect(findKeys({ loopback: true })).rejects.toThrow("MDMKIT_GATEWAY_KEY is not set");
});

test.skipIf(process.platform === "win32")("refuses a key file that other users can read", async () => {
  await findKeys({ folder, loopback: true });
  chmodSync(join(folder, "key"), 0o640);
  await expect(findKeys({ folder, loopback: true })).rejects.toThrow("Run `chmod 600");
});
