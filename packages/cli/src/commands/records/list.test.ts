import { expect, test } from "vitest";
import { createAccount } from "../../fixtures/account.ts";
import { parsed, runCli } from "../../fixtures/run-cli.ts";

const list = (...args: string[]) =>
  runCli(["devices", "list", "--vendor", "jumpcloud", "--sandbox", ...args]);

test("json is the records and the report", async () => {
  const outcome = await list("--output", "json");
  expect(outcome.code).toBe(0);
  expect(parsed(outcome)).toMatchObject({
    report: { records: 250, total: 250, complete: true, reason: null },
  });
  expect(outcome.stderr).toContain("250 of 250 devices read in 3 pages: complete");
});

test("text leaves page by page, not at the end", async () => {
  const { writes } = await list("--output", "ndjson", "--page-size", "50");
  expect(writes.length).toBeGreaterThanOrEqual(5);
  expect(writes.join("").trimEnd().split("\n")).toHaveLength(250);
});

test("the vendor's record comes only when asked for", async () => {
  expect((await list("--limit", "1", "--output", "ndjson")).stdout).not.toContain("remote_data");
  expect((await list("--limit", "1", "--output", "ndjson", "--remote-data")).stdout).toContain("remote_data");
  const { stdout } = await list("--limit", "1", "--output", "ndjson", "--fields", "id,remote_data._id");
  expect(JSON.parse(stdout)).toMatchObject({ remote_data: { _id: expect.any(String) } });
});

test("a filter applied here counts what it lets through", async () => {
  const outcome = await list("--platform", "macos", "--output", "json");
  expect(outcome.code).toBe(0);
  expect(outcome.stderr).toMatch(/250 of 250 devices read in 3 pages, \d+ match platform: complete/);
  const platforms = new Set(outcome.stdout.match(/"platform":"\w+"/g));
  expect([...platforms]).toEqual(['"platform":"macos"']);
});

test("owner filters have an option each", async () => {
  const [first] =
    (await list("--fields", "owner.id", "--output", "ndjson")).stdout.match(/[0-9a-f]{24}/) ?? [];
  const { stdout } = await list("--owner-id", first ?? "", "--output", "ndjson", "--fields", "owner.id");
  expect(new Set(stdout.trimEnd().split("\n"))).toEqual(new Set([`{"owner":{"id":"${first}"}}`]));
});

test("a limit reads no more than it must, and is no failure", async () => {
  const account = await createAccount();
  const outcome = await runCli(["devices", "list", "--limit", "5", "--output", "ndjson"], {
    env: account.env,
  });
  await account.close();
  expect(outcome.code).toBe(0);
  expect(outcome.stdout.trimEnd().split("\n")).toHaveLength(5);
  expect(outcome.stderr).toContain("stopped at --limit 5");
  const lists = account.sandbox.requests.filter(({ operation }) => operation === "systems_list");
  expect(lists.map(({ query }) => query)).toMatchObject([{ limit: "5" }]);
});

test("a limit that is the whole list is complete", async () => {
  const { stderr } = await list("--limit", "250");
  expect(stderr).toContain("250 of 250 devices read in 3 pages: complete");
});

test("an incomplete list prints what came and says so, quiet or not", async () => {
  const account = await createAccount({
    fault: { type: "repeat-page", operation: "systems_list", page: 2, times: 9 },
  });
  const outcome = await runCli(["devices", "list", "--output", "json", "--quiet"], { env: account.env });
  await account.close();
  expect(outcome.code).toBe(5);
  expect(parsed(outcome)).toMatchObject({ report: { complete: false } });
  expect(outcome.stderr).toContain("NOT complete");
});

test("a failure in the middle leaves JSON well-formed", async () => {
  const account = await createAccount({ fault: { type: "forbidden", operation: "systems_list", page: 2 } });
  const outcome = await runCli(["devices", "list", "--output", "json"], { env: account.env });
  await account.close();
  expect(outcome.code).toBe(3);
  expect(parsed(outcome)).toMatchObject({ report: { complete: false, reason: "failed", records: 100 } });
});

test("a reader that leaves ends it quietly", async () => {
  const outcome = await runCli(["devices", "list", "--sandbox", "--output", "ndjson", "--quiet"], {
    closesAfter: 1,
  });
  expect(outcome).toMatchObject({ code: 0, stderr: "" });
  expect(outcome.writes).toHaveLength(1);
});

test("an interruption ends requests and the output, and exits with 130", async () => {
  const stop = new AbortController();
  const account = await createAccount({ fault: { type: "hang", operation: "systems_list", page: 2 } });
  const running = runCli(["devices", "list", "--output", "json", "--prefetch", "0"], {
    env: account.env,
    signal: stop.signal,
  });
  await expect
    .poll(() => account.sandbox.requests.filter(({ operation }) => operation === "systems_list").length)
    .toBe(2);
  stop.abort(new Error("interrupted"));
  const outcome = await running;
  await account.close();
  expect(outcome.code).toBe(130);
  expect(parsed(outcome)).toMatchObject({ report: { reason: "aborted", records: 100 } });
  expect(outcome.stderr).toBe("mdmkit: Interrupted.\n");
});

test("a wrong key is said to be wrong, without repeating it", async () => {
  const account = await createAccount();
  const outcome = await runCli(["devices", "list", "--verbose"], {
    env: { ...account.env, JUMPCLOUD_API_KEY: "s3cret" },
  });
  await account.close();
  expect(outcome.code).toBe(3);
  expect(outcome.stdout + outcome.stderr).not.toContain("s3cret");
});

