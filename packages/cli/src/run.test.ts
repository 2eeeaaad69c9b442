import { loadVendors } from "@mdmkit/unified/vendors";
import { expect, test } from "vitest";
import { parsed, runCli } from "./fixtures/run-cli.ts";

test.each([[], ["--help"], ["help"], ["-h"]])("main help fits on one screen: %j", async (...args) => {
  const { code, stdout } = await runCli(args, { columns: 100 });
  expect(code).toBe(0);
  expect(stdout).toContain("devices list|export");
  expect(stdout).toContain("5 list incomplete");
  expect(stdout.split("\n").length).toBeLessThanOrEqual(45);
});

test.each([80, 45])("no line of help is wider than a terminal of %d columns", async (columns) => {
  for (const command of [[], ["devices"], ["devices", "list"], ["devices", "lock"], ["demo"]]) {
    const { stdout } = await runCli([...command, "--help"], { columns });
    const lines = stdout
      .split("\n")
      .filter((line) => !line.startsWith("  mdmkit ") && !line.startsWith("  pnpm "));
    for (const line of lines) expect(line.length, line).toBeLessThanOrEqual(columns);
  }
});

const COMMANDS = [
  ["devices", "list"],
  ["devices", "get"],
  ["devices", "update"],
  ["devices", "delete"],
  ["devices", "clear-activation-lock"],
  ["users", "list"],
  ["users", "get"],
  ["users", "create"],
  ["users", "update"],
  ["users", "delete"],
  ["capabilities"],
  ["check"],
  ["doctor"],
  ["completion"],
  ["init"],
  ["vendors"],
  ["demo"],
  ["gateway"],
  ["gateway", "accounts", "list"],
  ["gateway", "accounts", "add"],
  ["gateway", "accounts", "rotate"],
  ["gateway", "accounts", "remove"],
  ["gateway", "tokens", "issue"],
  ["gateway", "tokens", "revoke"],
  ["gateway", "audit"],
];

test.each(COMMANDS)("%s %s %s has help with an example", async (...words) => {
  const command = words.filter(Boolean);
  const { code, stdout } = await runCli([...command, "--help"]);
  expect(code).toBe(0);
  expect(stdout).toContain(`Usage\n  mdmkit ${command.join(" ")}`);
  expect(stdout).toMatch(new RegExp(`Examples\n  mdmkit ${command.join(" ")}`));
});

test("help of devices lists only actions that the vendor supports", async () => {
  const { stdout } = await runCli(["devices", "--help", "--vendor", "jumpcloud"]);
  expect(stdout).toContain("clear-activation-lock ID");
  expect(stdout).not.toContain("unlock ID");
  expect(stdout).not.toContain("create");
  expect(stdout).not.toContain("(only");
});

