import { expect, test } from "vitest";
import { createAccount } from "../../fixtures/accounts.ts";
import { parsed, runCli } from "../../fixtures/run-cli.ts";

const list = (...args: string[]) =>
  runCli(["devices", "list", "--vendor", "jumpcloud", "--sandbox", ...args]);

test("json contains the records and the report", async () => {
  const outcome = await list("--output", "json");
  expect(outcome.code).toBe(0);
  expect(parsed(outcome)).toMatchObject({
    report: { records: 250, total: 250, complete: true, reason: null },
  });
  expect(outcome.stderr).toContain("250 of 250 devices read in 3 pages: complete");
});

test("writes page by page, not at the end", async () => {
  const { writes } = await list("--output", "ndjson", "--page-size", "50");
  expect(writes.length).toBeGreaterThanOrEqual(5);
  expect(writes.join("").trimEnd().split("\n")).toHaveLength(250);
});

test("includes the vendor's record only on request", async () => {
  expect((await list("--limit", "1", "--output", "ndjson")).stdout).not.toContain("remote_data");
  expect((await list("--limit", "1", "--output", "ndjson", "--remote-data")).stdout).toContain("remote_data");
  const { stdout } = await list("--limit", "1", "--output", "ndjson", "--fields", "id,remote_data._id");
  expect(JSON.parse(stdout)).toMatchObject({ remote_data: { _id: expect.any(String) } });
});

test("reports how many records match a filter that mdmkit applies", async () => {
  const outcome = await list("--platform", "macos", "--output", "json");
  expect(outcome.code).toBe(0);
  expect(outcome.stderr).toMatch(/250 of 250 devices read in 3 pages, \d+ match platform: complete/);
  const platforms = new Set(outcome.stdout.match(/"platform":"\w+"/g));
  expect([...platforms]).toEqual(['"platform":"macos"']);
});

test("each property of a reference has its own filter option", async () => {
  const [first] =
    (await list("--fields", "owner.id", "--output", "ndjson")).stdout.match(/[0-9a-f]{24}/) ?? [];
  const { stdout } = await list("--owner-id", first ?? "", "--output", "ndjson", "--fields", "owner.id");
  expect(new Set(stdout.trimEnd().split("\n"))).toEqual(new Set([`{"owner":{"id":"${first}"}}`]));
});

