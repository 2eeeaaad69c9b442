import { noting } from "@mdmkit/unified/testing";
import { mapRecord } from "@mdmkit/unified/vendor";
import { describe, expect, it, test } from "vitest";
import type { JumpCloudDeviceRecord } from "../api/record.ts";
import { unsetInJumpCloudSystem } from "../generated/api/unset.ts";
import { mapJumpCloudSystem } from "./map-system.ts";

/** A record of a vendor that keeps to no type. */
const read = (record: object) =>
  noting((drift) => {
    const device: JumpCloudDeviceRecord = JSON.parse(JSON.stringify(record));
    return mapRecord({ unset: unsetInJumpCloudSystem, map: mapJumpCloudSystem }, device, drift);
  });

const windows = { _id: "w1", os: "Windows", osFamily: "windows" };

describe("what osquery writes where Windows is silent", () => {
  it("reads as absent, without drift", () => {
    const { result, noted } = read({
      ...windows,
      serialNumber: "-1",
      hwVendor: "-1",
      insights: {
        system_info: [
          {
            hardware_vendor: "-1",
            hardware_model: "-1",
            hardware_serial: "-1",
            cpu_brand: "-1",
            cpu_physical_cores: -1,
            physical_memory: "-1",
            uuid: "-1",
          },
        ],
        chassis_info: [{ model: "-1", smbios_tag: "-1", chassis_types: "-1" }],
        disk_info: [{ disk_index: 0, disk_size: "-1" }],
        os_version: [{ build: "-1" }],
        battery: [{ percent_remaining: -1 }],
        bitlocker_info: [{ drive_letter: "C:", protection_status: -1 }],
      },
    });
    expect(noted).toEqual([]);
    expect(result).toMatchObject({
      serial_number: undefined,
      manufacturer: undefined,
      model: undefined,
      os_build: undefined,
      cpu_name: undefined,
      cpu_cores: undefined,
      memory_bytes: undefined,
      hardware_uuid: undefined,
      asset_tag: undefined,
      storage_total_bytes: undefined,
      battery_percent: undefined,
      disk_encryption: undefined,
      type: "workstation",
    });
  });
});

describe("disk_encryption", () => {
  const bitlocker = (protection_status: unknown) =>
    read({ ...windows, insights: { bitlocker_info: [{ drive_letter: "C:", protection_status }] } });
  const volumes = (...states: unknown[]) =>
    read({ ...windows, insights: { disk_encryption: states.map((encrypted) => ({ encrypted })) } });

  test.each([
    [1, true],
    ["1", true],
    [0, false],
    ["0", false],
    [2, undefined],
  ])("of BitLocker's %j", (status, expected) => {
    expect(bitlocker(status)).toMatchObject({ result: { disk_encryption: expected }, noted: [] });
  });

  test.each(["on", 7])("is not set by BitLocker's %j, which is noted", (status) => {
    const { result, noted } = bitlocker(status);
    expect([result.disk_encryption, noted.length]).toEqual([undefined, 1]);
  });

  test.each([
    [[1, 0], true],
    [["0", "1"], true],
    [["0", 0], false],
    [[], undefined],
    [[0, "yes"], undefined],
    [[0, null], undefined],
  ])("of volumes %j", (states, expected) => {
    expect(volumes(...states).result.disk_encryption).toBe(expected);
  });

  it("is the agent's false only where there is an agent", () => {
    expect(read({ ...windows, fde: { active: false } }).result.disk_encryption).toBeUndefined();
    expect(read({ ...windows, agentVersion: "2.91", fde: { active: false } }).result.disk_encryption).toBe(
      false,
    );
  });
});

