import { afterEach, beforeEach, expect, test } from "vitest";
import { createAllAccounts } from "../fixtures/accounts.ts";
import { createConfigFile } from "../fixtures/config-file.ts";
import { parsed, runCli } from "../fixtures/run-cli.ts";

let accounts: Awaited<ReturnType<typeof createAllAccounts>>;
beforeEach(async () => {
  accounts = await createAllAccounts();
});
afterEach(async () => {
  await accounts.close();
});

test("checks every configured vendor and prints a row for each", async () => {
  const { code, stdout, stderr } = await runCli(["check"], { env: accounts.env });
  expect(stderr).toBe("");
  expect(code).toBe(0);
  const [, ...rows] = stdout.trimEnd().split("\n");
  expect(rows).toHaveLength(accounts.ids.length);
  for (const [index, id] of accounts.ids.entries()) expect(rows[index]).toMatch(new RegExp(`^${id} +valid `));
});

test("exits with 3 if one fails, and prints the error with advice", async () => {
  const env = { ...accounts.env, JUMPCLOUD_API_KEY: "s3cret-and-wrong" };
  const outcome = await runCli(["check", "--output", "json"], { env });
  expect(outcome.code).toBe(3);
  expect(parsed(outcome)).toMatchObject(
    accounts.ids.map((vendor) => ({
      vendor,
      credentials: vendor === "jumpcloud" ? "failed" : "valid",
    })),
  );
  expect(outcome.stderr).toMatch(/^mdmkit: \[jumpcloud\] .*\n.*`mdmkit vendors` lists/);
  expect(outcome.stdout + outcome.stderr).not.toContain("s3cret");
});

test("--vendor checks only that vendor", async () => {
  const env = { ...accounts.env, JUMPCLOUD_API_KEY: "wrong" };
  const outcome = await runCli(["check", "--vendor", "jamf-pro", "--output", "json"], { env });
  expect(outcome.code).toBe(0);
  expect(parsed(outcome)).toMatchObject({ vendor: "jamf-pro", credentials: "valid" });
});

test("checks the accounts of the config file as well, by name", async () => {
  const values = { apiKey: accounts.env.JUMPCLOUD_API_KEY, baseUrl: accounts.env.JUMPCLOUD_BASE_URL };
  await using file = await createConfigFile({ accounts: { labs: { vendor: "jumpcloud", values } } });
  const check = (...args: string[]) =>
    runCli(["check", "--config", file.path, ...args], { env: accounts.env });
  expect((await check()).stdout).toMatch(/^ACCOUNT +VENDOR [\s\S]*\nlabs +jumpcloud +valid/);
  expect((await check("--account", "jamf-pro,labs")).stdout.split("\n")).toHaveLength(4);
  expect((await check("--account", "labs")).stdout).toMatch(/account +labs\n/);
});

test("names a proxy variable that cannot be used, without its password", async () => {
  const env = { ...accounts.env, HTTP_PROXY: "socks5://user:s3cret@proxy.example.com" };
  const { code, stderr, stdout } = await runCli(["check", "--vendor", "jumpcloud"], { env });
  expect(code).not.toBe(0);
  expect(stderr).toContain("HTTP_PROXY is not the URL of an HTTP proxy.");
  expect(stdout + stderr).not.toContain("s3cret");
});
