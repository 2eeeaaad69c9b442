import { InvalidInputError } from "@mdmkit/runtime";
import { describe, expect, it } from "vitest";
import { connect } from "../client/connect.ts";
import { type ActionRules, MAC_PIN } from "../contract/action-rules.ts";
import type { Device, Platform } from "../contract/model.ts";
import type { Vendor } from "../contract/vendor.ts";
import { toyVendor } from "../fixtures/toy-vendor.ts";

/** A vendor whose only device has a platform, and that keeps the inputs of its planner. */
function locking(rules: ActionRules, platform: Platform | null | undefined, more: Partial<Device> = {}) {
  const { vendor, sent, reads } = toyVendor();
  const planned: object[] = [];
  const plan = (_raw: object, input: object) => {
    planned.push(input);
    return { steps: [{ operation: "lock", path: { id: "d1" } }] };
  };
  const devices = {
    ...vendor.devices,
    map: ({ id, serial }: { id: string; serial?: string }): Device => ({
      id,
      serial_number: serial,
      ...more,
      ...(platform !== undefined && { platform }),
    }),
    actions: { lock: plan, updateOs: plan, sendMessage: plan, assignUser: plan },
    actionRules: rules,
  };
  const mdm = connect<Vendor>({ ...vendor, devices });
  return { devices: mdm.devices, planned, sent, reads };
}

const PIN = { lock: { inputs: { pin: MAC_PIN } } } satisfies ActionRules;
const sure = { confirm: "S1" };

describe("the platforms of an action", () => {
  const rules = { lock: { platforms: ["ios", "ipados"], inputs: { pin: MAC_PIN } } } satisfies ActionRules;

  it("are the only ones on which it is planned, as far as the platform of a device is known", async () => {
    const mac = locking(rules, "macos");
    expect(await mac.devices.lock("d1", { ...sure, pin: "246810" })).toMatchObject({
      status: "unsupported",
      reason: "Acme supports this action on ios, ipados only.",
    });
    expect([mac.planned, mac.sent]).toEqual([[], []]);
    for (const platform of ["ios", "unknown", null] as const)
      expect(await locking(rules, platform).devices.lock("d1", sure)).toMatchObject({ status: "accepted" });
  });
});

describe("an action of which Apple wants a supervised device", () => {
  const rules = { updateOs: { supervised: true } } satisfies ActionRules;
  const reported = { is_supervised: false, os_version: "18.5" };

  it.each(["ios", "ipados", "unknown"] as const)(
    "is not planned for one of %s that is not",
    async (platform) => {
      const { devices, planned } = locking(rules, platform, reported);
      expect(await devices.updateOs("d1", {})).toMatchObject({
        status: "unsupported",
        reason: expect.stringContaining("This device is not supervised"),
      });
      expect(planned).toEqual([]);
    },
  );

  it.each([
    ["a Mac", "macos", reported],
    ["one that is", "ios", { ...reported, is_supervised: true }],
    ["one that has not reported yet", "ios", { is_supervised: false, os_version: null }],
  ] as const)("is planned for %s", async (_, platform, device) => {
    expect(await locking(rules, platform, device).devices.updateOs("d1", {})).toMatchObject({
      status: "accepted",
    });
  });
});

it("one of several inputs is required before any request", async () => {
  const lock = { inputs: { message: {}, phone_number: {} }, oneOf: ["message", "phone_number"] } as const;
  const { devices, reads } = locking({ lock }, "ios");
  const given = { ...sure, message: null };
  await expect(devices.lock("d1", given)).rejects.toThrow(
    "One of `message` and `phone_number` is required. Nothing was sent.",
  );
  expect(reads).toEqual([]);
  expect(await devices.lock("d1", { ...sure, phone_number: "555" })).toMatchObject({ status: "accepted" });
});

describe("the PIN of a Mac", () => {
  it.each([null, undefined])("is required, and %j does not count", async (pin) => {
    const { devices, sent } = locking(PIN, "macos");
    const call = pin === undefined ? sure : { ...sure, pin };
    await expect(devices.lock("d1", call)).rejects.toThrow(
      "`pin` is required for devices with the platform macos",
    );
    expect(sent).toEqual([]);
  });

  it.each(["", "12345", "1234567", "abcdef", "12 456", "１２３４５６"])(
    "is not %j, before any request",
    async (pin) => {
      const { devices, reads } = locking(PIN, "macos");
      await expect(devices.lock("d1", { ...sure, pin })).rejects.toThrow("`pin` must be six digits.");
      expect(reads).toEqual([]);
    },
  );

  it.each(["ios", "unknown", null, undefined] as const)("is refused on the platform %j", async (platform) => {
    const { devices, planned } = locking(PIN, platform);
    const refused = devices.lock("d1", { ...sure, pin: "246810" });
    await expect(refused).rejects.toBeInstanceOf(InvalidInputError);
    expect(await devices.lock("d1", { ...sure, pin: null })).toMatchObject({ status: "accepted" });
    expect(await devices.lock("d1", sure)).toMatchObject({ status: "accepted" });
    expect(planned).toMatchObject([{ pin: null }, { pin: null }]);
  });
});

describe("an input", () => {
  it("that the vendor does not use is refused, before any request", async () => {
    const { devices, reads } = locking(PIN, "macos");
    const call = { ...sure, pin: "246810", message: "Call us" };
    await expect(devices.lock("d1", call)).rejects.toThrow("Acme does not use `message` here. It uses pin.");
    await expect(devices.updateOs("d1", { version: "26.1" })).rejects.toThrow("It uses no inputs.");
    expect(reads).toEqual([]);
  });

  it("has one of the values that the vendor takes", async () => {
    const rules = {
      updateOs: { inputs: { install_action: { values: ["install_asap"] } } },
    } satisfies ActionRules;
    const { devices } = locking(rules, "macos");
    const update = (install_action: "install_asap" | "install_later") =>
      devices.updateOs("d1", { install_action });
    await expect(update("install_later")).rejects.toThrow("`install_action` must be one of install_asap.");
    expect(await update("install_asap")).toMatchObject({ status: "accepted" });
  });

  it("of the document is required, and null only where it means something", async () => {
    const rules = { sendMessage: { inputs: { message: {} } }, assignUser: { inputs: { user_id: {} } } };
    const { devices } = locking(rules, "macos");
    // As it comes from JavaScript.
    const nothing = JSON.parse('{"message":null}');
    await expect(devices.sendMessage("d1", nothing)).rejects.toThrow("`message` is required");
    await expect(devices.sendMessage("d1", JSON.parse("{}"))).rejects.toThrow("`message` is required");
    expect(await devices.assignUser("d1", { user_id: null })).toMatchObject({ status: "accepted" });
  });

  it("passed through is a plain object", async () => {
    const { devices } = locking(PIN, "ios");
    const call = { ...sure, ...JSON.parse('{"remote_data":"x"}') };
    await expect(devices.lock("d1", call)).rejects.toThrow("`remote_data` must be a plain object.");
    expect(await devices.lock("d1", { ...sure, ...JSON.parse('{"remote_data":null}') })).toMatchObject({
      status: "accepted",
    });
  });
});
