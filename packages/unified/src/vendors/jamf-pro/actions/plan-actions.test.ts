import { InvalidInputError } from "@mdmkit/runtime";
import type { SandboxOptions } from "@mdmkit/sandbox";
import { connect, type Vendor } from "@mdmkit/unified";
import { describe, expect, it } from "vitest";
import { openJamfPro } from "../fixtures/account.ts";

type Traits = { managed?: boolean; supervised?: boolean; appleSilicon?: boolean };

/** An account with its first computer and mobile device as wanted. */
function open(traits: Traits = {}, options?: SandboxOptions<"jamf-pro">) {
  const account = openJamfPro(options);
  const { computers, mobileDevices } = account.sandbox.state;
  const { managed = true, supervised = true, appleSilicon = true } = traits;
  for (const collection of [computers, mobileDevices]) {
    const row = Object(collection.get("1"));
    const managementId = managed ? `m-${collection === computers ? "computer" : "mobile"}` : null;
    const hardware = { ...row.hardware, ...(collection === computers ? { appleSilicon } : {}) };
    collection.update("1", { general: { ...row.general, managementId, supervised }, hardware });
  }
  return account;
}

const mac = { confirm: "computer-1" };
const phone = { confirm: "mobile-1" };

describe("lock", () => {
  it("wants six digits for a Mac", async () => {
    const { mdm, operations } = open();
    for (const pin of [null, "12345", "abcdef"]) {
      await expect(mdm.devices.lock("computer-1", { ...mac, pin })).rejects.toBeInstanceOf(InvalidInputError);
    }
    expect(operations()).not.toContain("sendMdmCommand");
  });

  it("sends a Mac its PIN, which no preview shows, and returns the command's id", async () => {
    const { mdm, sandbox } = open();
    const result = await mdm.devices.lock("computer-1", { ...mac, pin: "246810", message: "Call us" });
    const [command] = sandbox.state.commands.all;
    expect(result).toMatchObject({ status: "pending", command_id: command?.uuid });
    const commandData = { commandType: "DEVICE_LOCK", message: "Call us" };
    expect(result.requests[0]?.body).toEqual({
      clientData: [{ managementId: "m-computer" }],
      commandData: { ...commandData, phoneNumber: undefined, pin: "***" },
    });
    expect(sandbox.requests.at(-1)?.body).toEqual({
      clientData: [{ managementId: "m-computer" }],
      commandData: { ...commandData, pin: "246810" },
    });
  });

  it("refuses one for a phone", async () => {
    const { mdm, sandbox } = open();
    const locking = mdm.devices.lock("mobile-1", { ...phone, pin: "246810" });
    await expect(locking).rejects.toThrow("do not support `pin`; macos do.");
    expect(JSON.stringify(sandbox.requests)).not.toContain("246810");
  });
});

describe("erase", () => {
  it("wants a PIN for a Mac without Apple silicon only", async () => {
    const { mdm } = open({ appleSilicon: false });
    await expect(mdm.devices.erase("computer-1", { ...mac, pin: null })).rejects.toBeInstanceOf(
      InvalidInputError,
    );
    const { status, requests } = await open().mdm.devices.erase("computer-1", { ...mac, pin: null });
    expect([status, requests[0]?.body]).toEqual(["pending", { pin: null }]);
  });

  it("goes to the operation of each kind", async () => {
    const { mdm } = open();
    const paths = [
      await mdm.devices.erase("computer-1", { ...mac, dryRun: true, pin: "123456" }),
      await mdm.devices.erase("mobile-1", { ...phone, dryRun: true, pin: null }),
      await mdm.devices.retire("computer-1", { ...mac, dryRun: true }),
      await mdm.devices.retire("mobile-1", { ...phone, dryRun: true }),
    ].map(({ requests }) => requests[0]?.path);
    expect(paths).toEqual([
      "/api/v4/computers-inventory/1/erase",
      "/api/v2/mobile-devices/1/erase",
      "/api/v4/computers-inventory/1/remove-mdm-profile",
      "/api/v2/mobile-devices/1/unmanage",
    ]);
  });
});