test("verbose tells of requests and retries", async () => {
  const account = await createAccount({
    devices: 5,
    fault: { type: "rate-limit", operation: "systems_list", retryAfter: 0 },
  });
  const { code, stderr } = await runCli(["devices", "list", "--verbose"], { env: account.env });
  await account.close();
  expect(code).toBe(0);
  expect(stderr).toContain("systems_list: attempt 1 failed (rate-limit), next in");
  expect(stderr).toMatch(/GET http:\/\/127\.0\.0\.1:\d+\/api\/systems: 200 in \d+ ms/);
});

test("a table fits the terminal, colors are as wanted", async () => {
  const plain = await runCli(["devices", "list", "--sandbox", "--limit", "20"], { columns: 80 });
  for (const line of plain.stdout.split("\n")) expect(line.length).toBeLessThanOrEqual(80);
  expect(plain.stdout).not.toContain("\x1b");
  const colored = await runCli(["devices", "list", "--sandbox", "--limit", "20"], {
    columns: 80,
    color: true,
  });
  expect(colored.stdout).toContain("\x1b[1m");
});

test("users can be found by address", async () => {
  const all = await runCli(["users", "list", "--sandbox", "--output", "ndjson", "--limit", "1"]);
  const [email = ""] = all.stdout.match(/[\w.]+@example\.com/) ?? [];
  const one = await runCli(["users", "list", "--sandbox", "--email", email, "--output", "ndjson"]);
  expect(one.stdout).toBe(all.stdout);
});

test("apps are listed of all devices, or of one", async () => {
  const apps = (...args: string[]) =>
    runCli([
      "apps",
      "list",
      "--vendor",
      "jamf-pro",
      "--sandbox",
      "--sandbox-devices",
      "8",
      "--output",
      "ndjson",
      ...args,
    ]);
  const all = await apps("--fields", "id,device.id,app_id");
  expect(all.code).toBe(0);
  const [first] = all.stdout
    .split("\n")
    .flatMap((line) => (line.includes('"device"') ? [JSON.parse(line)] : []));
  const own = await apps("--device-id", first.device.id, "--fields", "device.id");
  expect(new Set(own.stdout.trimEnd().split("\n"))).toEqual(
    new Set([`{"device":{"id":"${first.device.id}"}}`]),
  );
});

test("organizations are listed", async () => {
  const outcome = await runCli([
    "organizations",
    "list",
    "--vendor",
    "jamf-pro",
    "--sandbox",
    "--output",
    "json",
  ]);
  expect(parsed(outcome)).toMatchObject({ report: { complete: true } });
});

test("fields that lists lack are filled on request, within a budget, and counted", async () => {
  const outcome = await list(
    "--hydrate",
    "policy",
    "--hydrate-requests",
    "28",
    "--limit",
    "5",
    "--output",
    "ndjson",
  );
  expect(outcome.stderr).toMatch(
    /2 read one by one for policy, \d+ not read: --hydrate-requests was used up/,
  );
  const refused = await list("--hydrate", "hostname");
  expect(refused).toMatchObject({ code: 6, stdout: "" });
  expect(refused.stderr).toMatch(
    /--hydrate: JumpCloud tells no more about hostname .*\n.*What works: .*policy/,
  );
  const unknown = await list("--hydrate", "nope");
  expect(unknown).toMatchObject({ code: 2, stdout: "" });
  expect(unknown.stderr).toContain('--hydrate: devices have no field "nope".');
});

test("a table shows the fields that were filled on request", async () => {
  const { stdout } = await list("--hydrate", "policy,disk_encryption", "--limit", "3");
  expect(stdout).toMatch(/^NAME +policy +SERIAL /);
  expect(stdout).not.toContain("disk_encryption");
  expect(stdout.match(/ENCRYPTED/g)).toHaveLength(1);
});

test("help of --hydrate tells what it takes, and is silent where it takes nothing", async () => {
  const help = async (...words: string[]) =>
    (await runCli([...words, "--help"])).stdout.replaceAll(/\s+/g, " ");
  expect(await help("devices", "list", "--vendor", "jumpcloud")).toMatch(
    /--hydrate A,B .* one by one: [a-z_, ]*policy/,
  );
  expect(await help("devices", "list")).toMatch(/one by one: jumpcloud [a-z_, ]*; /);
  expect(await help("organizations", "list")).not.toContain("--hydrate");
  expect(await help("devices", "list")).toContain("only what changed at this time or later");
});

test.each([
  ["owner.nope", 'owner has no field "nope"'],
  ["owner.emails.nope", 'owner.emails has no field "nope"'],
  ["name.first", 'name has no field "first"'],
  ["tags.constructor", 'tags has no field "constructor"'],
])("--fields %s is refused before any request", async (path, message) => {
  const outcome = await list("--fields", `id,${path}`);
  expect(outcome).toMatchObject({ code: 2, stdout: "" });
  expect(outcome.stderr).toContain(`--fields: ${message}`);
});

test("--fields may lead into what has names of its own", async () => {
  const paths = "id,owner.emails.email,custom_fields.floor.x,remote_data.os.y";
  expect(await list("--fields", paths, "--limit", "1")).toMatchObject({ code: 0 });
});
