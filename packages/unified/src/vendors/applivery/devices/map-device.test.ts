import { noting, recordProblems } from "@mdmkit/unified/testing";
import { type Drift, mapRecord } from "@mdmkit/unified/vendor";
import { describe, expect, it } from "vitest";
import type { AppliveryDeviceRecord } from "../api/record.ts";
import {
  androidRecord,
  iphoneRow,
  macRecord,
  ORGANIZATION_ID,
  USER_ID,
  windowsRecord,
  windowsRow,
} from "../fixtures/rows.ts";
import { unsetInAppliveryDevice } from "../generated/api/unset.ts";
import { mapAppliveryDevice as map } from "./map-device.ts";

const mapAppliveryDevice = (record: AppliveryDeviceRecord, drift?: Drift) =>
  mapRecord({ unset: unsetInAppliveryDevice, map }, record, drift);

const iphone = (changes: AppliveryDeviceRecord = {}) => mapAppliveryDevice({ ...iphoneRow(), ...changes });
const windows = (changes: AppliveryDeviceRecord = {}) => mapAppliveryDevice({ ...windowsRow(), ...changes });
const android = (changes: AppliveryDeviceRecord = {}) =>
  mapAppliveryDevice({ type: "android", emmDevice: "64b0000000000000000000c3", ...changes });

describe("a row of the list", () => {
  it("becomes a device", () => {
    expect(recordProblems("Device", iphone())).toEqual([]);
    expect(iphone()).toMatchObject({
      id: "64b0000000000000000000a1:apple",
      management_id: "64b0000000000000000000a1",
      name: "Front desk",
      serial_number: "F17AA0000000",
      type: "mobile",
      platform: "ios",
      manufacturer: "Apple",
      model: "iPhone 14 Pro Max",
      custom_fields: { Floor: 2 },
      tags: [
        { id: "desk", name: "desk" },
        { id: "pilot", name: "pilot" },
      ],
      os_name: "iOS",
      os_version: "18.5",
      owner: {
        id: USER_ID,
        name: "Robin Vale",
        emails: [{ email: "robin.vale@example.com", type: "primary", is_primary: true }],
      },
      organization: { id: ORGANIZATION_ID, name: "Example" },
      policy: { id: "p1", name: "Phones" },
      mac_addresses: ["02:00:5e:00:53:af"],
      mdm_enabled: true,
      enrollment_status: "enrolled",
      last_enrolled_at: "2026-01-02T03:04:05.000Z",
      last_activity_at: "2026-10-31T08:00:00.000Z",
      created_at: "2026-01-02T03:04:00.000Z",
      updated_at: "2026-10-31T08:00:01.000Z",
      udid: "5E4E453E-72DE-5928-9489-177F3CFE5723",
      imeis: ["350000000000000"],
      is_supervised: true,
      battery_percent: 77,
    });
  });

  it("leaves out what Applivery does not report", () => {
    const { hostname, os_build, os_version_extra, compliance_status, disk_encryption, is_corporate_owned } =
      iphone();
    expect([
      hostname,
      os_build,
      os_version_extra,
      compliance_status,
      disk_encryption,
      is_corporate_owned,
    ]).toEqual(Array(6).fill(undefined));
  });

  it("of Windows has its build, its edition and its compliance", () => {
    expect(recordProblems("Device", windows())).toEqual([]);
    expect(windows()).toMatchObject({
      id: "64b0000000000000000000b2:windows",
      name: "LAPTOP-3F7Q0ZK1",
      hostname: "LAPTOP-3F7Q0ZK1",
      type: "workstation",
      os_version: "10.0.19045.3803",
      os_build: "19045.3803",
      os_version_extra: "Windows 11 Pro",
      compliance_status: "non_compliant",
      battery_percent: 85,
      ip_addresses: ["10.20.3.4"],
    });
  });

  it("of Windows is not called supervised or not: that is Apple's word", () => {
    expect(windows().is_supervised).toBeUndefined();
  });
});

describe("a device with its platform's record", () => {
  it("of Windows is named, governed and dated by the record", () => {
    expect(windows({ windows: windowsRecord() })).toMatchObject({
      id: "64b0000000000000000000b2:windows",
      name: "Back office",
      policy: { id: "w1", name: "Baseline" },
      last_enrolled_at: "2025-05-06T07:08:09.000Z",
      organization: { id: ORGANIZATION_ID },
    });
  });

  it("of Android has Google's security facts, and is managed though disabled", () => {
    const device = android({ android: androidRecord() });
    expect(recordProblems("Device", device)).toEqual([]);
    expect(device).toMatchObject({
      type: "mobile",
      platform: "android",
      manufacturer: "samsung",
      model: "SM-A546B",
      is_corporate_owned: true,
      is_supervised: true,
      disk_encryption: true,
      passcode_present: true,
      compliance_status: "compliant",
      enrollment_status: "enrolled",
      mdm_enabled: true,
    });
  });

  it("of a Mac has a host name", () => {
    const mac = mapAppliveryDevice({ type: "apple", admDevice: "x", apple: macRecord() });
    expect(mac).toMatchObject({ platform: "macos", type: "laptop", hostname: "mac", is_supervised: false });
  });
});

