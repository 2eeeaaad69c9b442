import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runCli } from "../../fixtures/run-cli.ts";

test("serves a sandbox of every vendor until it is interrupted, and what it suggests to try works", async () => {
  const stop = new AbortController();
  const answers: Promise<Response>[] = [];
  const { code, stdout, stderr } = await runCli(
    ["gateway", "--sandbox", "--sandbox-devices", "5", "--port", "0"],
    {
      signal: stop.signal,
      onStdout: (text) => {
        const [, url = "", token] = /curl '(\S+)' -H 'Authorization: Bearer (\S+)'/.exec(text) ?? [];
        const answer = fetch(url, { headers: { Authorization: `Bearer ${token}` } });
        answers.push(answer);
        answer.finally(() => stop.abort());
      },
    },
  );
  expect(code).toBe(0);
  expect(stdout.match(/^[0-9a-f-]{36} {2}.+ sandbox$/gm)).toHaveLength(4);
  const body = await (await answers[0])?.json();
  expect(body).toMatchObject({ result_count: 2, report: { total: 5 } });
  expect(stderr).toContain('"operation":"listDevices"');
});

test("encrypts with a new key what an old one encrypted", async () => {
  const folder = await mkdtemp(join(tmpdir(), "mdmkit-gateway-"));
  try {
    const keyOf = (letter: string) => Buffer.alloc(32, letter).toString("base64");
    const rotate = (...keys: string[]) =>
      runCli(["gateway", "--rotate", "--data", folder], { env: { MDMKIT_GATEWAY_KEY: keys.join(",") } });
    const stop = AbortSignal.abort();
    const env = { MDMKIT_GATEWAY_KEY: keyOf("a") };
    const sandbox = ["gateway", "--sandbox", "--sandbox-devices", "2", "--port", "0", "--data", folder];
    await runCli(sandbox, { env, signal: stop });
    const { code, stdout } = await rotate(keyOf("b"), keyOf("a"));
    expect([code, stdout]).toEqual([0, "Encrypted again: 4 accounts, 0 stored answers.\n"]);
    expect((await rotate(keyOf("b"))).code).toBe(0);
    expect((await rotate(keyOf("a"))).code).not.toBe(0);
    const again = await runCli(["gateway", "--port", "0", "--data", folder], {
      env: { MDMKIT_GATEWAY_KEY: keyOf("b") },
      signal: stop,
    });
    expect(again.stdout).toContain("There is an admin token already; --admin-token issues another.");
  } finally {
    await rm(folder, { recursive: true });
  }
});

test("encrypts nothing again, and makes nothing, where no gateway has been", async () => {
  const folder = await mkdtemp(join(tmpdir(), "mdmkit-gateway-"));
  try {
    const { code, stderr } = await runCli(["gateway", "--rotate", "--data", join(folder, "data")]);
    expect([code, stderr]).toEqual([2, expect.stringContaining("There is no database of a gateway in ")]);
    expect(await readdir(folder)).toEqual([]);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test.each([
  [["--rotate", "--sandbox"], "--rotate goes with neither --sandbox nor --admin-token"],
  [["--rotate", "--admin-token"], "--rotate goes with neither --sandbox nor --admin-token"],
  [["--sandbox", "--cors", "https://a.example/"], "Did you mean https://a.example?"],
  [["--port", "99999"], "--port must be below 65536."],
  [["--host", "0.0.0.0", "--data", "/nonexistent/x"], "MDMKIT_GATEWAY_KEY"],
])("refuses %j", async (options, message) => {
  const { code, stderr } = await runCli(["gateway", ...options]);
  expect([code, stderr.includes(message)]).toEqual([2, true]);
});
