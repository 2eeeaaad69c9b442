import { capabilitiesOf, exampleValues, loadVendors } from "@mdmkit/unified/vendors";
import { describe, expect, test } from "vitest";
import { parsed, runCli } from "./fixtures/run-cli.ts";

const vendors = await loadVendors();

describe.each(vendors)("$id", async (descriptor) => {
  const { id, name } = descriptor;
  const capabilities = capabilitiesOf(await descriptor.create(exampleValues(descriptor)));
  const supports = (name: string) => capabilities.devices.actions.some(({ action }) => action === name);
  const hasUsers = capabilities.users.operations.includes("list");
  const sandbox = (...args: string[]) =>
    runCli([...args, "--vendor", id, "--sandbox", "--sandbox-devices", "20"]);
  const lines = (stdout: string): { id: string }[] =>
    stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
  const devices = async () => lines((await sandbox("devices", "list", "--output", "ndjson")).stdout);

  test("lists all devices", async () => {
    const outcome = await sandbox("devices", "list", "--output", "json");
    expect(outcome.code).toBe(0);
    expect(outcome.stderr).toContain(`${name} sandbox: sample data`);
    expect(parsed(outcome)).toMatchObject({ report: { complete: true, reason: null } });
  });

  test("gets a device by the id from the list", async () => {
    const [first = { id: "" }] = await devices();
    const outcome = await sandbox("devices", "get", first.id, "--output", "json");
    expect(outcome.code).toBe(0);
    expect(parsed(outcome)).toMatchObject({ id: first.id });
  });

  test.runIf(supports("restart"))(
    "shows the requests of an action for a device that supports it",
    async () => {
      const restarts = (await devices()).map((device) =>
        sandbox("devices", "restart", device.id, "--dry-run", "--output", "json"),
      );
      const outcomes = await Promise.all(restarts);
      for (const { code } of outcomes) expect([0, 6]).toContain(code); // 6: not supported by this device
      const sent = outcomes.filter(({ code }) => code === 0).map(parsed);
      expect(sent).toContainEqual(
        expect.objectContaining({
          action: "restart",
          dry_run: true,
          requests: expect.arrayContaining([expect.objectContaining({ path: expect.any(String) })]),
        }),
      );
    },
  );

  test.runIf(hasUsers)("lists users", async () => {
    const { code, stdout } = await sandbox("users", "list", "--limit", "3", "--output", "ndjson");
    expect(code).toBe(0);
    expect(lines(stdout)).toHaveLength(3);
  });

  test("help is specific to the vendor", async () => {
    for (const words of [
      ["devices"],
      ["devices", "list"],
      ["devices", "get"],
      ...(supports("lock") ? [["devices", "lock"]] : []),
      ...(hasUsers ? [["users"], ["users", "get"]] : []),
    ]) {
      const { code, stdout } = await runCli([...words, "--help", "--vendor", id]);
      expect(code).toBe(0);
      expect(stdout).not.toMatch(/\((only|not) [a-z]/);
    }
  });
});