describe("an Apple device in the MDM", () => {
  const nothing = {
    enrolled: false,
    deviceInformation: { isSupervised: false, deviceCapacity: 0, availableDeviceCapacity: 0 },
    securityInfo: {
      filevaultEnabled: false,
      isUserEnrollment: false,
      passcodeCompliant: false,
      passcodePresent: false,
      userApprovedEnrollment: false,
    },
  };
  const apple = (changes: object) =>
    read({ _id: "m1", os: "Mac OS X", agentVersion: "", appleMdmDevice: { ...nothing, ...changes } }).result;
  const { securityInfo } = nothing;

  it("has no posture before it has reported", () => {
    expect(apple({})).toMatchObject({
      disk_encryption: undefined,
      is_supervised: undefined,
      is_user_approved: undefined,
      passcode_present: undefined,
      passcode_compliant: undefined,
      storage_total_bytes: undefined,
      mdm_enabled: undefined,
    });
  });

  it("reports false once it has reported its capacity", () => {
    const deviceInformation = { isSupervised: false, deviceCapacity: 500 };
    expect(apple({ deviceInformation })).toMatchObject({
      disk_encryption: false,
      is_supervised: false,
      is_user_approved: false,
      passcode_present: false,
      passcode_compliant: false,
    });
  });

  test.each([
    [{ passcodePresent: true }, { disk_encryption: false, passcode_present: true }],
    [{ filevaultEnabled: true }, { disk_encryption: true, passcode_present: false }],
    [{ isUserEnrollment: true }, { passcode_compliant: false, is_user_approved: false }],
  ])("reports false beside %j", (reported, expected) => {
    expect(apple({ securityInfo: { ...securityInfo, ...reported } })).toMatchObject(expected);
  });
});

test.each([
  ["Mac OS X", false, false],
  ["iOS", false, undefined],
  ["iPadOS", true, undefined],
] as const)("FileVault is read of Macs alone: %s, %j", (os, filevaultEnabled, expected) => {
  const appleMdmDevice = {
    deviceInformation: { deviceCapacity: 64 },
    securityInfo: { filevaultEnabled, passcodePresent: true },
  };
  expect(read({ _id: "m1", os, appleMdmDevice }).result.disk_encryption).toBe(expected);
});

describe("firewall_enabled", () => {
  const firewall = (word: unknown) =>
    read({ ...windows, insights: { windows_security_center: [{ firewall: word }] } });

  test.each([
    ["Good", true],
    ["Poor", false],
    ["Snoozed", undefined],
    ["Not Monitored", undefined],
    ["Error", undefined],
    ["", undefined],
  ])("of %j", (word, expected) => {
    expect(firewall(word)).toMatchObject({ result: { firewall_enabled: expected }, noted: [] });
  });

  it("notes another word", () => {
    expect(firewall("Splendid")).toMatchObject({
      result: { firewall_enabled: undefined },
      noted: [["unknown-value", "Splendid"]],
    });
  });

  test.each([
    [0, false],
    [1, true],
    [2, true],
    [-1, undefined],
    ["-1", undefined],
  ])("of macOS' %j", (global_state, expected) => {
    expect(read({ _id: "m1", insights: { alf: [{ global_state }] } })).toMatchObject({
      result: { firewall_enabled: expected },
      noted: [],
    });
  });
});

describe("a system that has reported nothing yet", () => {
  it("reports no addresses, agent, state or ownership", () => {
    const { result, noted } = read({
      ...windows,
      agentVersion: "",
      active: false,
      networkInterfaces: [],
      remoteIP: "0.0.0.0",
      lastContact: "0001-01-01T00:00:00Z",
      mdm: { vendor: "unknown", enrollmentType: "unknown", dep: false, userApproved: false },
      insights: { interface_details: [] },
    });
    expect(noted).toEqual([]);
    expect(result).toMatchObject({
      agent_installed: undefined,
      is_offline: undefined,
      ip_addresses: undefined,
      mac_addresses: undefined,
      public_ip: undefined,
      last_activity_at: undefined,
      mdm_enabled: undefined,
      enrollment_type: undefined,
      is_user_approved: undefined,
      is_corporate_owned: undefined,
    });
  });

  it("reports false once it has", () => {
    const mdm = { vendor: "internal", enrollmentType: "device", dep: false, userApproved: false };
    const networkInterfaces = [{ name: "lo0", internal: true, address: "127.0.0.1" }];
    const { result } = read({ ...windows, agentVersion: "2.91", active: false, mdm, networkInterfaces });
    expect(result).toMatchObject({ is_offline: true, is_user_approved: false, ip_addresses: [] });
  });

  it("keeps no hardware id that many boards have", () => {
    const uuid = "03000200-0400-0500-0006-000700080009";
    expect(read({ ...windows, insights: { system_info: [{ uuid }] } })).toMatchObject({
      result: { hardware_uuid: undefined },
      noted: [],
    });
  });
});