describe("devices that cannot", () => {
  it("take no command when they are not managed", async () => {
    const { mdm, operations } = open({ managed: false });
    const results = [
      await mdm.devices.lock("computer-1", { ...mac, pin: "123456" }),
      await mdm.devices.erase("mobile-1", { ...phone, pin: null }),
      await mdm.devices.retire("mobile-1", phone),
      await mdm.devices.restart("computer-1"),
      await mdm.devices.sync("computer-1"),
      await mdm.devices.sync("mobile-1"),
      await mdm.devices.clearPasscode("mobile-1", phone),
      await mdm.devices.updateOs("computer-1"),
    ];
    expect(results.map(({ status }) => status)).toEqual(Array(8).fill("unsupported"));
    expect(results[0]?.reason).toContain("does not manage");
    expect(new Set(operations())).toEqual(new Set(["getComputer", "listMobileDeviceDetails"]));
  });

  it("have no lost mode, restart or shutdown when they are phones without supervision", async () => {
    const { mdm } = open({ supervised: false });
    const results = [
      await mdm.devices.restart("mobile-1"),
      await mdm.devices.shutdown("mobile-1"),
      await mdm.devices.enableLostMode("mobile-1", { message: "Lost" }),
      await mdm.devices.disableLostMode("mobile-1"),
    ];
    expect(results.map(({ status }) => status)).toEqual(Array(4).fill("unsupported"));
    expect((await mdm.devices.restart("computer-1")).status).toBe("pending");
  });

  it("have no passcode to clear and no lost mode when they are computers", async () => {
    const { mdm } = open();
    expect((await mdm.devices.clearPasscode("computer-1", mac)).status).toBe("unsupported");
    expect((await mdm.devices.enableLostMode("computer-1", { message: "x" })).status).toBe("unsupported");
  });
});

describe("clearPasscode", () => {
  it("uses the token of the single read without exposing it", async () => {
    const { mdm, sandbox } = open();
    const results = [];
    for (const id of ["1", "2", "3", "4", "5"]) {
      results.push(await mdm.devices.clearPasscode(`mobile-${id}`, { confirm: `mobile-${id}` }));
    }
    const sent = sandbox.requests.filter(({ operation }) => operation === "sendMdmCommand");
    expect(sent.length).toBeGreaterThan(0);
    expect(results.filter(({ status }) => status === "pending")).toHaveLength(sent.length);
    const { unlockToken } = Object(Object(sent[0]?.body).commandData);
    expect(JSON.stringify(results)).not.toContain(unlockToken);
  });

  it("is unsupported for a device that handed over none", async () => {
    const { mdm } = open();
    const results = [];
    for (const id of ["1", "2", "3", "4", "5", "6", "7", "8"]) {
      results.push(
        await mdm.devices.clearPasscode(`mobile-${id}`, { confirm: `mobile-${id}`, dryRun: true }),
      );
    }
    expect(results.some(({ reason }) => reason?.includes("no unlock token"))).toBe(true);
  });
});

describe("enableLostMode", () => {
  it("wants a text or a number to show", async () => {
    const { mdm } = open();
    await expect(mdm.devices.enableLostMode("mobile-1", { message: " " })).rejects.toBeInstanceOf(
      InvalidInputError,
    );
    const result = await mdm.devices.enableLostMode("mobile-1", { phone_number: "555", footnote: "Thanks" });
    expect(result.requests[0]?.body).toMatchObject({
      commandData: { commandType: "ENABLE_LOST_MODE", lostModePhone: "555", lostModeFootnote: "Thanks" },
    });
  });
});

