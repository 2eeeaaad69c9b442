import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createAccount } from "../fixtures/accounts.ts";
import { keptMode, modeOf } from "../fixtures/file-mode.ts";
import { type Environment, runCli } from "../fixtures/run-cli.ts";

let account: Awaited<ReturnType<typeof createAccount>>;
let folder = "";
let path = "";
beforeAll(async () => {
  account = await createAccount({ devices: 2 });
});
afterAll(() => account.close());
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "mdmkit-init-"));
  path = join(folder, "mdmkit", "config.json");
  return () => rm(folder, { recursive: true });
});

const values = () => ({ apiKey: account.env.JUMPCLOUD_API_KEY, baseUrl: account.env.JUMPCLOUD_BASE_URL });
const init = (args: readonly string[], environment: Environment = {}) =>
  runCli(["init", ...args], { ...environment, env: { XDG_CONFIG_HOME: folder, ...environment.env } });
const written = async (): Promise<unknown> => JSON.parse(await readFile(path, "utf8"));

test("writes an account from variables that only its owner can read, and that works", async () => {
  const outcome = await init(["--vendor", "jumpcloud"], { env: account.env });
  expect(outcome).toMatchObject({ code: 0, stdout: "" });
  expect(outcome.stderr).toMatch(
    /The credentials are valid: Example Works\.\nWrote the account jumpcloud to .*\nTry it: /,
  );
  expect(await written()).toEqual({ vendors: { jumpcloud: values() } });
  expect(await modeOf(path)).toBe(keptMode(0o600));
  const list = await runCli(["devices", "list", "--output", "ndjson"], { env: { XDG_CONFIG_HOME: folder } });
  expect(list.stdout.trimEnd().split("\n")).toHaveLength(2);
});

test("adds an account with a name of its own, and leaves the rest of the file as it is", async () => {
  await init(["--vendor", "jumpcloud"], { env: account.env });
  const stdin = JSON.stringify(values());
  expect(await init(["--vendor", "jumpcloud", "--name", "labs", "--values", "-"], { stdin })).toMatchObject({
    code: 0,
  });
  expect(await written()).toEqual({
    vendors: { jumpcloud: values() },
    accounts: { labs: { vendor: "jumpcloud", values: values() } },
  });
});

test("replaces an account only if that is wanted", async () => {
  const env = account.env;
  await init(["--vendor", "jumpcloud"], { env });
  const refused = await init(["--vendor", "jumpcloud", "--secrets", "env"], { env });
  expect(refused).toMatchObject({ code: 6, stderr: expect.stringContaining("Nothing was written.") });
  expect(await written()).toMatchObject({ vendors: { jumpcloud: values() } });
  const replaced = await init(["--vendor", "jumpcloud", "--secrets", "env", "--replace"], { env });
  expect(replaced.stderr).toContain("Set JUMPCLOUD_API_KEY whenever the account is used.");
  expect(await written()).toEqual({ vendors: { jumpcloud: { baseUrl: values().baseUrl } } });
});

test("writes nothing if the credentials are rejected, unless the check is left out", async () => {
  const env = { ...account.env, JUMPCLOUD_API_KEY: "s3cret-and-wrong" };
  const rejected = await init(["--vendor", "jumpcloud"], { env });
  expect(rejected).toMatchObject({ code: 3, stderr: expect.stringContaining("401") });
  expect(rejected.stderr).not.toContain("s3cret");
  await expect(stat(path)).rejects.toThrow("ENOENT");
  expect(await init(["--vendor", "jumpcloud", "--unchecked"], { env })).toMatchObject({ code: 0 });
});

test.each([
  [[], 2, "Missing option --vendor."],
  [["--vendor", "jumpclod"], 2, "Did you mean jumpcloud?"],
  [["--vendor", "jumpcloud"], 3, "Set JUMPCLOUD_API_KEY"],
  [["--vendor", "jumpcloud", "--name", "all"], 2, "--name has no comma"],
  [
    ["--vendor", "jumpcloud", "--name", "x", "--secrets", "env", "--values", "-"],
    2,
    "Variables apply to the account",
  ],
  [["--vendor", "jumpcloud", "--api-key", "s3cret"], 2, "--api-key is not accepted."],
  [["--vendor", "jumpcloud", "--values", "-"], 2, "--values must be a JSON object"],
])("%j without a terminal ends with %i", async (args, code, message) => {
  const stdin = args.includes("--secrets") ? JSON.stringify(values()) : "[]";
  const outcome = await init(args, { stdin });
  expect(outcome.stderr).toContain(message);
  expect(outcome).toMatchObject({ code, stdout: "" });
});

test("does not touch a file that other users can read", async () => {
  const open = join(folder, "open.json");
  await writeFile(open, "{}", { mode: 0o644 });
  const outcome = await init(["--vendor", "jumpcloud", "--config", open], {
    env: account.env,
    platform: "linux",
  });
  expect(outcome).toMatchObject({ code: 3, stderr: expect.stringContaining("chmod 600") });
  expect(await readFile(open, "utf8")).toBe("{}");
});

const ENTER = "\r";
const DOWN = "\x1b[B";

test("asks on a terminal, and does not show a secret", async () => {
  const { apiKey, baseUrl } = values();
  const keys = [
    ...[ENTER, ENTER], // JumpCloud, with an API key
    ...[apiKey, ENTER],
    ...[ENTER, ENTER], // no organization, the default region
    ...[baseUrl, ENTER],
    ENTER, // the log of events at the same URL
    ENTER, // secrets in the file
  ];
  const outcome = await init([], { columns: 80, stdin: keys });
  expect(outcome.code, outcome.stderr).toBe(0);
  expect(outcome.stderr).not.toContain(apiKey);
  expect(await written()).toEqual({ vendors: { jumpcloud: values() } });
});

test("asks before it replaces an account, and writes nothing when the answer is no", async () => {
  await init(["--vendor", "jumpcloud"], { env: account.env });
  const no = await init(["--vendor", "jumpcloud", "--secrets", "env"], {
    env: account.env,
    columns: 80,
    stdin: [ENTER],
  });
  expect(no).toMatchObject({ code: 6 });
  expect(await written()).toEqual({ vendors: { jumpcloud: values() } });
  const yes = ["--vendor", "jumpcloud", "--secrets", "env"];
  expect(await init(yes, { env: account.env, columns: 80, stdin: ["y"] })).toMatchObject({ code: 0 });
  expect(await written()).toEqual({ vendors: { jumpcloud: { baseUrl: values().baseUrl } } });
});

test("the end of the input cancels, and nothing is written", async () => {
  const outcome = await init([], { columns: 80, stdin: [DOWN] });
  expect(outcome).toMatchObject({ code: 130, stderr: expect.stringContaining("Nothing was written.") });
  await expect(stat(path)).rejects.toThrow("ENOENT");
});

test("Ctrl-C cancels, and nothing is written", async () => {
  const outcome = await init([], { columns: 80, stdin: [DOWN, "\x03"] });
  expect(outcome).toMatchObject({ code: 130, stderr: expect.stringContaining("Nothing was written.") });
  await expect(stat(path)).rejects.toThrow("ENOENT");
});
