import { expect, test } from "vitest";
import { parsed, runCli } from "../../fixtures/run-cli.ts";

const SANDBOX = ["--sandbox", "--vendor", "jamf-pro", "--sandbox-devices", "3"];

async function firstId(): Promise<string> {
  const outcome = await runCli(["devices", "list", ...SANDBOX, "--output", "json", "--limit", "1"]);
  return Object(parsed(outcome)).result[0].id;
}

test("explains the fields of a record by the vendor's properties and values", async () => {
  const id = await firstId();
  const outcome = await runCli([
    "devices",
    "explain",
    id,
    ...SANDBOX,
    "--fields",
    "serial_number,owner.name",
    "--output",
    "json",
  ]);
  expect(outcome.code).toBe(0);
  const [serial, owner] = Object(parsed(outcome));
  expect(serial).toMatchObject({
    field: "serial_number",
    presence: "value",
    sources: [{ property: "hardware.serialNumber", values: [serial.value] }],
    mapper: { file: expect.stringContaining("jamf-pro") },
  });
  expect(owner.field).toBe("owner");
});

test("a table has a row for every field, also for those that the vendor never has", async () => {
  const { stdout } = await runCli(["devices", "explain", await firstId(), ...SANDBOX]);
  expect(stdout).toMatch(/^FIELD +PRESENCE +VALUE +SOURCES\n/);
  expect(stdout).toMatch(/\nserial_number +value +\w+ +hardware\.serialNumber\n/);
  expect(stdout).toMatch(/\n\w+ +unsupported +-/);
});
