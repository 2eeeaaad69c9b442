import { afterAll, beforeAll, expect, test } from "vitest";
import { createRunningGateway } from "../../fixtures/gateway.ts";
import { parsed, runCli } from "../../fixtures/run-cli.ts";

let gateway: Awaited<ReturnType<typeof createRunningGateway>>;
beforeAll(async () => {
  gateway = await createRunningGateway();
});
afterAll(() => gateway.close());

const run = (...args: string[]) => runCli(args, { env: gateway.env, columns: 200 });
const list = async () => [parsed(await run("fleet", "list", "--output", "json"))].flat();

test("stores the fleet of an account, and shows its records, changes and walks", async () => {
  await run("gateway", "accounts", "add", "--vendor", "jumpcloud", "--name", "Berlin");
  const added = await run("gateway", "sync", "add", "Berlin", "--incremental", "*/15 * * * *");
  expect(added).toMatchObject({ code: 0, stdout: expect.stringMatching(/^1 +Berlin +devices +waiting/m) });
  await expect.poll(list, { timeout: 60_000, interval: 200 }).toHaveLength(3);

  const shown = await run("fleet", "list", "--limit", "2", "--sort=-name");
  expect(shown.stdout).toMatch(/^ACCOUNT +ID +NAME +SERIAL +CHANGED.*\nBerlin /);
  expect(shown.stderr).toBe("The first 2 are shown (--limit).\n");
  expect((await run("fleet", "list", "--missing")).stderr).toContain("No stored records.");

  const changes = await run("fleet", "changes", "--kind", "created", "--account", "Berlin");
  expect(changes.stdout.match(/ Berlin +created .* devices +diff$/gm)).toHaveLength(3);
  expect(changes.stderr).toBe("Continue with --after 3.\n");
  const [, id = ""] = /created +(\S+)/.exec(changes.stdout) ?? [];
  const history = await run("fleet", "history", id, "--account", "Berlin", "--output", "json");
  expect(parsed(history)).toMatchObject([{ kind: "created", id }]);
  const reading = parsed(
    await run("gateway", "tokens", "issue", "--name", "reader", "--scope", "read", "--output", "json"),
  );
  const env = { ...gateway.env, MDMKIT_GATEWAY_TOKEN: Object(reading).token };
  const named = await runCli(["fleet", "changes", "--account", "Berlin"], { env, columns: 200 });
  expect(named.stdout).toContain(" Berlin ");
  expect((await run("fleet", "history", id)).code).toBe(2);
  expect((await run("fleet", "history", "none", "--account", "Berlin")).code).toBe(4);

  const syncs = await run("gateway", "sync", "list");
  expect(syncs.stdout).toMatch(/^1 +Berlin +devices +ok +\S+ \S+.* \*\/15 \* \* \* \*$/m);
  expect((await run("gateway", "sync", "pause", "1")).stdout).toMatch(/^1 .* paused /m);
  expect((await run("gateway", "sync", "run", "1")).code).toBe(6);
  expect((await run("gateway", "sync", "resume", "1")).stdout).toMatch(/^1 .* ok /m);
  expect((await run("gateway", "sync", "run", "1", "--incremental")).code).toBe(0);
  expect((await run("gateway", "sync", "remove", "1")).code).toBe(0);
  expect(await list()).toEqual([]);
});

test("adds, disables, replays and removes webhooks", async () => {
  const add = await run(
    "gateway",
    "webhooks",
    "add",
    "https://hooks.example.com/a",
    "--kind",
    "missing",
    "--after",
    "2",
  );
  expect(add.stdout).toMatch(/^secret +whsec_\S+$/m);
  expect(add.stderr).toBe("Store the secret now. It cannot be shown again.\n");
  const [, id = "", secret] = /^id +(\S+)$[\s\S]*^secret +(\S+)$/m.exec(add.stdout) ?? [];
  const list = async () => (await run("gateway", "webhooks", "list")).stdout;
  expect(await list()).toMatch(new RegExp(`^${id} +https://hooks.example.com/a +active +2 +never +0`, "m"));
  expect(await list()).not.toContain(secret);
  expect(add.stdout).toMatch(/^integrated_account_ids +all$/m);

  expect((await run("gateway", "webhooks", "disable", id)).stdout).toMatch(/^is_active +no$/m);
  expect(await list()).toMatch(/ disabled +2 /);
  expect((await run("gateway", "webhooks", "replay", id, "--after", "0")).stdout).toMatch(/^after +0$/m);
  expect((await run("gateway", "webhooks", "replay", id)).code).toBe(2);
  expect((await run("gateway", "webhooks", "rotate", id)).stdout).toMatch(/^secret +whsec_/m);
  expect((await run("gateway", "webhooks", "enable", id)).stdout).toMatch(/^is_active +yes$/m);
  expect((await run("gateway", "webhooks", "remove", id)).code).toBe(0);
  expect((await run("gateway", "webhooks", "remove", id)).code).toBe(4);
  expect(
    (await run("gateway", "webhooks", "add", "https://hooks.example.com/a", "--account", "none")).code,
  ).toBe(4);
  expect((await run("gateway", "webhooks", "list")).stderr).toContain("No webhooks.");
});

test("lets vendors send events, and shows where they send them", async () => {
  const stdin = JSON.stringify({ apiKey: "a-key" });
  const account = [
    "accounts",
    "add",
    "--vendor",
    "simplemdm",
    "--name",
    "Paris",
    "--no-check",
    "--values",
    "-",
  ];
  expect((await gateway.run(account, { stdin })).code).toBe(0);
  const added = await run("gateway", "events", "add", "Paris");
  expect(added.stdout).toMatch(/^path +\/vendor-events\/\S+$/m);
  expect(added.stderr).toMatch(
    /^Let the vendor send JSON to http:\S+\/vendor-events\/\S+,\nwith the secret in the address: \?secret=SECRET\.\nStore the secret now/,
  );
  const [, id = ""] = /^id +(\S+)$/m.exec(added.stdout) ?? [];
  expect((await run("gateway", "events", "list")).stdout).toMatch(
    new RegExp(`^${id} +Paris +webhook +0 +never`, "m"),
  );
  expect((await run("gateway", "events", "rotate", id)).stdout).toMatch(/^secret +\S+$/m);
  const polled = await run("gateway", "events", "add", "Paris", "--poll");
  expect(polled).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("SimpleMDM has no log of events"),
  });
  expect((await run("gateway", "events", "remove", id)).code).toBe(0);
  expect((await run("gateway", "events", "list")).stderr).toContain("No event sources.");
});
