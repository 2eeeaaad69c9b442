import { createServer } from "node:https";
import { loadDocument } from "@mdmkit/unified/vendors";
import { afterEach, expect, test } from "vitest";
import { selfSigned } from "../../../runtime/src/fixtures/certificate.ts";
import { listening } from "../../../runtime/src/fixtures/loopback.ts";
import { createAccount } from "../fixtures/accounts.ts";
import { parsed, runCli } from "../fixtures/run-cli.ts";

let close: () => Promise<void> = async () => {};
afterEach(() => close());

type Finding = { check: string; status: string; detail: string; advice?: string };
type Account = Awaited<ReturnType<typeof createAccount>>;

/** The findings about one account at a sandbox behind HTTP, by what they are about. */
async function examine(
  fault?: Parameters<Account["sandbox"]["inject"]>[0],
  env: Record<string, string> = {},
) {
  const account = await createAccount({ devices: 20, ...(fault && { fault }) });
  close = account.close;
  const outcome = await runCli(["doctor", "--output", "json"], { env: { ...account.env, ...env } });
  return { account, outcome, findings: findingsOf(outcome) };
}

function findingsOf(outcome: { stdout: string }): Record<string, Finding> {
  const { proxy, accounts } = Object(parsed(outcome));
  const all: Finding[] = [proxy, ...accounts[0].findings];
  return Object.fromEntries(all.map((finding) => [finding.check, finding]));
}

test("an account that works has no failure, and is only read", async () => {
  const { account, outcome, findings } = await examine();
  expect(outcome).toMatchObject({ code: 0, stderr: "" });
  const states = Object.entries(findings).map(([check, { status }]) => [check, status]);
  expect(states.filter(([, status]) => status === "failed" || status === "warning")).toEqual([]);
  expect(Object.fromEntries(states)).toMatchObject({
    ...{ proxy: "ok", configuration: "ok", host: "ok", TLS: "skipped", credentials: "ok", clock: "ok" },
    ...{
      "rate limit": "ok",
      "API version": "skipped",
      "devices list": "ok",
      "users list": "ok",
      "apps list": "ok",
    },
    ...{ "devices lock": "skipped", "devices clear-passcode": "skipped" },
  });
  expect(findings["devices lock"]?.detail).toBe("Not tried. It needs mdm; systems.");
  const { operations } = await loadDocument("jumpcloud");
  for (const { operation } of account.sandbox.requests) expect(operations[operation]?.safety).toBe("read");
  expect(outcome.stdout).not.toContain(account.env.JUMPCLOUD_API_KEY);
});

test("a write that may send requests whose permission is not documented names them", async () => {
  const findings = findingsOf(
    await runCli([
      "doctor",
      "--sandbox",
      "--sandbox-devices",
      "5",
      "--vendor",
      "jamf-pro",
      "--output",
      "json",
    ]),
  );
  expect(findings["groups delete"]?.detail).toBe(
    "Not tried. It needs Delete Smart User Groups and Delete Static User Groups. " +
      "The vendor's document does not say what deleteGroup needs, which it may send instead.",
  );
  expect(findings["groups create"]?.detail).not.toContain("does not say");
});

test("rejected credentials end the examination with 3, and are not shown", async () => {
  const { outcome, findings } = await examine(undefined, { JUMPCLOUD_API_KEY: "s3cret-and-wrong" });
  expect(outcome.code).toBe(3);
  expect(findings).toMatchObject({
    host: { status: "ok" },
    credentials: { status: "failed", advice: expect.any(String) },
  });
  expect(findings).not.toHaveProperty("devices list");
  expect(outcome.stdout + outcome.stderr).not.toContain("s3cret");
});

test("a permission that is missing for one list is named, and the others are read", async () => {
  const { outcome, findings } = await examine({ type: "forbidden", operation: "systemusers_list", times: 9 });
  expect(outcome.code).toBe(3);
  expect(findings["users list"]).toMatchObject({
    status: "failed",
    detail: expect.stringContaining("users.readonly"),
  });
  expect(findings["organizations list"]).toMatchObject({ status: "ok" });
});

