import { createServer } from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createRunningGateway } from "../../fixtures/gateway.ts";
import { type Environment, parsed, runCli } from "../../fixtures/run-cli.ts";

let gateway: Awaited<ReturnType<typeof createRunningGateway>>;
beforeAll(async () => {
  gateway = await createRunningGateway();
});
afterAll(() => gateway.close());

const run = (args: readonly string[], environment?: Environment) => gateway.run(args, environment);
const json = ["--output", "json"];

async function add(name: string): Promise<string> {
  const outcome = await run(["accounts", "add", "--vendor", "jumpcloud", "--name", name, ...json]);
  expect(outcome.stderr).toContain("First request:");
  return textIn(parsed(outcome), "id");
}

function textIn(value: unknown, name: string): string {
  return String(Object.entries(value ?? {}).find(([key]) => key === name)?.[1]);
}

test("adds an account of the configured vendor and prints a first request that works", async () => {
  const { code, stdout, stderr } = await run(["accounts", "add"]);
  expect(code).toBe(0);
  expect(stderr).toContain("Credentials for JumpCloud: JUMPCLOUD_API_KEY, JUMPCLOUD_BASE_URL.");
  expect(stdout).toMatch(/^name +JumpCloud$/m);
  expect(stdout).toMatch(/^status +active$/m);
  expect(stdout).toMatch(/^organization_name +Example Works$/m);
  const [, url = ""] = /curl '(\S+)' -H "Authorization: Bearer \$MDMKIT_GATEWAY_TOKEN"/.exec(stderr) ?? [];
  const response = await fetch(url, {
    headers: { Authorization: `Bearer ${gateway.env.MDMKIT_GATEWAY_TOKEN}` },
  });
  expect(await response.json()).toMatchObject({ result_count: 2 });
  await run(["accounts", "remove", "JumpCloud", "--confirm", "JumpCloud"]);
});

test("lists, checks, renames and removes accounts by id and by name", async () => {
  const id = await add("Head office");
  const list = await run(["accounts", "list"], { columns: 80 });
  expect(list.stdout).toMatch(new RegExp(`^Head office +jumpcloud +active +${id}$`, "m"));
  expect(list.stderr).toBe("");
  const other = await run(["accounts", "list", "--vendor", "jamf-pro"]);
  expect([other.stdout, other.stderr]).toEqual([
    "",
    "No accounts. `mdmkit gateway accounts add` adds one.\n",
  ]);
  expect(parsed(await run(["accounts", "check", "Head office", ...json]))).toMatchObject({
    id,
    status: "active",
  });
  expect((await run(["accounts", "update", id, "--name", "Berlin"])).stdout).toMatch(/^name +Berlin$/m);
  expect(await run(["accounts", "check", "Head office"])).toMatchObject({ code: 4, stdout: "" });

  expect(await run(["accounts", "remove", "Berlin"])).toMatchObject({ code: 6, stdout: "" });
  expect((await run(["accounts", "remove", "Berlin", "--confirm", "Paris"])).code).toBe(6);
  const wrong = await run(["accounts", "remove", "Berlin"], { columns: 80, stdin: "Paris\n" });
  expect(wrong.stderr).toContain("Nothing was removed");
  const right = await run(["accounts", "remove", "Berlin"], { columns: 80, stdin: "Berlin\n" });
  expect(right).toMatchObject({ code: 0, stderr: expect.stringContaining(`Removed Berlin (${id}).`) });
  expect(parsed(await run(["accounts", "list", ...json]))).toEqual([]);
});

