import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { vendors } from "@mdmkit/unified/vendors";
import { expect, test } from "vitest";
import { unpackPreparedDatabase } from "../../../../gateway/src/fixtures/prepared-database.ts";
import { runCli } from "../../fixtures/run-cli.ts";

const ACCOUNTS = Object.keys(vendors).length;

test("serves a sandbox of every vendor until interrupted, and the printed request works", async () => {
  const stop = new AbortController();
  const responses: Promise<Response>[] = [];
  const { code, stdout, stderr } = await runCli(
    ["gateway", "--sandbox", "--sandbox-devices", "5", "--port", "0"],
    {
      signal: stop.signal,
      onStdout: (text) => {
        const [, url = "", token] = /curl '(\S+)' -H 'Authorization: Bearer (\S+)'/.exec(text) ?? [];
        const response = fetch(url, { headers: { Authorization: `Bearer ${token}` } });
        responses.push(response);
        response.finally(() => stop.abort());
      },
    },
  );
  expect(code).toBe(0);
  expect(stdout.match(/^[0-9a-f-]{36} {2}.+ sandbox$/gm)).toHaveLength(ACCOUNTS);
  const body = await (await responses[0])?.json();
  expect(body).toMatchObject({ result_count: 2, report: { total: 5 } });
  expect(stderr).toContain('"operation":"listDevices"');
});

test("re-encrypts stored data with a new key", async () => {
  const folder = await mkdtemp(join(tmpdir(), "mdmkit-gateway-"));
  try {
    await unpackPreparedDatabase(join(folder, "database"));
    const keyOf = (letter: string) => Buffer.alloc(32, letter).toString("base64");
    const rotate = (...keys: string[]) =>
      runCli(["gateway", "--rotate", "--data", folder], { env: { MDMKIT_GATEWAY_KEY: keys.join(",") } });
    const stop = AbortSignal.abort();
    const env = { MDMKIT_GATEWAY_KEY: keyOf("a") };
    const sandbox = ["gateway", "--sandbox", "--sandbox-devices", "2", "--port", "0", "--data", folder];
    await runCli(sandbox, { env, signal: stop });
    const { code, stdout } = await rotate(keyOf("b"), keyOf("a"));
    expect([code, stdout]).toEqual([
      0,
      `Re-encrypted ${ACCOUNTS} accounts, 0 stored responses, 0 entries of bulk actions and 0 webhooks.\n`,
    ]);
    expect((await rotate(keyOf("a"))).code).not.toBe(0);
    const again = await runCli(["gateway", "--port", "0", "--data", folder], {
      env: { MDMKIT_GATEWAY_KEY: keyOf("b") },
      signal: stop,
    });
    expect(again.stdout).toContain("A valid admin token exists. --admin-token issues another one.");
  } finally {
    await rm(folder, { recursive: true });
  }
});

test("--rotate fails and creates nothing if there is no database", async () => {
  const folder = await mkdtemp(join(tmpdir(), "mdmkit-gateway-"));
  try {
    const { code, stderr } = await runCli(["gateway", "--rotate", "--data", join(folder, "data")]);
    expect([code, stderr]).toEqual([2, expect.stringContaining("No gateway database in ")]);
    expect(await readdir(folder)).toEqual([]);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test("a wrong origin is refused before a database is created", async () => {
  const folder = await mkdtemp(join(tmpdir(), "mdmkit-gateway-"));
  try {
    const wrong = ["--data", join(folder, "data"), "--cors", "https://a.example/"];
    const { code, stderr } = await runCli(["gateway", ...wrong]);
    expect([code, stderr]).toEqual([2, expect.stringContaining("Did you mean https://a.example?")]);
    expect(await readdir(folder)).toEqual([]);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test.each([
  [["--rotate", "--sandbox"], "--rotate cannot be combined with --sandbox or --admin-token"],
  [["--rotate", "--admin-token"], "--rotate cannot be combined with --sandbox or --admin-token"],
  [["--no-walks", "--retention-days", "30"], "--retention-days cannot be combined with --no-walks."],
  [["--port", "99999"], "--port must be at most 65535."],
  [["--host", "0.0.0.0", "--data", "/nonexistent/x"], "MDMKIT_GATEWAY_KEY"],
])("refuses %j", async (options, message) => {
  const { code, stderr } = await runCli(["gateway", ...options]);
  expect([code, stderr.includes(message)]).toEqual([2, true]);
});
