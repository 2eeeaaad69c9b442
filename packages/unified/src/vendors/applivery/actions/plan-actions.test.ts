import { describe, expect, it } from "vitest";
import type { AppliveryDeviceRecord } from "../api/record.ts";
import { openWorkspace } from "../api/workspace.ts";
import {
  androidRecord,
  iphoneRow,
  macRecord,
  ORGANIZATION_ID as organizationId,
  USER_ID,
  windowsRow,
} from "../fixtures/rows.ts";
import { createActionPlanners } from "./plan-actions.ts";

const refusing = async () => Promise.reject(new Error("a planner asked for something"));
const actions = createActionPlanners(openWorkspace({ token: "t", organizationId, fetch: refusing }));

const iphone: AppliveryDeviceRecord = iphoneRow();
const windows: AppliveryDeviceRecord = windowsRow();
const mac: AppliveryDeviceRecord = { type: "apple", apple: macRecord() };
const managed: AppliveryDeviceRecord = { type: "android", android: androidRecord() };
const profile: AppliveryDeviceRecord = {
  type: "android",
  android: { ...androidRecord(), managementMode: "PROFILE_OWNER" },
};
const aosp: AppliveryDeviceRecord = { type: "aosp", id: "r", aosp: { id: "64b0000000000000000000e5" } };

const apple = (id: string | undefined, command: object) => ({
  operation: "createAppleCommands",
  path: { organizationId, targetType: "device" },
  body: { command, targetIds: [id] },
});
const emm = (body: object) => ({
  operation: "createAndroidCommand",
  path: { organizationId, emmDeviceId: managed.android?.id },
  body,
});
const unsupported = (reason: RegExp) => ({ unsupported: expect.stringMatching(reason) });

describe("Apple", () => {
  it("takes a PIN for a Mac, and none for a phone", async () => {
    expect(await actions.erase(mac, { pin: "123456" })).toMatchObject(
      apple(mac.apple?.id, { RequestType: "EraseDevice", PIN: "123456" }),
    );
    expect(await actions.erase(iphone, { pin: null })).toMatchObject(
      apple(iphone.admDevice, { RequestType: "EraseDevice" }),
    );
  });

  it("shows words on a locked screen", async () => {
    expect(await actions.lock(iphone, { pin: null, message: "Mine", phone_number: " " })).toMatchObject(
      apple(iphone.admDevice, { RequestType: "DeviceLock", Message: "Mine" }),
    );
  });

  it("restarts, shuts down and loses supervised devices only", async () => {
    expect(await actions.restart(mac)).toEqual(unsupported(/supervised/));
    expect(await actions.shutdown(mac)).toEqual(unsupported(/supervised/));
    expect(await actions.restart(iphone)).toMatchObject(
      apple(iphone.admDevice, { RequestType: "RestartDevice" }),
    );
    expect(await actions.disableLostMode(iphone)).toMatchObject(
      apple(iphone.admDevice, { RequestType: "DisableLostMode" }),
    );
  });

  it("needs something to show in lost mode, which a Mac does not have", async () => {
    await expect(actions.enableLostMode(iphone, { message: "" })).rejects.toThrow(
      /`message` or `phone_number`/,
    );
    expect(await actions.enableLostMode(mac, { message: "x" })).toEqual(unsupported(/lost mode/));
    expect(await actions.enableLostMode(iphone, { phone_number: "+15550100", footnote: "f" })).toMatchObject(
      apple(iphone.admDevice, { RequestType: "EnableLostMode", PhoneNumber: "+15550100", Footnote: "f" }),
    );
  });

  it("clears no passcode of a Mac", async () => {
    expect(await actions.clearPasscode(mac, {})).toEqual(unsupported(/passcode of a Mac/));
  });

  it("installs the version that is named", async () => {
    expect(
      await actions.updateOs(mac, { version: "15.6", install_action: "install_force_restart" }),
    ).toMatchObject(
      apple(mac.apple?.id, {
        RequestType: "ScheduleOSUpdate",
        Updates: [{ ProductVersion: "15.6", InstallAction: "InstallForceRestart" }],
      }),
    );
    expect(await actions.updateOs(mac, { version: "15.6" })).toMatchObject({
      body: { command: { Updates: [{ InstallAction: "Default" }] } },
    });
  });

  it("returns the id of the command, if the response has one", async () => {
    const plan = await actions.sync(mac);
    if ("unsupported" in plan) throw new Error("no plan");
    expect(plan.commandId?.({ status: true, data: [{ id: "c1" }] })).toBe("c1");
    for (const response of [undefined, {}, { data: [] }, { data: [{}] }, { data: "x" }]) {
      expect(plan.commandId?.(response)).toBeUndefined();
    }
  });

  it("is retired by the end of management", async () => {
    expect(await actions.retire(iphone)).toEqual({
      operation: "removeAppleDevice",
      path: { organizationId, admDeviceId: iphone.admDevice },
    });
  });
});