test("keeps an account with rejected credentials and prints how to replace them", async () => {
  const env = { JUMPCLOUD_API_KEY: "s3cret-and-wrong" };
  const added = await run(["accounts", "add", "--name", "Wrong", ...json], { env });
  expect(added).toMatchObject({ code: 3, stderr: expect.stringContaining("mdmkit gateway accounts rotate") });
  expect(parsed(added)).toMatchObject({ name: "Wrong", status: "needs_reauth" });
  const untried = await run(["accounts", "add", "--name", "Untried", "--no-check", ...json], { env });
  expect(parsed(untried)).toMatchObject({ status: "active" });
  expect((await run(["accounts", "check", "Untried"])).code).toBe(3);
  expect((await run(["accounts", "list"])).stderr).toContain("Wrong: The vendor rejected the credentials.");
  for (const name of ["Wrong", "Untried"]) await run(["accounts", "remove", name, "--confirm", name]);
  expect(JSON.stringify([added, untried, gateway.log])).not.toContain("s3cret");
});

test("rotates to working credentials, and keeps the old ones otherwise", async () => {
  const id = await add("Rotating");
  const refused = await run(["accounts", "rotate", id], { env: { JUMPCLOUD_API_KEY: "s3cret-and-wrong" } });
  expect(refused).toMatchObject({ code: 3, stdout: "" });
  expect(refused.stderr).toContain("The account keeps its current credentials");
  expect((await run(["accounts", "check", id])).code).toBe(0);
  const lost = await run(["accounts", "rotate", id], {
    env: { JUMPCLOUD_BASE_URL: "http://127.0.0.1:9/api" },
  });
  expect(lost).toMatchObject({ code: 1, stderr: expect.stringContaining("Cannot connect") });
  expect((await run(["accounts", "check", id])).code).toBe(0);
  const rotated = await run(["accounts", "rotate", "Rotating"]);
  expect(rotated).toMatchObject({ code: 0, stderr: expect.stringContaining("replaced the old ones") });
  const forced = await run(["accounts", "rotate", id, "--no-check"], { env: { JUMPCLOUD_API_KEY: "wrong" } });
  expect(forced.code).toBe(0);
  expect((await run(["accounts", "check", id])).code).toBe(3);
  await run(["accounts", "remove", id, "--confirm", "Rotating"]);
});

test("reads credentials from standard input or from the terminal", async () => {
  const { JUMPCLOUD_API_KEY: apiKey, JUMPCLOUD_BASE_URL: baseUrl } = gateway.env;
  const env = { JUMPCLOUD_API_KEY: "", JUMPCLOUD_BASE_URL: "" };
  const words = ["accounts", "add", "--vendor", "jumpcloud", "--name", "Typed"];
  const piped = await run([...words, "--values", "-"], { env, stdin: JSON.stringify({ apiKey, baseUrl }) });
  expect(piped.code).toBe(0);
  const typed = await run(words, {
    env,
    columns: 80,
    // With an API key, no organization, the default region, and the log of events at the same URL.
    stdin: ["\r", apiKey, "\r", "\r", "\r", baseUrl, "\r", "\r"],
  });
  expect(typed.code, typed.stderr).toBe(0);
  expect(typed.stderr).toContain("Which credentials?");
  expect(typed.stdout + typed.stderr).not.toContain(apiKey);
  const twice = await run(["accounts", "check", "Typed"]);
  expect(twice).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("Several accounts are named Typed."),
  });
  const accounts = parsed(await run(["accounts", "list", ...json]));
  for (const account of Array.isArray(accounts) ? accounts : [])
    await run(["accounts", "remove", textIn(account, "id"), "--confirm", "Typed"]);
});

test.each([
  [["--vendor", "jumpcloud"], { JUMPCLOUD_API_KEY: "" }, 3, "Set JUMPCLOUD_API_KEY"],
  [["--vendor", "jumpclod"], {}, 2, "Did you mean jumpcloud?"],
  [[], { JAMF_PRO_TOKEN: "x" }, 2, "Set --vendor to one of jumpcloud, jamf-pro."],
  [["--vendor", "jumpcloud", "--values", "/nonexistent"], {}, 2, "Cannot read the file /nonexistent."],
  [["--vendor", "jumpcloud", "--values", "-"], {}, 2, "must be a JSON object with string values"],
  [["--vendor", "jumpcloud"], { JUMPCLOUD_REGION: "mars" }, 2, "JUMPCLOUD_REGION must be one of"],
])("adds nothing with %j and %j", async (options, env, code, text) => {
  const outcome = await run(["accounts", "add", ...options], { env, stdin: '{"apiKey": s3cret' });
  expect(outcome.stderr).toContain(text);
  expect(outcome).toMatchObject({ code, stdout: "" });
  expect(outcome.stderr).not.toContain("s3cret");
});

