import { createSandbox } from "@mdmkit/sandbox";
import { listen } from "@mdmkit/sandbox/listen";
import { expect, test } from "vitest";
import { parsed, runCli } from "../../fixtures/run-cli.ts";

/** A Jamf Pro account behind real HTTP on loopback, so that commands make progress between two calls. */
async function openJamfPro() {
  const sandbox = createSandbox("jamf-pro", { devices: 6, users: 3, seed: 1 });
  const server = await listen(sandbox);
  const { clientId, clientSecret } = sandbox.credentials;
  const env = {
    JAMF_PRO_BASE_URL: server.url,
    JAMF_PRO_CLIENT_ID: clientId,
    JAMF_PRO_CLIENT_SECRET: clientSecret,
  };
  const json = (...args: string[]) => runCli([...args, "--output", "json"], { env });
  return { json, [Symbol.asyncDispose]: () => server.close() };
}

/** Restarts the first device that supports it. */
async function restarted({ json }: Awaited<ReturnType<typeof openJamfPro>>) {
  const { result: records } = Object(parsed(await json("devices", "list")));
  for (const { id } of records) {
    const result = Object(parsed(await json("devices", "restart", id)));
    if (result.status === "pending") return { id: String(id), commandId: String(result.command_id) };
  }
  throw new Error("no device supports a restart");
}

test("shows the status of a command by the id that the action printed", async () => {
  await using account = await openJamfPro();
  const { id, commandId } = await restarted(account);
  const outcome = await account.json("devices", "command", id, commandId);
  expect(parsed(outcome)).toMatchObject({ id, command_id: commandId, status: expect.any(String) });
});

test("an unknown command is not found", async () => {
  await using account = await openJamfPro();
  const { id } = await restarted(account);
  const outcome = await account.json("devices", "command", id, "00000000-0000-0000-0000-000000000000");
  expect(outcome.code).toBe(4);
  expect(outcome.stdout).toBe("");
});

test("refuses a vendor without command status before credentials are needed", async () => {
  const outcome = await runCli(["devices", "command", "1", "2", "--vendor", "jumpcloud"]);
  expect(outcome.code).toBe(6);
  expect(outcome.stderr).toContain("JumpCloud does not report the status of commands");
});
