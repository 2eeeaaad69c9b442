import { appendFile, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createAccount } from "../../fixtures/accounts.ts";
import { createConfigFile } from "../../fixtures/config-file.ts";
import { keptMode, modeOf } from "../../fixtures/file-mode.ts";
import { type Environment, parsed, runCli } from "../../fixtures/run-cli.ts";

let account: Awaited<ReturnType<typeof createAccount>>;
let folder: Awaited<ReturnType<typeof createConfigFile>>;
beforeEach(async () => {
  [account, folder] = await Promise.all([createAccount({ devices: 8 }), createConfigFile({})]);
});
afterEach(() => Promise.all([account.close(), folder[Symbol.asyncDispose]()]));

const file = (name: string) => join(folder.folder, name);
const bulk = (args: string[], environment: Environment = {}) =>
  runCli(["devices", "bulk", ...args], { ...environment, env: account.env });
const restarts = () =>
  account.sandbox.requests
    .filter(({ method, path }) => method !== "GET" && !path.includes("search"))
    .map(({ path }) => path);
const plan = (...more: string[]) => bulk(["restart", "--all", "--save", file("plan.json"), ...more]);
const apply = (...more: string[]) => bulk(["restart", "--apply", file("plan.json"), ...more]);

test("shows first what it would do, and sends nothing", async () => {
  const outcome = await plan();
  expect(outcome.code).toBe(0);
  expect(outcome.stdout).toMatch(/^ID +NAME +SERIAL +BULK +MESSAGE\n/);
  expect(outcome.stderr).toMatch(
    /restart: 7 devices, 1 left out; at most \d+ vendor requests\. Nothing was sent\.\n/,
  );
  expect(outcome.stderr).toContain(`mdmkit devices bulk restart --apply ${file("plan.json")}\n`);
  expect(await modeOf(file("plan.json"))).toBe(keptMode(0o600));
  expect(restarts()).toEqual([]);
  expect(await plan()).toMatchObject({ code: 2, stderr: expect.stringContaining("exists") });
});

test("says how to run the plan, for the account that it is of", async () => {
  const path = join(folder.folder, "all macs.json");
  const sandbox = ["--sandbox", "--vendor", "simplemdm", "--sandbox-devices", "3", "--seed", "7"];
  const { stderr } = await runCli(["devices", "bulk", "restart", "--all", "--save", path, ...sandbox]);
  expect(stderr).toContain(
    `Run it: mdmkit devices bulk restart --apply "${path}" --vendor simplemdm --sandbox --sandbox-devices 3 --seed 7\n`,
  );
});

test("runs the plan, and once more sends nothing", async () => {
  await plan();
  const first = await apply("--output", "json");
  expect(first.code).toBe(0);
  expect(parsed(first)).toMatchObject({ counts: { done: 7 }, stopped: null });
  expect(new Set(restarts()).size).toBe(7);
  const again = await apply();
  expect(again).toMatchObject({ code: 0, stderr: expect.stringContaining("what was sent is not repeated") });
  expect(restarts()).toHaveLength(7);
});

test("ends with the budget and goes on from the log, also after a crash", async () => {
  await plan();
  const { devices } = JSON.parse(await readFile(file("plan.json"), "utf8"));
  const first = await apply("--budget", String(3 * devices[0].requests));
  expect(first).toMatchObject({
    code: 5,
    stderr: expect.stringContaining("3 done, 4 skipped (stopped: budget"),
  });
  // As a process that was killed leaves it: a device that is being sent, a line that was cut off, and the lock.
  const [{ plan: id }] = (await readFile(file("plan.json.log"), "utf8"))
    .split("\n")
    .slice(0, 1)
    .map((line) => JSON.parse(line));
  const sending = { plan: id, id: devices[6].id, outcome: "sending", sent: true };
  await appendFile(file("plan.json.log"), `${JSON.stringify(sending)}\n{"plan":"${id}","id":"`);
  await writeFile(file("plan.json.log.lock"), "999999999\n");
  const second = await apply("--output", "ndjson");
  expect(second.code).toBe(1);
  expect(
    second.stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line).outcome),
  ).toEqual([...Array.from({ length: 6 }, () => "done"), "unsettled"]);
  expect(restarts()).toHaveLength(6);
  expect((await apply()).code).toBe(1);
  expect(restarts()).toHaveLength(6);
});