test("help without a vendor covers all vendors and marks what only some support", async () => {
  const { code, stdout } = await runCli(["devices", "--help"]);
  expect(code).toBe(0);
  expect(stdout).toMatch(/ {2}restart ID .*\n/);
  expect(stdout).toMatch(/unlock ID .*\(only [\w-]/);
  expect(stdout).toMatch(/sync ID .*\(not [^)]*jumpcloud/);
  expect(stdout).toMatch(/--vendor ID shows one vendor: jumpcloud,\s/);
});

test("help covers the configured vendors", async () => {
  const env = { JUMPCLOUD_API_KEY: "key-1", JAMF_PRO_TOKEN: "token-1" };
  const { stdout } = await runCli(["devices", "--help"], { env });
  expect(stdout).toMatch(/shows one vendor: jumpcloud,\s+jamf-pro\./);
  expect(stdout).not.toContain("applivery");
});

test("help of a filter names the vendors that support it", async () => {
  const all = await runCli(["devices", "list", "--help"], { columns: 100 });
  // Whichever of the two lists is shorter.
  expect(all.stdout).toMatch(/--policy-name TEXT .*\((?:only .*intune|not (?!.*intune).*jumpcloud)/);
  const one = await runCli(["devices", "list", "--help", "--vendor", "jumpcloud"]);
  expect(one.stdout).toContain("filter by serial number (applied by the vendor)");
  const narrowing = await runCli(["devices", "list", "--help", "--vendor", "jamf-pro"]);
  expect(narrowing.stdout).toMatch(/filter by platform\s+\(narrowed by the vendor,\s+applied by mdmkit\)/);
  const capabilities = await runCli(["capabilities", "--vendor", "jamf-pro"]);
  expect(capabilities.stdout).toMatch(/filter +platform +narrowed by the vendor, applied by mdmkit/);
  expect(one.stdout).not.toContain("--policy-name");
});

test("help of an action names the vendors that do not support it", async () => {
  const { code, stdout } = await runCli(["devices", "unlock", "--help", "--vendor", "jumpcloud"]);
  expect(code).toBe(0);
  expect(stdout).toContain("Not supported by JumpCloud.");
});

test("help of a group lists its commands", async () => {
  const accounts = await runCli(["gateway", "accounts", "--help"]);
  expect(accounts.stdout).toMatch(/\n {2}add +Adds an account/);
  const gateway = await runCli(["help", "gateway"], { columns: 80 });
  expect(gateway.stdout).toMatch(/\n {2}accounts rotate ID +Replaces the credentials of an account\n/);
  expect(gateway.stdout).toMatch(/\n {2}audit +Lists the writes/);
});

test("--version is an input of update-os", async () => {
  const args = ["devices", "update-os", "computer-1", "--version", "15.1", "--dry-run"];
  const { stdout } = await runCli([...args, "--vendor", "jamf-pro", "--sandbox", "--sandbox-devices", "3"]);
  expect(stdout).toContain('"specificVersion":"15.1"');
});

test("--version prints the version", async () => {
  expect((await runCli(["--version"])).stdout).toMatch(/^\d+\.\d+\.\d+/);
});

test.each([
  [["device", "list"], 2, "Did you mean devices?"],
  [["devices"], 2, "`mdmkit devices --help` lists the commands."],
  [["devices", "lsit"], 2, "Did you mean list?"],
  [["users", "lock"], 2, "Unknown command users lock."],
  [["gateway", "acounts"], 2, "Did you mean accounts?"],
  [["gateway", "accounts"], 2, "`mdmkit gateway accounts --help` lists the commands."],
  [["gateway", "accounts", "lsit"], 2, "Did you mean list?"],
  [["gateway", "accounts", "check"], 2, "Missing argument ID."],
  [["gateway", "accounts", "list", "--token", "x"], 2, "Set MDMKIT_GATEWAY_TOKEN."],
  [["gateway", "accounts", "list", "--sandbox"], 2, "starts a gateway with sandbox accounts"],
  [["gateway", "accounts", "list", "--url", "http://example.com"], 2, "--url must be an https URL"],
  [["gateway", "accounts", "list"], 3, "MDMKIT_GATEWAY_TOKEN is not set."],
  [["gateway", "tokens", "issue", "--name", "x"], 2, "--name and --scope are required."],
  [["gateway", "tokens", "issue", "--name", "x", "--scope", "all"], 2, "--scope must be one of read,"],
  [["constructor"], 2, "Unknown command constructor."],
  [["devices", "constructor"], 2, "Unknown command devices constructor."],
  [["devices", "get"], 2, "Missing argument ID."],
  [["check", "now"], 2, "Unexpected argument now."],
  [["devices", "list", "--output", "xml"], 2, "--output must be one of table, json, ndjson, csv."],
  [["devices", "list", "--fields", "nmae"], 2, "Did you mean name?"],
  [["devices", "list", "--platform", "mac"], 2, "--platform must be one of"],
  [["devices", "list", "--vendor", "jumpclod"], 2, "Did you mean jumpcloud?"],
  [["devices", "list", "--tags-nmae", "x"], 2, "Did you mean --tags-name?"],
  [["--nonsense"], 2, "Unknown option --nonsense."],
  [["--token", "x", "check"], 2, "--token is not accepted."],
  [["devices", "os-install", "x"], 2, "Unknown command devices os-install."],
  [["devices", "assign-user", "x"], 2, "Missing option --user-id."],
  [["devices", "lock", "x", "--pin", "123456"], 2, '--pin accepts only "-"'],
  [["devices", "update", "x", "--json", '{"nmae":1}'], 2, "Unknown property nmae"],
  [["devices", "get", "x", "--type", "phone"], 2, "--type must be one of"],
  [["devices", "list", "--sandbox", "--hydrate-requests", "3"], 2, "has no effect without --hydrate"],
  [["devices", "list", "--tags-name", "x"], 3, "No vendor is configured."],
  [["devices", "unlock", "x"], 3, "No vendor is configured."],
  [["devices", "list"], 3, "No vendor is configured."],
  [["check"], 3, "No vendor is configured."],
])("%j ends with %i", async (args, code, text) => {
  const outcome = await runCli(args);
  expect(outcome.stderr).toContain(text);
  expect(outcome).toMatchObject({ code, stdout: "" });
});

test.each([
  [["devices", "list", "--policy-name", "x"], 6, "does not support the filter --policy-name"],
  [["devices", "unlock", "x"], 6, "JumpCloud does not support the action unlock."],
  [["devices", "list"], 3, "Set JUMPCLOUD_API_KEY (an administrator's API key), or JUMPCLOUD_CLIENT_ID and"],
])("%j of a vendor without credentials ends with %i", async (args, code, text) => {
  const outcome = await runCli([...args, "--vendor", "jumpcloud"]);
  expect(outcome.stderr).toContain(text);
  expect(outcome).toMatchObject({ code, stdout: "" });
});

test("does not prompt for a secret before the vendor is known", async () => {
  const { code, stderr } = await runCli(["devices", "lock", "x", "--pin", "-"], {
    columns: 80,
    stdin: "123456\n",
  });
  expect(code).toBe(3);
  expect(stderr).not.toContain("pin:");
});

test("an incomplete credential is reported with only the missing variable", async () => {
  const { code, stderr } = await runCli(["check"], { env: { JUMPCLOUD_CLIENT_ID: "id" } });
  expect(code).toBe(3);
  expect(stderr).toContain("Set JUMPCLOUD_CLIENT_SECRET (a service account).");
});

test.each(["--api-key=s3cret", "--apiKey=s3cret", "--client-secret=s3cret"])(
  "%s is refused and not repeated",
  async (option) => {
    const { code, stderr } = await runCli(["devices", "list", option]);
    expect(code).toBe(2);
    expect(stderr).toContain("is not accepted");
    expect(stderr).toContain("Set JUMPCLOUD_");
    expect(stderr).not.toContain("s3cret");
  },
);

const TOKENS = (await loadVendors()).flatMap(({ options }) =>
  options.flatMap(({ name, env }) => (name === "token" ? [env] : [])),
);
const TOKEN_LIST = `${TOKENS.slice(0, -1).join(", ")} or ${TOKENS.at(-1)}`;

test.each([
  [{}, `Set ${TOKEN_LIST}, depending on the vendor`],
  [{ APPLIVERY_ORGANIZATION_ID: "o" }, 'Set APPLIVERY_TOKEN, or "token" in the config file.'],
  [{ JUMPCLOUD_API_KEY: "key-1" }, `Set ${TOKEN_LIST}`],
])("with %j, --token is refused with the variables to set", async (env, text) => {
  const { code, stderr } = await runCli(["devices", "list", "--token", "s3cret"], { env });
  expect(code).toBe(2);
  expect(stderr).toContain(text);
  expect(stderr).not.toContain("s3cret");
});

test("credentials are sent to https URLs only", async () => {
  const env = { JUMPCLOUD_API_KEY: "k", JUMPCLOUD_BASE_URL: "http://example.com/api" };
  const { code, stderr } = await runCli(["check"], { env });
  expect(code).toBe(2);
  expect(stderr).toContain("JUMPCLOUD_BASE_URL must be an https URL");
});

test("vendors shows which variables are set, but not their values", async () => {
  const { stdout, stderr } = await runCli(["vendors", "--output", "json"], {
    env: { JUMPCLOUD_API_KEY: "s3cret" },
  });
  const vendors: unknown = parsed({ stdout });
  expect(vendors).toContainEqual(expect.objectContaining({ id: "jumpcloud", configured: true }));
  expect(vendors).toContainEqual(expect.objectContaining({ id: "jamf-pro", configured: false }));
  expect(stdout + stderr).not.toContain("s3cret");
});

test("vendors shows variables and descriptions on 80 columns, and one line for each way to authenticate", async () => {
  const { stdout, stderr } = await runCli(["vendors"], { columns: 80 });
  expect(stdout).toMatch(/^JAMF_PRO_CLIENT_SECRET +no +Client secret of that/m);
  expect(stderr).toContain("Columns left out: vendor.");
  expect(stderr).toContain("a service account: JUMPCLOUD_CLIENT_ID and JUMPCLOUD_CLIENT_SECRET\n");
});

test("capabilities of one vendor need no credentials", async () => {
  const outcome = await runCli(["capabilities", "--vendor", "jumpcloud", "--output", "json"]);
  expect(parsed(outcome)).toMatchObject({
    vendor: "jumpcloud",
    devices: { operations: ["list", "get", "update", "delete"] },
  });
});

test("capabilities compares all vendors if none is selected", async () => {
  const ids = (await loadVendors()).map(({ id }) => id);
  const table = await runCli(["capabilities"]);
  const [header = "", ...rows] = table.stdout.trimEnd().split("\n");
  expect(header.split(/ +/)).toEqual(["CAPABILITY", ...ids.map((id) => id.toUpperCase())]);
  expect(rows).toContainEqual(expect.stringMatching(/^devices list( +yes)+$/));
  expect(rows).toContainEqual(expect.stringMatching(/^devices unlock +- +yes/));
  expect(parsed(await runCli(["capabilities", "--output", "json"]))).toMatchObject(
    ids.map((vendor) => ({ vendor })),
  );
});

test("a comparison that does not fit the terminal names the columns it leaves out", async () => {
  const { stdout, stderr } = await runCli(["capabilities"], { columns: 40 });
  expect(stdout).not.toContain("JAMF");
  expect(stderr).toMatch(/Columns left out: [^.]*jamf-pro/);
});

test("check shows the organization of the credentials", async () => {
  const outcome = await runCli(["check", "--sandbox", "--output", "json"]);
  expect(outcome.code).toBe(0);
  expect(parsed(outcome)).toMatchObject({ vendor: "jumpcloud", credentials: "valid", sandbox: true });
});