describe("sync", () => {
  it("of a mobile device returns the command's id, for reading its status", async () => {
    const { mdm, sandbox } = open();
    const result = await mdm.devices.sync("mobile-1");
    const [command] = sandbox.state.commands.all;
    expect(result).toMatchObject({ status: "pending", command_id: command?.uuid });
    expect(await mdm.devices.command("mobile-1", result.command_id ?? "")).toMatchObject({
      status: "pending",
    });
  });

  it("of one that is not managed any more when the command arrives is an error with the vendor's words", async () => {
    const { sandbox, vendor } = open();
    const row = Object(sandbox.state.mobileDevices.get("1"));
    const { operation, path } = Object(await vendor.devices.actions.sync(row));
    sandbox.state.mobileDevices.update("1", { general: { ...row.general, managementId: null } });
    const sending = connect<Vendor>(vendor).raw.request(operation, { path }, { confirm: "1" });
    await expect(sending).rejects.toMatchObject({
      code: "conflict",
      vendorMessage: "Device not managed",
    });
  });

  it("pushes to a computer and asks a mobile device for its inventory", async () => {
    const { mdm, sandbox } = open();
    expect(await mdm.devices.sync("computer-1")).toMatchObject({ status: "accepted", command_id: null });
    await mdm.devices.sync("mobile-1");
    expect(sandbox.requests.at(-1)?.path).toBe(
      "/JSSResource/mobiledevicecommands/command/UpdateInventory/id/1",
    );
    expect(sandbox.state.commands.all).toMatchObject([{ type: "UpdateInventory", id: "1" }]);
  });
});

describe("updateOs", () => {
  it.each([
    [{}, { updateAction: "DOWNLOAD_INSTALL", versionType: "LATEST_ANY" }],
    [
      { version: "26.1", install_action: "download_only" },
      { updateAction: "DOWNLOAD_ONLY", versionType: "SPECIFIC_VERSION", specificVersion: "26.1" },
    ],
    [
      { install_action: "install_force_restart" },
      { updateAction: "DOWNLOAD_INSTALL_RESTART", versionType: "LATEST_ANY" },
    ],
  ] as const)("with %j plans %j", async (input, config) => {
    const { mdm } = open();
    const result = await mdm.devices.updateOs("mobile-1", input);
    expect(result.status).toBe("pending");
    expect(result.requests[0]?.body).toEqual({
      devices: [{ deviceId: "1", objectType: "MOBILE_DEVICE" }],
      config,
    });
  });

  it("is unsupported where plans are turned off", async () => {
    const { mdm } = open({}, { updatePlans: false });
    expect(await mdm.devices.updateOs("computer-1")).toMatchObject({ status: "unsupported", requests: [] });
  });

  it("refuses to wait for a quiet time, which Jamf does not know", async () => {
    const call = open().mdm.devices.updateOs("computer-1", JSON.parse('{"install_action":"install_later"}'));
    await expect(call).rejects.toBeInstanceOf(InvalidInputError);
  });
});

describe("assignUser", () => {
  it("copies the user into the device, by the names of its kind", async () => {
    const { mdm, sandbox } = open();
    const user = Object(sandbox.state.users.get("1"));
    await mdm.devices.assignUser("computer-1", { user_id: "1" });
    const result = await mdm.devices.assignUser("mobile-1", { user_id: "1" });
    expect(result.requests[0]?.body).toMatchObject({
      location: { username: user.username, realName: user.realname, emailAddress: user.email },
    });
    for (const id of ["computer-1", "mobile-1"]) {
      expect((await mdm.devices.get(id)).owner).toMatchObject({ id: "1", name: user.realname });
      await mdm.devices.assignUser(id, { user_id: null });
      expect((await mdm.devices.get(id)).owner).toBeNull();
    }
  });
});

describe("what Jamf Pro does not have", () => {
  it("is not there", async () => {
    const { mdm } = open();
    expect(
      (["sendMessage", "unlock", "clearActivationLock"] as const).map((name) =>
        mdm.supports(`devices.${name}`),
      ),
    ).toEqual([false, false, false]);
    // @ts-expect-error Jamf Pro has no call that shows a message
    await expect(mdm.devices.sendMessage("computer-1", { message: "x" })).rejects.toMatchObject({
      code: "unsupported-capability",
    });
    // @ts-expect-error a Mac needs a PIN
    await expect(mdm.devices.lock("computer-1", mac)).rejects.toBeInstanceOf(InvalidInputError);
  });
});
