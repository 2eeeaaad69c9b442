import { ConflictError, InvalidInputError } from "@mdmkit/runtime";
import { createSandbox } from "@mdmkit/sandbox";
import { connect } from "@mdmkit/unified";
import { describe, expect, it } from "vitest";
import { ivantiNeurons } from "../index.ts";

function open() {
  const sandbox = createSandbox("ivanti-neurons", { devices: 40, users: 6 });
  const { username, password } = sandbox.credentials;
  const mdm = connect(ivantiNeurons({ username, password, baseUrl: sandbox.baseUrl, fetch: sandbox.fetch }));
  const { devices } = sandbox.state;
  const rows = devices.rows("id").slice(0, devices.count());
  /** An active device of a platform, changed as wanted. */
  const device = (platformType: string, changes: object = {}) => {
    const row = rows.find((one) => one.platformType === platformType && one.registrationState === "ACTIVE");
    const id = String(row?.id);
    devices.update(id, { ...changes });
    return id;
  };
  const sent = () =>
    sandbox.requests
      .filter(({ operation }) => !/^(getDevice|list)/.test(operation))
      .map(({ operation, body }) => (body === undefined ? operation : { operation, body }));
  return { sandbox, mdm, device, sent };
}

describe("actions with a check", () => {
  it("ask it first and then send the command", async () => {
    const { mdm, device, sent, sandbox } = open();
    const id = device("OSX");
    await mdm.devices.lock(id, {
      confirm: id,
      pin: "246810",
      message: "Back soon",
      phone_number: "555-0100",
    });
    await mdm.devices.sync(id);
    await mdm.devices.erase(id, { confirm: id, pin: "135790" });
    const ids = [Number(id)];
    expect(sent()).toEqual([
      "checkLockViability",
      {
        operation: "lockDevices",
        body: { ids, message: "Back soon", phoneNumber: "555-0100", osxLockPin: "246810" },
      },
      "checkForceCheckinViability",
      { operation: "forceDeviceCheckin", body: { ids } },
      "checkWipeViability",
      { operation: "wipeDevices", body: { ids, osxWipePin: "135790" } },
    ]);
    expect(sandbox.violations).toEqual([]);
  });

  it("send nothing to a device on the list of those that cannot, and give the vendor's code", async () => {
    const { mdm, device, sent } = open();
    const id = device("WINDOWS_PHONE");
    const result = await mdm.devices.lock(id, { confirm: id, pin: null });
    expect(result).toMatchObject({ status: "unsupported", requests: [] });
    expect(result.reason).toContain("(PLATFORM_NOT_SUPPORTED)");
    expect(sent()).toEqual(["getHardwareInventory", "checkLockViability"]);
  });

  it("send nothing where the vendor gives no code either", async () => {
    const { mdm, device, sent } = open();
    const id = device("IOS", { registrationState: "RETIRE_PENDING" });
    expect(await mdm.devices.retire(id, { confirm: id })).toMatchObject({ status: "unsupported" });
    expect(await mdm.devices.disableLostMode(id)).toMatchObject({ status: "unsupported" });
    expect(await mdm.devices.updateOs(id, { version: "18.6" })).toMatchObject({ status: "unsupported" });
    expect(sent()).toEqual([
      "checkRetireViability",
      "checkDisableLostModeViability",
      "checkOsUpdateViability",
    ]);
  });

  it("fail where the device changed between the check and the command", async () => {
    const { mdm, device, sandbox } = open();
    const id = device("IOS");
    sandbox.inject({ type: "drifted-field", field: "result", value: 0, operation: "retireDevices" });
    const error: unknown = await mdm.devices.retire(id, { confirm: id }).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(ConflictError);
    expect(error).toMatchObject({ operation: "retireDevices", status: 409 });
  });
});