describe("ids", () => {
  it("are the record's with the platform behind it", () => {
    expect(iphone().id).toBe("64b0000000000000000000a1:apple");
  });

  it("are the row's where it does not name its record", () => {
    expect(iphone({ admDevice: undefined }).id).toBe("64b000000000000000000001");
  });

  it("are the row's with the platform on AOSP, whose record no row names", () => {
    expect(mapAppliveryDevice({ id: "64b000000000000000000009", type: "aosp" })).toMatchObject({
      id: "64b000000000000000000009:aosp",
      platform: "android",
      management_id: undefined,
    });
  });

  it("show the platform of a row that does not", () => {
    expect(mapAppliveryDevice({ winDevice: "w" })).toMatchObject({ id: "w:windows", platform: "windows" });
  });

  it("prefer what the record says of commands", () => {
    expect(mapAppliveryDevice({ type: "apple", id: "r", apple: { id: "a", admDevice: "b" } })).toMatchObject({
      id: "r",
      management_id: "b",
    });
  });
});

describe("a work profile", () => {
  it("reports neither that the company owns the device nor that a person does", () => {
    const device = android({ managementMode: "PROFILE_OWNER" });
    expect([device.is_corporate_owned, device.is_supervised]).toEqual([undefined, false]);
  });
});

describe("encryption on Android", () => {
  it.each([
    [{ isEncrypted: false, encryptionStatus: "ENCRYPTED" }, false],
    [{ encryptionStatus: "ENCRYPTED" }, true],
    [{ encryptionStatus: "ACTIVATING" }, undefined],
    [{}, undefined],
  ])("reads %j as %s", (deviceSettings, expected) => {
    expect(android({ android: { deviceSettings } }).disk_encryption).toBe(expected);
  });
});

describe("a battery", () => {
  it.each([
    ["85%", 85],
    ["7 %", 7],
    ["", undefined],
    [100, 100],
    [0, 0],
    [0.5, undefined],
    [1, undefined],
    ["full", undefined],
    [180, undefined],
  ])("at %j is %s", (battery, expected) => {
    expect(windows({ summary: { battery } }).battery_percent).toBe(expected);
  });
});

describe("value, null and absent", () => {
  it("keeps apart a device without policy and one that does not say", () => {
    expect(iphone({ admPolicyAssignments: [] }).policy).toBeNull();
    expect(iphone({ admPolicyAssignments: undefined }).policy).toBeUndefined();
  });

  it("takes the device's own policy before its platform's and its assignments", () => {
    expect(iphone({ admPolicy: { id: "p2", name: "All" } }).policy).toEqual({ id: "p2", name: "All" });
    const deviceAdmPolicy = { id: "p3", name: "Own" };
    expect(iphone({ admPolicy: { id: "p2" }, deviceAdmPolicy }).policy).toEqual(deviceAdmPolicy);
    expect(iphone({ admPolicyAssignments: [{ admPolicyId: "p4" }] }).policy).toEqual({ id: "p4" });
  });

  it("leaves out an owner that is not reported, and invents no name for one", () => {
    expect(iphone({ mdmUser: undefined }).owner).toBeUndefined();
    expect(iphone({ mdmUser: { id: USER_ID, email: "a@example.com" } }).owner).toEqual({
      id: USER_ID,
      name: undefined,
      emails: [{ email: "a@example.com", type: "primary", is_primary: true }],
    });
    expect(iphone({ mdmUser: { id: USER_ID } }).owner).toEqual({ id: USER_ID });
  });

  it("reads the older and the newer name of the workspace", () => {
    const bare = { organizationInfo: undefined, organization: undefined };
    expect(iphone({ ...bare, organizationId: "o1" }).organization).toEqual({ id: "o1" });
    expect(iphone({ ...bare, organization: "o2" }).organization).toEqual({ id: "o2" });
    expect(iphone(bare).organization).toBeUndefined();
  });
});

describe("values that cannot be trusted", () => {
  it("reports a platform that the document does not have", () => {
    const raw: AppliveryDeviceRecord = JSON.parse('{"id":"r","type":"chrome"}');
    const { result, noted } = noting((drift) => mapAppliveryDevice(raw, drift));
    expect([result.id, result.platform, result.type, noted]).toEqual([
      "r",
      "unknown",
      "other",
      [["unknown-value", "chrome"]],
    ]);
  });

  it("keeps a model that is nothing but the maker", () => {
    expect(iphone({ summary: { model: "Apple " } }).model).toBe("Apple");
  });
});
