import { afterEach, beforeEach, expect, test } from "vitest";
import { createAccount } from "../../fixtures/accounts.ts";
import { type Environment, parsed, runCli } from "../../fixtures/run-cli.ts";

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

const cli = (args: string[], environment: Environment = {}) =>
  runCli([...args], { ...environment, env: account.env });
const writes = () =>
  account.sandbox.requests.filter(({ method, path }) => method !== "GET" && !path.includes("search")).length;

test("finds a device by serial number", async () => {
  const outcome = await cli(["devices", "get", `serial:${mac.serial}`, "--output", "json", "--fields", "id"]);
  expect(parsed(outcome)).toEqual({ id: mac.id });
});

test("names the fields of a record that could not be read", async () => {
  const forbidden = { type: "forbidden", operation: "graph_systemMemberOf", times: 3 } as const;
  account.sandbox.inject(forbidden);
  const table = await cli(["devices", "get", mac.id]);
  expect(table.stderr).toMatch(/^Missing tags: graph_systemMemberOf: .*403/m);
  expect(table.stdout).not.toContain("gaps");
  const json = await cli(["devices", "get", mac.id, "--output", "json"]);
  expect(parsed(json)).toMatchObject({ is_partial: true, gaps: [{ fields: ["tags"] }] });
});

test.each([
  ["serial:NOSUCH", "No device with this serial number was found."],
  [
    "serial:X",
    "list is incomplete: a filter could not be applied to some records because they lack the field.",
  ],
  ["65c0cdc0e58f0899f4999999", "systems_get"],
])("%s is not found", async (argument, text) => {
  const outcome = await cli(["devices", "get", argument]);
  expect(outcome.stderr).toContain(text);
  expect(outcome.code).toBe(4);
});

