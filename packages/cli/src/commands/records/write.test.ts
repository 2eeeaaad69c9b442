import { afterEach, beforeEach, expect, test } from "vitest";
import { createAccount } from "../../fixtures/account.ts";
import { parsed, runCli, type World } from "../../fixtures/run-cli.ts";

let account: Awaited<ReturnType<typeof createAccount>>;
let mac: { id: string; serial: string };

beforeEach(async () => {
  account = await createAccount({ devices: 20 });
  const [line = ""] = (
    await cli(["devices", "list", "--platform", "macos", "--output", "ndjson"])
  ).stdout.split("\n");
  const { id, serial_number: serial } = JSON.parse(line);
  mac = { id, serial };
});
afterEach(() => account.close());

const cli = (args: string[], world: World = {}) => runCli([...args], { ...world, env: account.env });
const writes = () =>
  account.sandbox.requests.filter(({ method, path }) => method !== "GET" && !path.includes("search")).length;

test("a device is found by its serial number", async () => {
  const outcome = await cli(["devices", "get", `serial:${mac.serial}`, "--output", "json", "--fields", "id"]);
  expect(parsed(outcome)).toEqual({ id: mac.id });
});

test.each([
  ["serial:NOSUCH", "There is no device with this serial number."],
  ["65c0cdc0e58f0899f4999999", "systems_get"],
])("%s is not found", async (argument, text) => {
  const outcome = await cli(["devices", "get", argument]);
  expect(outcome.stderr).toContain(text);
  expect(outcome.code).toBe(4);
});

test("a dry run of a guarded action shows the request, masks secrets, asks nothing and sends nothing", async () => {
  const outcome = await cli(["devices", "erase", mac.id, "--pin", "-", "--dry-run", "--output", "json"], {
    stdin: "123456\n",
  });
  expect(outcome.code).toBe(0);
  expect(parsed(outcome)).toMatchObject({
    action: "erase",
    dry_run: true,
    requests: [{ method: "POST", body: { pin: "***" } }],
  });
  expect(outcome.stdout).not.toContain("123456");
  expect(writes()).toBe(0);
});

