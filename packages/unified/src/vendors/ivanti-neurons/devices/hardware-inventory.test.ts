import { ConfirmationError } from "@mdmkit/runtime";
import { createSandbox } from "@mdmkit/sandbox";
import { connect } from "@mdmkit/unified";
import { describe, expect, it } from "vitest";
import { noWait } from "../../../fixtures/no-wait.ts";
import { ivantiNeurons } from "../index.ts";

function open() {
  const sandbox = createSandbox("ivanti-neurons", { devices: 60, users: 20, seed: 1 });
  const { baseUrl, fetch, requests } = sandbox;
  const { username, password } = sandbox.credentials;
  const mdm = connect(ivantiNeurons({ baseUrl, username, password, fetch, ...noWait }));
  const reads = () => requests.filter(({ operation }) => operation === "getHardwareInventory").length;
  return { mdm, sandbox, reads };
}

const isKnown = (serial: unknown) => typeof serial === "string" && serial !== "";

describe("the hardware inventory", () => {
  it("gives a single Windows PC its serial number and processor, and costs others no request", async () => {
    const { mdm, reads } = open();
    const devices = await mdm.devices.list().toArray();
    expect(reads()).toBe(0);
    const windows = devices.filter(({ platform }) => platform === "windows");
    expect(windows.length).toBeGreaterThan(3);
    expect(windows.map(({ serial_number }) => serial_number)).toEqual(windows.map(() => undefined));
    const whole = await Promise.all(windows.map(({ id }) => mdm.devices.get(id)));
    expect(whole.some(({ serial_number }) => isKnown(serial_number))).toBe(true);
    expect(whole.every(({ cpu_cores }) => Number(cpu_cores) > 0)).toBe(true);
    expect(reads()).toBe(windows.length);
    await mdm.devices.get(devices.find(({ platform }) => platform === "macos")?.id ?? "");
    expect(reads()).toBe(windows.length);
  });

  it("hydrates lists", async () => {
    const { mdm } = open();
    const listing = mdm.devices.list({ platform: "windows", hydrate: ["serial_number"] });
    const devices = await listing.toArray();
    expect(devices.some(({ serial_number }) => isKnown(serial_number))).toBe(true);
  });

  it("confirms what destroys data by the serial number that a single read shows", async () => {
    const { mdm } = open();
    const devices = await mdm.devices.list({ platform: "windows", hydrate: ["serial_number"] }).toArray();
    const enrolled = devices.find(
      (one) => one.enrollment_status === "enrolled" && isKnown(one.serial_number),
    );
    const { id = "", serial_number } = enrolled ?? {};
    const wrong = mdm.devices.retire(id, { confirm: `${serial_number}0` });
    await expect(wrong).rejects.toBeInstanceOf(ConfirmationError);
    const { status } = await mdm.devices.retire(id, { confirm: serial_number ?? "" });
    expect(status).toBe("accepted");
  });

  it("leaves its fields absent where a role may not read it", async () => {
    const { mdm, sandbox } = open();
    const device = (await mdm.devices.list({ platform: "windows" }).toArray())[0];
    sandbox.inject({ type: "forbidden", operation: "getHardwareInventory" });
    const { serial_number, cpu_name, platform } = await mdm.devices.get(device?.id ?? "");
    expect([serial_number, cpu_name, platform]).toEqual([undefined, undefined, "windows"]);
  });
});