test("refuses a second run of the plan at the same time", async () => {
  await plan();
  await writeFile(file("plan.json.log.lock"), `${process.pid}\n`);
  expect(await apply()).toMatchObject({ code: 6, stderr: expect.stringContaining("Another run") });
  expect(restarts()).toEqual([]);
});

test("leaves out a device that changed since the preview", async () => {
  const one = (await runCli(["devices", "list", "--limit", "1", "--output", "json"], { env: account.env }))
    .stdout;
  const [{ id }] = JSON.parse(one).result;
  const stale = JSON.stringify({ id, enrollment_status: "pending" });
  const args = ["restart", "--from", "-", "--save", file("plan.json")];
  expect((await bulk(args, { stdin: stale })).code).toBe(0);
  const outcome = await apply();
  expect(outcome.code).toBe(6);
  expect(outcome.stdout).toContain("enrollment_status changed since");
  expect(restarts()).toEqual([]);
});

test("says which devices of a file are left out, by id and by serial number", async () => {
  const { stdout } = await runCli(["devices", "list", "--output", "json"], { env: account.env });
  const [first] = JSON.parse(stdout).result;
  const text = `serial:${first.serial_number}\n${first.id}\nserial:NOSUCH\n5f00000000000000000000a1\n`;
  const outcome = await bulk(["restart", "--from", "-", "--output", "json"], { stdin: text });
  expect(parsed(outcome)).toMatchObject({
    devices: [{ id: first.id }],
    leftOut: [
      { id: first.id, reason: "duplicate" },
      { id: "5f00000000000000000000a1", reason: "not-found" },
      { id: "serial:NOSUCH", reason: "not-found" },
    ],
  });
});

test("a destructive action needs the number of devices and the secret again, which no file has", async () => {
  const pin = { stdin: "123456\n" };
  const saved = await bulk(["erase", "--platform", "macos", "--pin", "-", "--save", file("plan.json")], pin);
  expect(saved.code).toBe(0);
  const text = await readFile(file("plan.json"), "utf8");
  expect(text + saved.stdout).not.toContain("123456");
  const count = JSON.parse(text).devices.length;
  const run = (...more: string[]) => bulk(["erase", "--apply", file("plan.json"), ...more], pin);
  expect(saved.stderr).toContain(`--pin - --confirm ${count}`);
  expect(await run("--pin", "-")).toMatchObject({
    code: 6,
    stderr: expect.stringContaining("must be confirmed"),
  });
  expect((await run("--pin", "-", "--confirm", String(count + 1))).code).toBe(6);
  expect((await run("--confirm", String(count))).code).toBe(2);
  const done = await run("--pin", "-", "--confirm", String(count), "--output", "json");
  expect(parsed(done)).toMatchObject({ counts: { done: count } });
  expect(done.stdout + done.stderr).not.toContain("123456");
});

test.each([
  [["restart"], "Which devices?"],
  [["restart", "--all", "--platform", "macos"], "exclude each other"],
  [["fly", "--all"], "Unknown action fly"],
  [["restart", "--all", "--message", "x"], "restart has no input --message"],
  [["restart", "--apply", "x", "--all"], "--apply runs a stored plan"],
])("refuses %j before any request", async (args, problem) => {
  const before = account.sandbox.requests.length;
  expect(await bulk(args)).toMatchObject({ code: 2, stderr: expect.stringContaining(problem) });
  expect(account.sandbox.requests.length).toBe(before);
});

test("refuses the plan of another action or account", async () => {
  await plan();
  expect((await bulk(["shutdown", "--apply", file("plan.json")])).stderr).toContain("for the action restart");
  const other = await runCli(["devices", "bulk", "restart", "--apply", file("plan.json"), "--sandbox"]);
  expect(other.stderr).toContain("The plan is for the account jumpcloud.");
});