test("deleting a user speaks of no serial number", async () => {
  const help = await cli(["users", "delete", "--help"]);
  expect(help.stdout).toMatch(/--confirm ID +the record's id, again/);
  const outcome = await cli(["users", "delete", "5f00000000000000000000a1"]);
  expect(outcome).toMatchObject({ code: 6, stderr: expect.stringContaining("Repeat the id: --confirm ID.") });
  expect(help.stdout + outcome.stderr).not.toMatch(/serial/i);
  expect((await cli(["devices", "delete", "--help"])).stdout).toMatch(/--confirm SERIAL/);
});

test("a secret input is not taken from the command line", async () => {
  const outcome = await cli(["devices", "erase", mac.id, "--pin", "123456", "--confirm", mac.serial]);
  expect(outcome.code).toBe(2);
  expect(outcome.stderr).toContain('--pin takes only "-"');
  expect(outcome.stderr).not.toContain("123456");
  expect(writes()).toBe(0);
});

test.each([
  [[], "needs a confirmation, and there is no terminal to ask on"],
  [["--confirm", "OTHER"], "confirm"],
])("without the right confirmation nothing is sent: %j", async (more, text) => {
  const outcome = await cli(["devices", "retire", mac.id, ...more]);
  expect(outcome.code).toBe(6);
  expect(outcome.stderr).toContain(text);
  expect(writes()).toBe(0);
});

test("with it, the action is sent", async () => {
  const outcome = await cli(["devices", "retire", mac.id, "--confirm", mac.serial]);
  expect(outcome).toMatchObject({ code: 0, stdout: expect.stringMatching(/status +accepted/) });
  expect(writes()).toBe(1);
});

test("on a terminal a person is shown the device and types its serial number", async () => {
  const outcome = await cli(["devices", "retire", mac.id], { columns: 80, stdin: `${mac.serial}\n` });
  expect(outcome.stderr).toContain(`About to retire`);
  expect(outcome.stderr).toContain(`Type the serial number to go on: `);
  expect(outcome.code).toBe(0);
  expect(writes()).toBe(1);
});

test.each(["wrong\n", "\n", undefined])("typing %j sends nothing", async (stdin) => {
  const outcome = await cli(
    ["devices", "retire", mac.id],
    stdin === undefined ? { columns: 80 } : { columns: 80, stdin },
  );
  expect(outcome.code).toBeGreaterThan(0);
  expect(writes()).toBe(0);
});

test("what the vendor cannot do on this very device ends with 6", async () => {
  const outcome = await cli(
    ["devices", "clear-passcode", mac.id, "--new-passcode", "-", "--confirm", mac.serial],
    { stdin: "abcdef\n" },
  );
  expect(outcome).toMatchObject({ code: 6, stdout: expect.stringMatching(/status +unsupported/) });
  expect(writes()).toBe(0);
});

test("an input the document demands is asked for by its option", async () => {
  const outcome = await cli(["devices", "assign-user", mac.id]);
  expect(outcome).toMatchObject({ code: 2, stderr: expect.stringContaining("needs --user-id") });
});

test("update changes what is given", async () => {
  const outcome = await cli(["devices", "update", mac.id, "--name", "Reception", "--output", "json"]);
  expect(outcome.code).toBe(0);
  expect(parsed(outcome)).toMatchObject({ id: mac.id, name: "Reception" });
});

test("update takes JSON for what options cannot say, and refuses what the document does not know", async () => {
  const good = await cli(["devices", "update", mac.id, "--json", "-", "--dry-run", "--output", "json"], {
    stdin: '{"custom_fields":{"desk":"4"}}',
  });
  expect(parsed(good)).toMatchObject({ requests: [{ method: "PUT" }] });
  const bad = await cli(["devices", "update", mac.id, "--json", '{"nmae":"x"}']);
  expect(bad).toMatchObject({ code: 2, stderr: expect.stringContaining("There is no input nmae") });
  expect((await cli(["devices", "update", mac.id, "--json", "{"])).code).toBe(2);
  expect((await cli(["devices", "update", mac.id])).stderr).toContain("There is nothing to change.");
});

test("--clear sets to null", async () => {
  const outcome = await cli([
    "devices",
    "update",
    mac.id,
    "--clear",
    "owner",
    "--dry-run",
    "--output",
    "json",
  ]);
  expect(parsed(outcome)).toMatchObject({ requests: [{ body: { "primarySystemUser.id": null } }] });
});

test("a user is created, renamed by address and deleted", async () => {
  const created = await cli([
    "users",
    "create",
    "--name",
    "Ada",
    "--email",
    "ada@example.com",
    "--output",
    "json",
  ]);
  expect(created.code).toBe(0);
  expect(parsed(created)).toMatchObject({
    name: "Ada",
    emails: [{ email: "ada@example.com", is_primary: true }],
  });
  const updated = await cli([
    "users",
    "update",
    "email:ada@example.com",
    "--name",
    "Ada L.",
    "--output",
    "json",
  ]);
  expect(parsed(updated)).toMatchObject({ name: "Ada L." });
  const { id } = JSON.parse(created.stdout);
  expect((await cli(["users", "delete", id, "--confirm", "other"])).code).toBe(6);
  expect((await cli(["users", "delete", id, "--confirm", id])).code).toBe(0);
  expect((await cli(["users", "get", id])).code).toBe(4);
});

test("a user update without a name keeps the name", async () => {
  await cli(["users", "create", "--name", "Ada", "--email", "ada@example.com"]);
  const outcome = await cli([
    "users",
    "update",
    "email:ada@example.com",
    "--email",
    "ada@example.org",
    "--output",
    "json",
  ]);
  expect(parsed(outcome)).toMatchObject({ name: "Ada", emails: [{ email: "ada@example.org" }] });
});

test("a new user needs an address", async () => {
  expect(await cli(["users", "create", "--name", "Ada"])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("--email"),
  });
});
