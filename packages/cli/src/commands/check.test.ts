import { afterEach, beforeEach, expect, test } from "vitest";
import { createEveryAccount } from "../fixtures/every-account.ts";
import { parsed, runCli } from "../fixtures/run-cli.ts";

let accounts: Awaited<ReturnType<typeof createEveryAccount>>;
beforeEach(async () => {
  accounts = await createEveryAccount();
});
afterEach(async () => {
  await accounts.close();
});

test("checks every vendor that has credentials, a line each", async () => {
  const { code, stdout, stderr } = await runCli(["check"], { env: accounts.env });
  expect(stderr).toBe("");
  expect(code).toBe(0);
  const [, ...rows] = stdout.trimEnd().split("\n");
  expect(rows).toHaveLength(accounts.ids.length);
  for (const [index, id] of accounts.ids.entries()) expect(rows[index]).toMatch(new RegExp(`^${id} +good `));
});

test("one that fails makes it 3, and is told with what to do", async () => {
  const env = { ...accounts.env, JUMPCLOUD_API_KEY: "s3cret-and-wrong" };
  const outcome = await runCli(["check", "--output", "json"], { env });
  expect(outcome.code).toBe(3);
  expect(parsed(outcome)).toMatchObject(
    accounts.ids.map((vendor) => ({
      vendor,
      credentials: vendor === "jumpcloud" ? "failed" : "good",
    })),
  );
  expect(outcome.stderr).toMatch(/^mdmkit: \[jumpcloud\] .*\n`mdmkit vendors` shows/);
  expect(outcome.stdout + outcome.stderr).not.toContain("s3cret");
});

test("with --vendor it checks that one", async () => {
  const env = { ...accounts.env, JUMPCLOUD_API_KEY: "wrong" };
  const outcome = await runCli(["check", "--vendor", "jamf-pro", "--output", "json"], { env });
  expect(outcome.code).toBe(0);
  expect(parsed(outcome)).toMatchObject({ vendor: "jamf-pro", credentials: "good" });
});