test("a limit reads no more than needed and is not a failure", async () => {
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

test("reads what is shown, sorted by or filtered by, and nothing else", async () => {
  const account = await createAccount();
  const operations = async (...args: string[]) => {
    const before = account.sandbox.requests.length;
    await runCli(["devices", "list", "--limit", "5", ...args], { env: account.env });
    return new Set(account.sandbox.requests.slice(before).map(({ operation }) => operation));
  };
  const byName = ["--fields", "id,name"];
  expect(await operations(...byName)).toEqual(new Set(["systems_list"]));
  expect(await operations(...byName, "--sort", "owner.name")).toEqual(
    new Set(["systems_list", "search_systemusers_post"]),
  );
  expect(await operations()).not.toContain("systeminsights_list_interface_details");
  expect(await operations("--output", "json")).toContain("systeminsights_list_interface_details");
  await account.close();
});

test("a limit equal to the length of the list is complete", async () => {
  const { stderr } = await list("--limit", "250");
  expect(stderr).toContain("250 of 250 devices read in 3 pages: complete");
});

test("an incomplete list is printed and reported, even with --quiet", async () => {
  const account = await createAccount({
    fault: { type: "repeat-page", operation: "systems_list", page: 2, times: 9 },
  });
  const outcome = await runCli(["devices", "list", "--output", "json", "--quiet"], { env: account.env });
  await account.close();
  expect(outcome.code).toBe(5);
  expect(parsed(outcome)).toMatchObject({ report: { complete: false } });
  expect(outcome.stderr).toContain("INCOMPLETE");
});

test("a failure on a later page leaves well-formed JSON", async () => {
  const account = await createAccount({ fault: { type: "forbidden", operation: "systems_list", page: 2 } });
  const outcome = await runCli(["devices", "list", "--output", "json"], { env: account.env });
  await account.close();
  expect(outcome.code).toBe(3);
  expect(parsed(outcome)).toMatchObject({ report: { complete: false, reason: "failed", records: 100 } });
});

test("says that the server lacks an operation, and not that a record does not exist", async () => {
  const account = await createAccount({ fault: { type: "absent", operation: "systems_list", times: 9 } });
  const outcome = await runCli(["devices", "list"], { env: account.env });
  await account.close();
  expect(outcome.code).toBe(6);
  expect(outcome.stderr).toContain("systems_list: 404: the server does not have this operation.");
  expect(outcome.stderr).toContain("Check `baseUrl`");
});

test("exits silently when the reader closes stdout", async () => {
  const outcome = await runCli(["devices", "list", "--sandbox", "--output", "ndjson", "--quiet"], {
    closesAfter: 1,
  });
  expect(outcome).toMatchObject({ code: 0, stderr: "" });
  expect(outcome.writes).toHaveLength(1);
});

test("an interruption aborts requests, ends the output and exits with 130", async () => {
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

test("a rejected key is not repeated", async () => {
  const account = await createAccount();
  const outcome = await runCli(["devices", "list", "--verbose"], {
    env: { ...account.env, JUMPCLOUD_API_KEY: "s3cret" },
  });
  await account.close();
  expect(outcome.code).toBe(3);
  expect(outcome.stdout + outcome.stderr).not.toContain("s3cret");
});

test("--verbose shows requests and retries", async () => {
  const account = await createAccount({
    devices: 5,
    fault: { type: "rate-limit", operation: "systems_list", retryAfter: 0 },
  });
  const { code, stderr } = await runCli(["devices", "list", "--verbose"], { env: account.env });
  await account.close();
  expect(code).toBe(0);
  expect(stderr).toContain("systems_list: attempt 1 failed (rate-limit), retry in");
  expect(stderr).toMatch(/GET http:\/\/127\.0\.0\.1:\d+\/api\/systems: 200 in \d+ ms/);
});

test("a table fits the terminal and is colored only when enabled", async () => {
  const plain = await runCli(["devices", "list", "--sandbox", "--limit", "20"], { columns: 80 });
  for (const line of plain.stdout.split("\n")) expect(line.length).toBeLessThanOrEqual(80);
  expect(plain.stdout).not.toContain("\x1b");
  const colored = await runCli(["devices", "list", "--sandbox", "--limit", "20"], {
    columns: 80,
    color: true,
  });
  expect(colored.stdout).toContain("\x1b[1m");
});

test("filters users by email address", async () => {
  const all = await runCli(["users", "list", "--sandbox", "--output", "ndjson", "--limit", "1"]);
  const [email = ""] = all.stdout.match(/[\w.]+@example\.com/) ?? [];
  const one = await runCli(["users", "list", "--sandbox", "--email", email, "--output", "ndjson"]);
  expect(one.stdout).toBe(all.stdout);
});

test("lists the apps of all devices or of one", async () => {
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

test("lists organizations", async () => {
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

test("--hydrate fills fields within its request limit and reports what it skipped", async () => {
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
  expect(outcome.stderr).toMatch(/2 records read for policy, \d+ skipped: --hydrate-requests limit reached/);
  const refused = await list("--hydrate", "hostname");
  expect(refused).toMatchObject({ code: 6, stdout: "" });
  expect(refused.stderr).toMatch(
    /JumpCloud: --hydrate cannot fill hostname of devices.\nIt can fill: .*policy/,
  );
  const unknown = await list("--hydrate", "nope");
  expect(unknown).toMatchObject({ code: 2, stdout: "" });
  expect(unknown.stderr).toContain('--hydrate: unknown field "nope" of devices.');
});

test("a table shows hydrated fields", async () => {
  const { stdout } = await list("--hydrate", "policy,disk_encryption", "--limit", "3");
  expect(stdout).toMatch(/^NAME +policy +SERIAL /);
  expect(stdout).not.toContain("disk_encryption");
  expect(stdout.match(/ENCRYPTED/g)).toHaveLength(1);
});

test("help lists the fields of --hydrate, and leaves the option out when there are none", async () => {
  const help = async (...words: string[]) =>
    (await runCli([...words, "--help"])).stdout.replaceAll(/\s+/g, " ");
  expect(await help("devices", "list", "--vendor", "jumpcloud")).toMatch(
    /--hydrate A,B .* each record: [a-z_, ]*policy/,
  );
  expect(await help("devices", "list")).toMatch(/each record: jumpcloud [a-z_, ]*; /);
  expect(await help("organizations", "list")).not.toContain("--hydrate");
  expect(await help("devices", "list")).toContain("changed at or after this time");
});

test.each([
  ["owner.nope", 'unknown field "nope" of owner'],
  ["owner.emails.nope", 'unknown field "nope" of owner.emails'],
  ["name.first", 'unknown field "first" of name'],
  ["tags.constructor", 'unknown field "constructor" of tags'],
])("--fields %s is refused before any request", async (path, message) => {
  const outcome = await list("--fields", `id,${path}`);
  expect(outcome).toMatchObject({ code: 2, stdout: "" });
  expect(outcome.stderr).toContain(`--fields: ${message}`);
});

test("--sort orders the whole list before --limit applies, with values that are missing last", async () => {
  const read = async (...args: string[]) => {
    const outcome = await list("--output", "ndjson", "--fields", "id,os_version,owner.name", ...args);
    return {
      ...outcome,
      rows: outcome.stdout
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line)),
    };
  };
  const all = await read();
  const bySystem = await read("--sort=-os_version,id", "--limit", "40");
  expect(bySystem).toMatchObject({
    code: 0,
    stderr: expect.stringMatching(/complete\nThe first 40 of \d+ are shown/),
  });
  const versions = bySystem.rows.map(({ os_version: version }) => version);
  const order = new Intl.Collator("en", { numeric: true });
  expect(versions).toEqual([...versions].sort((one, other) => order.compare(other, one)));
  const newest = all.rows
    .map(({ os_version: version = "" }) => version)
    .sort(order.compare)
    .at(-1);
  expect(versions[0]).toBe(newest);
  const byOwner = await read("--sort", "owner.name");
  expect(byOwner.rows).toHaveLength(all.rows.length);
  const unowned = byOwner.rows.findIndex(({ owner }) => !owner);
  expect(unowned).toBeGreaterThan(0);
  expect(byOwner.rows.slice(unowned).every(({ owner }) => !owner)).toBe(true);
});

test("--sort prints what was read before a failure, in order", async () => {
  const account = await createAccount({ fault: { type: "forbidden", operation: "systems_list", page: 2 } });
  const outcome = await runCli(["devices", "list", "--output", "json", "--sort", "name"], {
    env: account.env,
  });
  await account.close();
  expect(outcome.code).toBe(3);
  expect(parsed(outcome)).toMatchObject({ report: { complete: false, reason: "failed", records: 100 } });
});

test("--sort refuses an unknown field before any request", async () => {
  const outcome = await list("--sort", "name,-os_verson");
  expect(outcome).toMatchObject({ code: 2, stdout: "" });
  expect(outcome.stderr).toContain('--sort: unknown field "os_verson" of devices.\nDid you mean os_version?');
});

test("--fields accepts any path below a property with free names", async () => {
  const paths = "id,owner.emails.email,custom_fields.floor.x,remote_data.os.y";
  expect(await list("--fields", paths, "--limit", "1")).toMatchObject({ code: 0 });
});
