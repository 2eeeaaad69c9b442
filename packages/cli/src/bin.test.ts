import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { createAccount } from "./fixtures/accounts.ts";

const bin = fileURLToPath(new URL("./bin.ts", import.meta.url));

function start(args: readonly string[], env: Record<string, string> = {}) {
  const { PATH, NODE_COMPILE_CACHE } = process.env;
  const child = spawn(process.execPath, ["--conditions=@mdmkit/source", bin, ...args], {
    env: { PATH, NODE_COMPILE_CACHE, HOME: "/nonexistent", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  return { child, exit: once(child, "exit"), stderr: text(child.stderr) };
}

test("prints data and exits with the code of the command", async () => {
  const { child, exit, stderr } = start(["check", "--sandbox", "--output", "json"]);
  expect(JSON.parse(await text(child.stdout))).toMatchObject({ credentials: "valid" });
  expect(await exit).toEqual([0, null]);
  expect(await stderr).toContain("JumpCloud sandbox");
});

test("FORCE_COLOR and NO_COLOR override the terminal", async () => {
  const forced = start(["capabilities"], { FORCE_COLOR: "1" });
  expect(await text(forced.child.stdout)).toContain("\x1b[1m");
  const both = start(["capabilities"], { FORCE_COLOR: "1", NO_COLOR: "1" });
  expect(await text(both.child.stdout)).not.toContain("\x1b");
});

test("exits silently when the reader closes the pipe", async () => {
  const { child, exit, stderr } = start(["devices", "list", "--sandbox", "--output", "ndjson", "--quiet"]);
  await once(child.stdout, "data");
  child.stdout.destroy();
  expect(await exit).toEqual([0, null]);
  expect(await stderr).toBe("");
});

test.skipIf(process.platform === "win32")(
  "Ctrl-C exits with 130 and leaves a well-formed document",
  async () => {
    const account = await createAccount({ fault: { type: "hang", operation: "systems_list", page: 2 } });
    const { child, exit, stderr } = start(["devices", "list", "--output", "json"], account.env);
    const printed = text(child.stdout);
    await once(child.stdout, "readable");
    child.kill("SIGINT");
    expect(await exit).toEqual([130, null]);
    await account.close();
    expect(JSON.parse(await printed)).toMatchObject({ report: { reason: "aborted" } });
    expect(await stderr).toBe("mdmkit: Interrupted.\n");
  },
);
