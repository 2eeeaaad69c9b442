import { describe, expect, it } from "vitest";
import type { JumpCloudDeviceRecord } from "../api/record.ts";
import { scriptedClient } from "../fixtures/scripted-client.ts";
import { createActionPlanners } from "./plan-actions.ts";

const windows: JumpCloudDeviceRecord = {
  _id: "w1",
  os: "Windows",
  builtInCommands: [
    { name: "lock", type: "security" },
    { name: "erase", type: "security" },
  ],
};
const mac: JumpCloudDeviceRecord = { _id: "m1", os: "Mac OS X", serialNumber: "C02FF0XXXXXX" };
const phone: JumpCloudDeviceRecord = { _id: "p1", os: "iOS", serialNumber: "F17AA0000000" };
const android: JumpCloudDeviceRecord = {
  _id: "a1",
  os: "Android",
  mdm: { internal: { deviceId: "ZGV2aWNl" } },
};

const APPLE = {
  "GET /v2/applemdms": [{ id: "mdm1" }],
  "GET /v2/applemdms/mdm1/devices": [
    { id: "apple-m1", serialNumber: "C02FF0XXXXXX" },
    { id: "apple-p1", serialNumber: "F17AA0000000" },
  ],
};

function planners(responses: Readonly<Record<string, unknown>> = APPLE) {
  const { client, asked } = scriptedClient(responses);
  return { ...createActionPlanners(client), asked };
}

describe("the way to a device", () => {
  it("is the agent for Windows and Linux, without any lookup", async () => {
    const { lock, asked } = planners();
    expect(await lock(windows, { pin: null })).toEqual({
      operation: "systems_commandBuiltinLock",
      path: { system_id: "w1" },
    });
    expect(await lock({ _id: "l1", os: "Ubuntu" }, { pin: null })).toMatchObject({
      path: { system_id: "l1" },
    });
    expect(asked).toEqual([]);
  });

  it("is the Apple MDM for a Mac, found by serial number", async () => {
    expect(await planners().lock(mac, { pin: "246810" })).toEqual({
      operation: "applemdms_deviceslock",
      path: { apple_mdm_id: "mdm1", device_id: "apple-m1" },
      body: { pin: "246810" },
    });
  });

  it("is Google's management for Android, by its own id", async () => {
    expect(await planners().lock(android, { pin: null })).toEqual({
      operation: "Devices_LockDevice",
      path: { deviceId: "ZGV2aWNl" },
      body: {},
    });
  });

  it.each([
    ["a Mac without a serial number", { ...mac, serialNumber: "None" }, APPLE],
    ["a Mac the MDM does not know", { ...mac, serialNumber: "OTHER" }, APPLE],
    ["an account without an MDM", mac, { "GET /v2/applemdms": [] }],
    ["an Android device outside the management", { _id: "a2", os: "Android" }, APPLE],
  ])("is missing for %s, and says why", async (_case, device: JumpCloudDeviceRecord, responses) => {
    expect(await planners(responses).lock(device, { pin: "246810" })).toEqual({
      unsupported: expect.stringContaining("not enrolled"),
    });
  });

  it("asks for the MDM's id once", async () => {
    const { restart, asked } = planners();
    await restart(mac);
    await restart(phone);
    expect(asked.filter((call) => call === "GET /v2/applemdms")).toHaveLength(1);
  });
});

it.each(["lock", "erase"] as const)("%s of a phone goes without a PIN", async (action) => {
  expect(await planners()[action](phone, { pin: null })).toMatchObject({ body: {} });
});

describe("what only some devices take", () => {
  it("refuses a command the agent does not offer", async () => {
    expect(await planners().restart(windows)).toMatchObject({
      unsupported: expect.stringContaining("does not offer it"),
    });
    expect(await planners().restart({ _id: "w2", os: "Windows" })).toMatchObject({
      operation: "systems_commandBuiltinRestart",
    });
  });

  it.each([
    ["shutdown", "Android", android],
    ["retire", "agent", windows],
    ["clearActivationLock", "Android", android],
  ] as const)("%s is not for %s devices", async (action, words, device) => {
    expect(await planners()[action](device)).toEqual({ unsupported: expect.stringContaining(words) });
  });

  it("clearPasscode sets another passcode on Android only", async () => {
    const input = { new_passcode: "made-up" };
    expect(await planners().clearPasscode(android, input)).toEqual({
      operation: "Devices_ResetPassword",
      path: { deviceId: "ZGV2aWNl" },
      body: { newPassword: "made-up" },
    });
    expect(await planners().clearPasscode(mac, input)).toEqual({
      unsupported: expect.stringContaining("Apple"),
    });
  });

  it("updateOs names Apple's product key and way to install", async () => {
    expect(
      await planners().updateOs(mac, { product_key: "MSU_1", install_action: "install_later" }),
    ).toMatchObject({
      operation: "applemdms_devicesScheduleOSUpdate",
      body: { product_key: "MSU_1", install_action: "INSTALL_LATER" },
    });
  });

  it.each(["6026bec6b8207255280d5981", null])("assignUser sets the primary user to %s", async (user_id) => {
    expect(await planners().assignUser(windows, { user_id })).toEqual({
      operation: "systems_put",
      path: { id: "w1" },
      body: { "primarySystemUser.id": user_id },
    });
  });
});