test("fields that cannot be read are a warning, with what reads them", async () => {
  const { outcome, findings } = await examine({
    type: "forbidden",
    operation: "search_systemusers_post",
    times: 9,
  });
  expect(outcome.code).toBe(0);
  expect(findings["devices list"]).toMatchObject({
    status: "warning",
    detail: expect.stringMatching(/owner.* cannot be read: search_systemusers_post: .*403/),
  });
});

test("a clock that differs is a warning", async () => {
  const { outcome, findings } = await examine({ type: "clock-skew", seconds: 900, times: 99 });
  expect(outcome.code).toBe(0);
  expect(findings.clock).toMatchObject({
    status: "warning",
    detail: expect.stringMatching(/^It is (899|900|901) seconds behind/),
  });
});

test("a vendor that refuses requests is not asked again", async () => {
  const { account, findings } = await examine({
    type: "rate-limit",
    operation: "systems_list",
    retryAfter: 30,
    times: 9,
  });
  expect(findings["rate limit"]).toMatchObject({
    status: "warning",
    detail: expect.stringContaining("Retry-After: 30"),
  });
  expect(account.sandbox.requests.filter(({ operation }) => operation === "systems_list")).toHaveLength(1);
});

test("a host that refuses connections", async () => {
  const server = await listening(createServer());
  await server[Symbol.asyncDispose]();
  const env = { JUMPCLOUD_API_KEY: "key-1", JUMPCLOUD_BASE_URL: `http://127.0.0.1:${server.port}/api` };
  const outcome = await runCli(["doctor", "--output", "json"], { env });
  expect(outcome.code).toBe(1);
  expect(findingsOf(outcome).host).toEqual({
    check: "host",
    status: "failed",
    detail: "The host refused the connection.",
    advice: "Check host and port, and whether a proxy is needed.",
  });
});

test("a certificate that is not trusted", async () => {
  await using server = await listening(createServer(selfSigned()), "https");
  const env = { JUMPCLOUD_API_KEY: "key-1", JUMPCLOUD_BASE_URL: `${server.origin}/api` };
  const outcome = await runCli(["doctor", "--output", "json"], { env });
  expect(outcome.code).toBe(1);
  expect(findingsOf(outcome).TLS).toMatchObject({
    status: "failed",
    detail: expect.stringMatching(/not trusted \([A-Z_]+\)/),
    advice: expect.stringContaining("NODE_EXTRA_CA_CERTS"),
  });
});

test("incomplete credentials are found before any request", async () => {
  const outcome = await runCli(["doctor"], { env: { JUMPCLOUD_CLIENT_ID: "id" }, columns: 80 });
  expect(outcome.code).toBe(3);
  expect(outcome.stdout).toMatch(
    /failed {3}configuration +Credentials are incomplete\.\s+Set\s+JUMPCLOUD_CLIENT_SECRET/,
  );
});

test("a proxy is named without its password, and a variable that is not used is a warning", async () => {
  const env = { HTTPS_PROXY: "http://ada:s3cret@proxy.example:3128", NO_PROXY: "127.0.0.1" };
  const { outcome, findings } = await examine(undefined, env);
  expect(findings.proxy?.detail).toBe("HTTPS_PROXY is proxy.example:3128; NO_PROXY is 127.0.0.1.");
  expect(outcome.stdout).not.toContain("s3cret");
  const unused = await runCli(["doctor", "--sandbox", "--output", "json"], {
    env: { ALL_PROXY: "socks5://x" },
  });
  expect(findingsOf(unused).proxy).toMatchObject({
    status: "warning",
    advice: expect.stringContaining("HTTPS_PROXY"),
  });
});

test("examines a sandbox of every vendor, for people on 80 columns", async () => {
  const { code, stdout } = await runCli(["doctor", "--sandbox", "--account", "all"], { columns: 80 });
  expect(code).toBe(0);
  expect(stdout).not.toMatch(/failed|warning/);
  expect(stdout).toContain("The server is ");
  const lines = stdout.split("\n").filter((line) => line.trim().includes(" ")); // a name is not broken
  for (const line of lines) expect(line.length, line).toBeLessThanOrEqual(80);
});