describe("Android", () => {
  it("commands fully managed devices", async () => {
    expect(await actions.lock(managed, { pin: null })).toEqual(emm({ type: "LOCK" }));
    expect(await actions.restart(managed)).toEqual(emm({ type: "REBOOT" }));
    expect(await actions.clearPasscode(managed, { new_passcode: "1234" })).toEqual(
      emm({ type: "RESET_PASSWORD", newPassword: "1234" }),
    );
    expect(await actions.clearPasscode(managed, {})).toEqual(emm({ type: "RESET_PASSWORD" }));
    for (const action of ["lock", "restart", "clearPasscode"] as const) {
      expect(await actions[action](profile, { pin: null })).toEqual(unsupported(/work profile/));
    }
  });

  it("erases a fully managed device by the end of management, and nothing else", async () => {
    expect(await actions.erase(managed, { pin: null })).toEqual({
      operation: "removeAndroidDevice",
      path: { organizationId, emmDeviceId: managed.android?.id },
    });
    expect(await actions.erase(profile, { pin: null })).toEqual(unsupported(/no command that wipes/));
    expect(await actions.erase({ type: "android", emmDevice: "x" }, { pin: null })).toEqual(
      unsupported(/no command/),
    );
  });

  it("never retires where that would wipe", async () => {
    expect(await actions.retire(profile)).toEqual(emm({ type: "RELINQUISH_OWNERSHIP" }));
    expect(await actions.retire(managed)).toEqual(unsupported(/wipes/));
    expect(await actions.retire({ type: "android", emmDevice: "x" })).toEqual(unsupported(/wipes/));
  });

  it("has a lost mode with words or without", async () => {
    expect(await actions.enableLostMode(managed, { message: "Lost", phone_number: "1" })).toEqual(
      emm({
        type: "START_LOST_MODE",
        startLostModeParams: {
          lostMessage: { defaultMessage: "Lost" },
          lostPhoneNumber: { defaultMessage: "1" },
        },
      }),
    );
    expect(await actions.enableLostMode(managed, {})).toEqual(
      emm({ type: "START_LOST_MODE", startLostModeParams: {} }),
    );
    expect(await actions.disableLostMode(managed)).toEqual(
      emm({ type: "STOP_LOST_MODE", stopLostModeParams: {} }),
    );
  });

  it("does not shut down, check in or update", async () => {
    expect(await actions.shutdown(managed)).toEqual(unsupported(/on Android devices/));
    expect(await actions.sync(managed)).toEqual(unsupported(/does not support this action/));
    expect(await actions.updateOs(managed, { version: "15" })).toEqual(
      unsupported(/does not support this action/),
    );
  });
});

describe("Windows", () => {
  const path = { organizationId, winDeviceId: windows.winDevice };

  it("locks by its configuration path, and wipes and restarts by actions", async () => {
    const config = { path: "./Vendor/MSFT/RemoteLock/DeviceLock", action: "Exec", value: "", format: "chr" };
    expect(await actions.lock(windows, { pin: null })).toEqual({
      operation: "createWindowsCommands",
      path,
      body: { commands: [{ config }] },
    });
    const run = (action: string) => ({
      operation: "runWindowsDeviceAction",
      path,
      body: { entity: "command", action, type: "default" },
    });
    expect(await actions.erase(windows, { pin: null })).toEqual(run("wipe"));
    expect(await actions.restart(windows)).toEqual(run("reboot"));
  });

  it("checks in by reporting everything again", async () => {
    const body = { info: ["hardware", "applications", "certificates"] };
    expect(await actions.sync(windows)).toEqual({ operation: "refreshWindowsDeviceInfo", path, body });
  });
});

describe("AOSP", () => {
  const path = { organizationId, aosDeviceId: aosp.aosp?.id };

  it("locks, restarts and retires, and wipes by undocumented flags", async () => {
    expect(await actions.lock(aosp, { pin: null })).toEqual({
      operation: "createAospCommand",
      path,
      body: { command: "LOCK" },
    });
    expect(await actions.retire(aosp)).toEqual({ operation: "removeAospDevice", path });
    expect(await actions.erase(aosp, { pin: null })).toEqual(unsupported(/flags/));
  });

  it("cannot be commanded where its record was not found", async () => {
    expect(await actions.lock({ type: "aosp", id: "r" }, { pin: null })).toEqual(unsupported(/record id/));
  });

  it("alone lets a user be taken off", async () => {
    expect(await actions.assignUser(aosp, { user_id: null })).toEqual({
      operation: "updateAospDevice",
      path,
      body: { mdmUserId: null },
    });
    expect(await actions.assignUser(iphone, { user_id: null })).toEqual(
      unsupported(/cannot remove its user/),
    );
    expect(await actions.assignUser(iphone, { user_id: USER_ID })).toMatchObject({
      operation: "updateAppleDevice",
      body: { mdmUserId: USER_ID },
    });
  });
});

describe("a message", () => {
  it.each([
    [iphone, "ios"],
    [mac, "macos"],
    [windows, "windows"],
    [managed, "android"],
    [aosp, "aosp"],
  ])("names the operating system", async (device, os) => {
    expect(await actions.sendMessage(device, { message: "Hello" })).toMatchObject({
      operation: "sendPushNotification",
      body: { os, app: "mdmAgent", notification: { body: "Hello" } },
    });
  });

  it("cannot be sent where that is not known", async () => {
    const device: AppliveryDeviceRecord = { type: "apple", admDevice: "x" };
    expect(await actions.sendMessage(device, { message: "Hello" })).toEqual(unsupported(/operating system/));
  });
});
