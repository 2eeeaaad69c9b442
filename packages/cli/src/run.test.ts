import { expect, test } from "vitest";
import { parsed, runCli } from "./fixtures/run-cli.ts";

test.each([[], ["--help"], ["help"], ["-h"]])("explains itself on one screen: %j", async (...args) => {
  const { code, stdout } = await runCli(args, { columns: 100 });
  expect(code).toBe(0);
  expect(stdout).toContain("devices list");
  expect(stdout).toContain("5 list incomplete");
  expect(stdout.split("\n").length).toBeLessThanOrEqual(45);
});

test("no line of help is wider than the terminal", async () => {
  for (const command of [[], ["devices"], ["devices", "list"], ["devices", "lock"], ["demo"]]) {
    const { stdout } = await runCli([...command, "--help"], { columns: 80 });
    const lines = stdout
      .split("\n")
      .filter((line) => !line.startsWith("  mdmkit ") && !line.startsWith("  pnpm "));
    for (const line of lines) expect(line.length, line).toBeLessThanOrEqual(80);
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
  ["vendors"],
  ["demo"],
];

test.each(COMMANDS)("%s %s has help with an example", async (...words) => {
  const command = words.filter(Boolean);
  const { code, stdout } = await runCli([...command, "--help"]);
  expect(code).toBe(0);
  expect(stdout).toContain(`Usage\n  mdmkit ${command.join(" ")}`);
  expect(stdout).toMatch(new RegExp(`Examples\n  mdmkit ${command.join(" ")}`));
});

test("help of devices shows the actions the vendor has, and only those", async () => {
  const { stdout } = await runCli(["devices", "--help"]);
  expect(stdout).toContain("clear-activation-lock ID");
  expect(stdout).not.toContain("unlock ID");
  expect(stdout).not.toContain("create");
});

test("--version prints the version", async () => {
  expect((await runCli(["--version"])).stdout).toMatch(/^\d+\.\d+\.\d+/);
});

test.each([
  [["device", "list"], 2, "Did you mean devices?"],
  [["devices"], 2, "`mdmkit devices --help` lists them."],
  [["devices", "lsit"], 2, "Did you mean list?"],
  [["users", "lock"], 2, "There is no command `users lock`."],
  [["constructor"], 2, "There is no command constructor."],
  [["devices", "constructor"], 2, "There is no command `devices constructor`."],
  [["devices", "get"], 2, "needs ID"],
  [["check", "now"], 2, "now is one argument too many"],
  [["devices", "list", "--output", "xml"], 2, "--output must be one of table, json, ndjson, csv."],
  [["devices", "list", "--fields", "nmae"], 2, "Did you mean name?"],
  [["devices", "list", "--platform", "mac"], 2, "--platform must be one of"],
  [["devices", "list", "--vendor", "jumpclod"], 2, "Did you mean jumpcloud?"],
  [["devices", "list", "--tags-name", "x"], 6, "cannot be filtered by --tags-name"],
  [["devices", "unlock", "x"], 6, "JumpCloud has no `unlock` for devices."],
  [["devices", "list"], 3, "Set JUMPCLOUD_API_KEY (an administrator's API key), or JUMPCLOUD_CLIENT_ID and"],
])("%j ends with %i", async (args, code, text) => {
  const outcome = await runCli(args);
  expect(outcome.stderr).toContain(text);
  expect(outcome).toMatchObject({ code, stdout: "" });
});

test("half a credential names the other half only", async () => {
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

test("credentials go to https only", async () => {
  const env = { JUMPCLOUD_API_KEY: "k", JUMPCLOUD_BASE_URL: "http://example.com/api" };
  const { code, stderr } = await runCli(["check"], { env });
  expect(code).toBe(2);
  expect(stderr).toContain("JUMPCLOUD_BASE_URL must be an https URL");
});

test("vendors tells which variables are set, never their values", async () => {
  const { stdout, stderr } = await runCli(["vendors", "--output", "json"], {
    env: { JUMPCLOUD_API_KEY: "s3cret" },
  });
  expect(parsed({ stdout })).toMatchObject([{ id: "jumpcloud", configured: true }]);
  expect(stdout + stderr).not.toContain("s3cret");
});

test("capabilities needs no credentials", async () => {
  expect(parsed(await runCli(["capabilities", "--output", "json"]))).toMatchObject({
    vendor: "jumpcloud",
    devices: { operations: ["list", "get", "update", "delete"] },
  });
});

test("check says whose credentials they are", async () => {
  const outcome = await runCli(["check", "--sandbox", "--output", "json"]);
  expect(outcome.code).toBe(0);
  expect(parsed(outcome)).toMatchObject({ vendor: "jumpcloud", credentials: "good", sandbox: true });
});
