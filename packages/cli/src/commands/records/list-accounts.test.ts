import { afterEach, beforeEach, expect, test } from "vitest";
import { createAccount } from "../../fixtures/accounts.ts";
import { createConfigFile } from "../../fixtures/config-file.ts";
import { parsed, runCli } from "../../fixtures/run-cli.ts";

const sandboxes = (...args: string[]) =>
  runCli(["devices", "list", "--sandbox", "--sandbox-devices", "30", ...args]);

/** Two JumpCloud accounts in a config file. */
let hq: Awaited<ReturnType<typeof createAccount>>;
let labs: Awaited<ReturnType<typeof createAccount>>;
let file: Awaited<ReturnType<typeof createConfigFile>>;
beforeEach(async () => {
  [hq, labs] = await Promise.all([createAccount({ devices: 3 }), createAccount({ devices: 2 })]);
  const valuesOf = ({ env }: typeof hq) => ({
    apiKey: env.JUMPCLOUD_API_KEY,
    baseUrl: env.JUMPCLOUD_BASE_URL,
  });
  file = await createConfigFile({
    accounts: {
      hq: { vendor: "jumpcloud", values: valuesOf(hq) },
      labs: { vendor: "jumpcloud", values: valuesOf(labs) },
    },
  });
});
afterEach(async () => {
  await Promise.all([hq.close(), labs.close(), file[Symbol.asyncDispose]()]);
});
const list = (...args: string[]) => runCli(["devices", "list", "--config", file.path, ...args]);

test("lists the accounts of the config file together, each record with its account", async () => {
  const outcome = await list("--account", "hq,labs", "--output", "json", "--fields", "id");
  expect(outcome.code).toBe(0);
  const { result, outcomes } = Object(parsed(outcome));
  expect(result.map(({ account }: { account: string }) => account).toSorted()).toEqual([
    "hq",
    "hq",
    "hq",
    "labs",
    "labs",
  ]);
  expect(Object.keys(result[0])).toEqual(["account", "id"]);
  expect(outcomes).toMatchObject({
    hq: { complete: true },
    labs: { complete: true, report: { records: 2 } },
  });
  expect(outcome.stderr).toContain("3 of 3 hq devices read in 1 page: complete\n");
});

test("an account that fails hides nothing: the others are printed, the error is reported, the exit code is 5", async () => {
  labs.sandbox.inject({ type: "unauthorized", operation: "systems_list" });
  const outcome = await list("--account", "all", "--output", "json");
  expect(outcome.code).toBe(5);
  expect(parsed(outcome)).toMatchObject({
    result: [{ account: "hq" }, { account: "hq" }, { account: "hq" }],
    outcomes: { hq: { complete: true }, labs: { complete: false, error: { code: "authentication" } } },
  });
  expect(outcome.stderr).toMatch(/labs devices .*INCOMPLETE.*\n\[jumpcloud\] systems_list: 401/);
  labs.sandbox.inject({ type: "unauthorized", operation: "systems_list" });
  const quiet = await list("--account", "all", "--quiet");
  expect(quiet.code).toBe(5);
  expect(quiet.stderr).toMatch(/^0 labs devices .*INCOMPLETE/);
});

test("--sort orders the devices of all accounts as one list", async () => {
  const sorted = await list("--account", "all", "--sort=-name", "--limit", "4", "--output", "ndjson");
  expect(sorted).toMatchObject({ code: 0, stderr: expect.stringContaining("The first 4 of 5 are shown") });
  const names = sorted.stdout
    .trimEnd()
    .split("\n")
    .map((line): string => JSON.parse(line).name);
  const { compare } = new Intl.Collator("en", { numeric: true });
  expect(names).toEqual([...names].sort((one, other) => compare(other, one)));
  const joined = await list("--account", "all", "--join", "--sort", "serial_number", "--output", "json");
  const serials = Object(parsed(joined)).result.map((one: { serial_number: string }) => one.serial_number);
  expect(serials).toEqual([...serials].sort(compare));
});

test("one name is an account for any command, and its list is as that of any other", async () => {
  const outcome = await list("--account", "labs", "--output", "json");
  expect(parsed(outcome)).toMatchObject({ report: { records: 2, complete: true } });
  expect(outcome.stdout).not.toContain('"account"');
  const [{ id }] = Object(parsed(outcome)).result;
  const got = await runCli(["devices", "get", id, "--config", file.path, "--account", "labs"]);
  expect(got.code).toBe(0);
  expect(await list()).toMatchObject({ code: 2, stderr: expect.stringContaining("Several accounts") });
});

test("secrets of accounts are not shown", async () => {
  hq.sandbox.inject({ type: "unauthorized", operation: "systems_list" });
  const outcome = await list("--account", "all", "--verbose", "--output", "json");
  expect(outcome.stdout + outcome.stderr).not.toContain(hq.env.JUMPCLOUD_API_KEY);
});

test("--join prints a device once, with its accounts and how strong the match is", async () => {
  const outcome = await sandboxes("--account", "jumpcloud,jamf-pro", "--join", "--output", "json");
  expect(outcome.code).toBe(0);
  const { result, conflicts, outcomes } = Object(parsed(outcome));
  const shared = result.filter(({ records }: { records: object[] }) => records.length > 1);
  expect(shared.length).toBeGreaterThan(0);
  expect(shared[0].records.map(({ account }: { account: string }) => account).toSorted()).toEqual([
    "jamf-pro-sandbox",
    "jumpcloud-sandbox",
  ]);
  expect(shared[0].matches[0]).toMatchObject({ key: "serial_number", strength: "serial_number" });
  expect(conflicts).toEqual([]);
  expect(Object.keys(outcomes)).toEqual(["jumpcloud-sandbox", "jamf-pro-sandbox"]);
  expect(outcome.stderr).toContain(`${result.length} devices, ${shared.length} of them in several accounts`);
});

test("tables and CSV of joined devices show accounts and strength", async () => {
  const table = await sandboxes("--account", "jumpcloud,jamf-pro", "--join");
  expect(table.stdout).toMatch(/^NAME +ACCOUNTS +MATCH +SERIAL/);
  expect(table.stdout).toMatch(/jumpcloud-sandbox, jamf-pro-sandbox|jamf-pro-sandbox, jumpcloud-sandbox/);
  const csv = await sandboxes(
    "--account",
    "jumpcloud,jamf-pro",
    "--join",
    "--output",
    "csv",
    "--fields",
    "name",
  );
  expect(csv.stdout).toMatch(/^records.account,records.id,matches.strength,name\r\n/);
});

test("stops at --limit over all accounts", async () => {
  const outcome = await sandboxes(
    "--account",
    "all",
    "--limit",
    "7",
    "--output",
    "ndjson",
    "--fields",
    "name",
  );
  expect(outcome.code).toBe(0);
  expect(outcome.stdout.trimEnd().split("\n")).toHaveLength(7);
  expect(outcome.stderr).toContain("Stopped at --limit 7.");
});

test("a filter that one vendor lacks is refused before any request", async () => {
  const outcome = await runCli(["apps", "list", "--sandbox", "--account", "all", "--device-type", "mobile"]);
  expect(outcome).toMatchObject({ code: 6, stdout: "" });
});

test("--hydrate fills a field where a vendor's list lacks it", async () => {
  const outcome = await sandboxes("--account", "all", "--hydrate", "policy", "--output", "ndjson", "--quiet");
  expect(outcome.code).toBe(0);
  expect(outcome.stdout).toContain('"policy":{');
});