test("issues, lists and revokes tokens", async () => {
  const id = await add("Scoped");
  const words = ["tokens", "issue", "--name", "reports", "--scope", "read", "--account", "Scoped"];
  const issued = parsed(await run([...words, "--expires", "2999-01-31", ...json]));
  expect(issued).toMatchObject({ scopes: ["read"], accounts: [id], expires_at: "2999-01-31T00:00:00.000Z" });
  const env = { MDMKIT_GATEWAY_TOKEN: textIn(issued, "token") };
  expect(await run(["accounts", "list"], { env })).toMatchObject({
    code: 3,
    stderr: "mdmkit: The token lacks the scope `admin`.\n",
  });
  const list = await run(["tokens", "list"]);
  expect(list.stdout).toMatch(/^reports +read +\S+ +1 +2999-01-31 00:00/m);
  expect(list.stdout).not.toContain(env.MDMKIT_GATEWAY_TOKEN);
  expect((await run(["tokens", "revoke", textIn(issued, "id")])).code).toBe(0);
  expect((await run(["tokens", "revoke", textIn(issued, "id")])).code).toBe(4);
  expect((await run(["accounts", "list"], { env })).stderr).toContain(
    "MDMKIT_GATEWAY_TOKEN must hold a token of",
  );
  expect((await run([...words, "--expires", "soon"])).code).toBe(2);
  await run(["accounts", "remove", "Scoped", "--confirm", "Scoped"]);
});

test("help shows a valid token id, and an invalid one is refused", async () => {
  const { stdout } = await run(["tokens", "revoke", "--help"]);
  const [, id = ""] = /tokens revoke ([0-9a-f]+)$/m.exec(stdout) ?? [];
  expect((await run(["tokens", "revoke", id])).code).toBe(4);
  expect((await run(["tokens", "revoke", id.slice(1)])).code).toBe(2);
});

test("lists the audit log in pages", async () => {
  const id = await add("Audited");
  await run(["accounts", "update", id, "--name", "Renamed"]);
  const log = await run(["audit", "--account", id]);
  expect(log.stdout).toMatch(/updateAccount +done +200 +admin +jumpcloud/);
  const first = await run(["audit", "--limit", "1", ...json]);
  const [entry] = [parsed(first)].flat();
  expect(first.stderr).toBe(
    `There may be older entries: use --before ${textIn(entry, "id")}, or a larger --limit.\n`,
  );
  const next = await run(["audit", "--before", textIn(entry, "id"), "--account", "Renamed", ...json]);
  expect(parsed(next)).toMatchObject([{ operation: "createAccount", result: "done" }]);
  expect((await run(["audit", "--vendor", "jumpcloud"])).code).toBe(2);
});

test("explains a failed connection and a server that is not a gateway", async () => {
  const env = { MDMKIT_GATEWAY_TOKEN: "s3cret" };
  const server = createServer((_request, response) => response.end("{}"));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === "object" ? address?.port : undefined}`;
  const otherServer = await runCli(["gateway", "audit", "--url", url], { env });
  expect(otherServer).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("is not an mdmkit gateway (HTTP 200)"),
  });
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  expect(await runCli(["gateway", "audit", "--url", url], { env })).toMatchObject({
    code: 1,
    stdout: "",
    stderr: `mdmkit: Cannot connect to a gateway at ${url} (ECONNREFUSED).\n\`mdmkit gateway\` starts one. Set its URL with --url or MDMKIT_GATEWAY_URL.\n`,
  });
});