test("a dry run of a guarded action shows the request with masked secrets, without prompting or sending", async () => {
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

test("deleting a user does not mention serial numbers", async () => {
  const help = await cli(["users", "delete", "--help"]);
  expect(help.stdout).toMatch(/--confirm ID +repeat the id to confirm/);
  const outcome = await cli(["users", "delete", "5f00000000000000000000a1"]);
  expect(outcome).toMatchObject({
    code: 6,
    stderr: expect.stringContaining("Repeat the id with --confirm ID."),
  });
  expect(help.stdout + outcome.stderr).not.toMatch(/serial/i);
  expect((await cli(["devices", "delete", "--help"])).stdout).toMatch(/--confirm SERIAL/);
});

test("a secret on the command line is refused", async () => {
  const outcome = await cli(["devices", "erase", mac.id, "--pin", "123456", "--confirm", mac.serial]);
  expect(outcome.code).toBe(2);
  expect(outcome.stderr).toContain('--pin accepts only "-"');
  expect(outcome.stderr).not.toContain("123456");
  expect(writes()).toBe(0);
});

test.each([
  [[], "must be confirmed, and there is no terminal to ask on"],
  [["--confirm", "OTHER"], "confirm"],
])("sends nothing without the right confirmation: %j", async (more, text) => {
  const outcome = await cli(["devices", "retire", mac.id, ...more]);
  expect(outcome.code).toBe(6);
  expect(outcome.stderr).toContain(text);
  expect(writes()).toBe(0);
});

test.each([["restart"], ["delete", "--confirm", "*"]])(
  "%s is sent only if owner and enrollment are as in --if-unchanged",
  async (command, ...more) => {
    const args = [
      "devices",
      command,
      mac.id,
      ...more.map((text) => text.replace("*", mac.serial)),
      "--if-unchanged",
      "-",
    ];
    const { stdout: record } = await cli(["devices", "get", mac.id, "--output", "json"]);
    const before = JSON.stringify({ ...JSON.parse(record), enrollment_status: "pending" });
    expect(await cli(args, { stdin: before })).toMatchObject({
      code: 6,
      stderr: expect.stringContaining("enrollment_status changed since the device was read"),
    });
    expect(await cli(args, { stdin: '["s3cret"]' })).toMatchObject({
      code: 2,
      stderr: expect.not.stringContaining("s3cret"),
    });
    expect(writes()).toBe(0);
    expect(await cli(args, { stdin: record })).toMatchObject({ code: 0 });
    expect(writes()).toBe(1);
  },
);

test("sends the action with the right confirmation", async () => {
  const outcome = await cli(["devices", "retire", mac.id, "--confirm", mac.serial]);
  expect(outcome).toMatchObject({ code: 0, stdout: expect.stringMatching(/status +accepted/) });
  expect(writes()).toBe(1);
});

test("on a terminal, shows the device and asks for its serial number", async () => {
  const outcome = await cli(["devices", "retire", mac.id], { columns: 80, stdin: `${mac.serial}\n` });
  expect(outcome.stderr).toContain(`About to retire`);
  expect(outcome.stderr).toContain(`Type the serial number to continue: `);
  expect(outcome.code).toBe(0);
  expect(writes()).toBe(1);
});

test("on a terminal, names a missing input before it asks for a confirmation", async () => {
  const args = ["devices", "lock", "computer-1", "--vendor", "jamf-pro", "--sandbox"];
  const outcome = await runCli(args, { columns: 80, stdin: "computer-1\n" });
  expect(outcome).toMatchObject({ code: 2, stderr: expect.stringContaining("`pin` is required") });
  expect(outcome.stderr).not.toContain("to continue");
});

test.each(["wrong\n", "\n", undefined])("typing %j sends nothing", async (stdin) => {
  const outcome = await cli(
    ["devices", "retire", mac.id],
    stdin === undefined ? { columns: 80 } : { columns: 80, stdin },
  );
  expect(outcome.code).toBeGreaterThan(0);
  expect(writes()).toBe(0);
});

test("exits with 6 if the vendor does not support the action on this device", async () => {
  const outcome = await cli(
    ["devices", "clear-passcode", mac.id, "--new-passcode", "-", "--confirm", mac.serial],
    { stdin: "abcdef\n" },
  );
  expect(outcome).toMatchObject({ code: 6, stdout: expect.stringMatching(/status +unsupported/) });
  expect(writes()).toBe(0);
});

test.each([
  [
    ["devices", "create", "--json", '{"name":"x","platform":"osx"}'],
    "`platform` must be one of windows, macos,",
  ],
  [
    ["devices", "update-os", "computer-1", "--json", '{"install_action":"asap"}'],
    "`install_action` must be one of",
  ],
  [["devices", "update-os", "computer-1", "--product-key", "x"], "Jamf Pro does not use `product_key` here."],
])("%j names what is allowed, before any request", async (args, text) => {
  const outcome = await runCli([...args, "--vendor", "jamf-pro", "--sandbox"]);
  expect(outcome).toMatchObject({ code: 2, stdout: "", stderr: expect.stringContaining(text) });
});

test("create makes the record of a computer at Jamf Pro", async () => {
  const options = ["--platform", "macos", "--serial-number", "C02ZC2QYLVDL", "--output", "json"];
  const outcome = await runCli([
    "devices",
    "create",
    "--name",
    "Desk",
    ...options,
    "--vendor",
    "jamf-pro",
    "--sandbox",
  ]);
  expect(parsed(outcome)).toMatchObject({ name: "Desk", platform: "macos", serial_number: "C02ZC2QYLVDL" });
});

test("a missing required input is reported by its option", async () => {
  const outcome = await cli(["devices", "assign-user", mac.id]);
  expect(outcome).toMatchObject({ code: 2, stderr: expect.stringContaining("Missing option --user-id") });
});

test("update changes the given properties", async () => {
  const outcome = await cli(["devices", "update", mac.id, "--name", "Reception", "--output", "json"]);
  expect(outcome.code).toBe(0);
  expect(parsed(outcome)).toMatchObject({ id: mac.id, name: "Reception" });
});

test("update accepts JSON and refuses unknown properties", async () => {
  const good = await cli(["devices", "update", mac.id, "--json", "-", "--dry-run", "--output", "json"], {
    stdin: '{"custom_fields":{"desk":"4"}}',
  });
  expect(parsed(good)).toMatchObject({ requests: [{ method: "PUT" }] });
  const bad = await cli(["devices", "update", mac.id, "--json", '{"nmae":"x"}']);
  expect(bad).toMatchObject({ code: 2, stderr: expect.stringContaining("Unknown property nmae") });
  expect((await cli(["devices", "update", mac.id, "--json", "{"])).code).toBe(2);
  expect((await cli(["devices", "update", mac.id])).stderr).toContain("No changes are given.");
});

test("--clear sets properties to null", async () => {
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

test("creates a user, renames it by email address and deletes it", async () => {
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

test("updating a user without a name keeps the name", async () => {
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

test("creating a user requires an email address", async () => {
  expect(await cli(["users", "create", "--name", "Ada"])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("--email"),
  });
});