describe("actions without a check", () => {
  it.each(["RETIRED", "RETIRE_PENDING", "RETIRE_SENT", "WIPED", "WIPE_PENDING", "WIPE_SENT"])(
    "send nothing to a device in the state %s",
    async (registrationState) => {
      const { mdm, device, sent } = open();
      const id = device("IOS", { registrationState, supervised: true });
      const results = [
        await mdm.devices.restart(id),
        await mdm.devices.unlock(id),
        await mdm.devices.clearPasscode(id, { confirm: id }),
        await mdm.devices.sendMessage(id, { message: "Hello" }),
        await mdm.devices.enableLostMode(id, { message: "Lost" }),
        await mdm.devices.assignUser(id, { user_id: "5400001" }),
      ];
      expect(results.map(({ status }) => status)).toEqual(Array(6).fill("unsupported"));
      expect(sent()).toEqual([]);
    },
  );

  it("restart supervised iPhones and iPads only", async () => {
    const { mdm, device } = open();
    expect(await mdm.devices.restart(device("IOS", { supervised: true }))).toMatchObject({
      status: "accepted",
    });
    expect(await mdm.devices.restart(device("IOS", { supervised: false }))).toMatchObject({
      status: "unsupported",
    });
    expect(await mdm.devices.restart(device("OSX", { supervised: true }))).toMatchObject({
      status: "unsupported",
    });
  });

  it("unlock with an empty code, or with a new passcode, as a multipart body", async () => {
    const { mdm, device, sent, sandbox } = open();
    const id = device("ANDROID");
    const ids = [Number(id)];
    await mdm.devices.unlock(id);
    await mdm.devices.clearPasscode(id, { confirm: id, new_passcode: "abc12345" });
    expect(sent()).toEqual([
      { operation: "unlockDevices", body: { ids, deviceUnlockPin: "" } },
      { operation: "unlockDevices", body: { ids, deviceUnlockPin: "abc12345" } },
    ]);
    expect(sandbox.violations).toEqual([]);
  });

  it("send a message with all that the vendor wants beside it", async () => {
    const { mdm, device, sent } = open();
    const id = device("ANDROID", { dmPartitionId: 23002 });
    await mdm.devices.sendMessage(id, { message: "Come, please & thank you" });
    expect(sent()).toEqual([
      {
        operation: "sendDeviceMessage",
        body: {
          sendPushNotification: true,
          pushNotificationMessage: "Come, please & thank you",
          sendEmail: false,
          emailSubject: "",
          emailBody: "",
          dmPartitionId: 23002,
          deviceIds: [Number(id)],
        },
      },
    ]);
  });

  it("send a message through the first space to a device that does not report its own", async () => {
    const { mdm, device, sent } = open();
    await mdm.devices.sendMessage(device("ANDROID", { dmPartitionId: null }), { message: "Hello" });
    expect(sent()).toMatchObject([{ body: { dmPartitionId: 23001 } }]);
  });

  it("put an iPhone into lost mode, with the footnote switched on where there is one", async () => {
    const { mdm, device, sent } = open();
    const id = device("IOS", { lostModeEnabled: false });
    const ids = [Number(id)];
    await mdm.devices.enableLostMode(id, {
      message: "Lost",
      phone_number: "555-0100",
      footnote: "Thank you",
    });
    await mdm.devices.enableLostMode(id, { message: "Lost" });
    expect(sent().map((request) => Reflect.get(Object(request), "body"))).toEqual([
      { ids, message: "Lost", phoneNumber: "555-0100", changeFootnote: true, footnote: "Thank you" },
      { ids, message: "Lost" },
    ]);
    expect((await mdm.devices.get(id)).lost_mode).toBe("enabled");
    expect(await mdm.devices.enableLostMode(device("OSX"), { message: "Lost" })).toMatchObject({
      status: "unsupported",
    });
  });

  it("give a device to another user, who has it after the next check-in", async () => {
    const { mdm, device, sandbox } = open();
    const id = device("ANDROID");
    await mdm.devices.assignUser(id, { user_id: "5400001" });
    expect(sandbox.state.reassignments.get(id)).toBe(5_400_001);
    await mdm.devices.sync(id);
    expect((await mdm.devices.get(id)).owner?.id).toBe("5400001");
    expect(await mdm.devices.assignUser(device("OSX"), { user_id: "5400001" })).toMatchObject({
      status: "unsupported",
    });
  });

  it("fail where the vendor rejects the assignment", async () => {
    const { mdm, device, sandbox } = open();
    const id = device("ANDROID");
    const value = {
      totalCount: 1,
      offset: 0,
      searchResults: [{ id: Number(id), actionExceptionCodes: ["PLATFORM_NOT_SUPPORTED"] }],
    };
    sandbox.inject({ type: "drifted-field", field: "result", value, operation: "assignDevices" });
    await expect(mdm.devices.assignUser(id, { user_id: "5400001" })).rejects.toMatchObject({
      code: "conflict",
      vendorCode: "PLATFORM_NOT_SUPPORTED",
    });
  });
});

describe("input that cannot be sent", () => {
  it.each([
    [
      "a PIN of letters",
      "OSX",
      (mdm: Mdm, id: string) => mdm.devices.lock(id, { confirm: id, pin: "abcdef" }),
    ],
    ["no PIN for a Mac", "OSX", (mdm: Mdm, id: string) => mdm.devices.lock(id, { confirm: id, pin: null })],
    [
      "no PIN to erase a Mac",
      "OSX",
      (mdm: Mdm, id: string) => mdm.devices.erase(id, { confirm: id, pin: null }),
    ],
    ["a short PIN", "OSX", (mdm: Mdm, id: string) => mdm.devices.erase(id, { confirm: id, pin: "123" })],
    [
      "a long passcode",
      "IOS",
      (mdm: Mdm, id: string) =>
        mdm.devices.clearPasscode(id, { confirm: id, new_passcode: "a-long-passcode" }),
    ],
    [
      "a long footnote",
      "IOS",
      (mdm: Mdm, id: string) =>
        mdm.devices.enableLostMode(id, { message: "Lost", footnote: "More than 15 characters" }),
    ],
    [
      "a user of another vendor",
      "ANDROID",
      (mdm: Mdm, id: string) => mdm.devices.assignUser(id, { user_id: "5f00ab" }),
    ],
  ] as const)("such as %s is refused", async (_what, platformType, act) => {
    const { mdm, device, sent } = open();
    await expect(act(mdm, device(platformType))).rejects.toBeInstanceOf(InvalidInputError);
    expect(sent()).toEqual([]);
  });

  it("is a message for a device that cannot show one while locked", async () => {
    const { mdm, device, sent } = open();
    const id = device("ANDROID");
    expect(await mdm.devices.lock(id, { confirm: id, pin: null, message: "Hello" })).toMatchObject({
      status: "unsupported",
    });
    expect(sent()).toEqual([]);
  });

  it("is refused when it is a PIN for devices that ask for none", async () => {
    const { mdm, device, sent } = open();
    const id = device("IOS");
    const locking = mdm.devices.lock(id, { confirm: id, pin: "246810" });
    await expect(locking).rejects.toThrow("Devices with the platform ios do not support `pin`; macos do.");
    expect(sent()).toEqual([]);
  });
});

type Mdm = ReturnType<typeof open>["mdm"];
