import type { Device as Row } from "@mdmkit/ivanti-neurons";
import { noting, recordProblems } from "@mdmkit/unified/testing";
import { type Drift, mapRecord } from "@mdmkit/unified/vendor";
import { describe, expect, it } from "vitest";
import type { IvantiNeuronsDeviceRecord } from "../api/record.ts";
import { fixture } from "../fixtures/fixture.ts";
import { unsetInIvantiNeuronsDevice } from "../generated/api/unset.ts";
import { mapIvantiNeuronsDevice as mapper } from "./map-device.ts";

const mapIvantiNeuronsDevice = (record: IvantiNeuronsDeviceRecord, drift?: Drift) =>
  mapRecord({ unset: unsetInIvantiNeuronsDevice, map: mapper }, record, drift);

const map = (changes: Partial<IvantiNeuronsDeviceRecord>) => mapIvantiNeuronsDevice({ id: 1, ...changes });
const plain = (device: object): object => JSON.parse(JSON.stringify(device));

describe("the details of an iPad", () => {
  it("become a device", () => {
    const policies = [
      { id: 201, name: "Out of Contact ", enabled: true, priority: 2 },
      { id: 202, name: "Switched off", enabled: false, priority: 0 },
      { id: 200, name: "Compromised Devices", enabled: true, priority: 1 },
    ];
    const device = mapIvantiNeuronsDevice({
      ...fixture("device-details-ipad"),
      deviceSpaceName: "Default Space",
      policies,
    });
    expect(recordProblems("Device", device)).toEqual([]);
    expect(plain(device)).toEqual({
      id: "22000",
      name: "Reception iPad",
      serial_number: "DMQ000000001",
      type: "tablet",
      platform: "ipados",
      manufacturer: "Apple Inc.",
      model: "iPad Mini 2nd gen",
      is_corporate_owned: true,
      custom_fields: { cityid: "SF", carriers: ["att", "tmo"] },
      tags: [
        { id: "31001", name: "All Devices" },
        { id: "31050", name: "Field Staff" },
      ],
      os_name: "iPadOS",
      os_version: "12.4.4",
      os_build: "16G140",
      owner: {
        id: "514976",
        name: "Alex Kay",
        emails: [{ email: "alex.kay@example.com", is_primary: true }],
      },
      organization: { id: "23003", name: "Default Space" },
      policy: { id: "200", name: "Compromised Devices" },
      mac_addresses: ["02:00:5e:00:53:01"],
      mdm_enabled: true,
      agent_installed: false,
      agent_version: null,
      enrollment_status: "enrolled",
      last_enrolled_at: "2020-01-03T06:30:00.000Z",
      last_activity_at: "2020-01-03T06:40:58.080Z",
      backup_last_success_at: "2020-01-01T17:33:20.000Z",
      udid: "0000000000000000000000000000000000000001",
      imeis: ["013754000000007"],
      meid: "01375400000000",
      iccids: ["89912700000000000001"],
      is_supervised: false,
      compliance_status: "compliant",
      lost_mode: "disabled",
      activation_lock_enabled: true,
      passcode_compliant: true,
      storage_total_bytes: 12_500_000_000,
      storage_available_bytes: 9_900_000_000,
      phone_number: null,
      carrier: null,
    });
  });
});

describe("the hardware of a Windows PC", () => {
  const mapped = (hardware: IvantiNeuronsDeviceRecord["hardware"], own: string | null = null) => {
    const raw = { ...fixture("device-row-windows"), serialNumber: own, hardware };
    const { result, noted } = noting((drift) => mapIvantiNeuronsDevice(raw, drift));
    const { serial_number, cpu_name, cpu_cores, memory_bytes } = result;
    expect(noted).toEqual([]);
    return { serial_number, cpu_name, cpu_cores, memory_bytes };
  };
  const none = {
    serial_number: undefined,
    cpu_name: undefined,
    cpu_cores: undefined,
    memory_bytes: undefined,
  };

  it("has the serial number, and the processors", () => {
    const processor = { name: "Example CPU 5 ", cores: 4 };
    const computerSystemProduct = { identifyingNumber: "EX-0000-0001" };
    const physicalMemory = [{ capacity: "8589934592" }];
    expect(mapped({ processor: [processor], computerSystemProduct, physicalMemory })).toEqual({
      serial_number: "EX-0000-0001",
      cpu_name: "Example CPU 5",
      cpu_cores: 4,
      memory_bytes: undefined,
    });
    expect(mapped({ processor: [processor, { cores: "2" }] }).cpu_cores).toBe(6);
    expect(mapped({ processor: [processor, { name: "x" }] }).cpu_cores).toBeUndefined();
  });

  it.each([
    ["was not read", undefined],
    ["was not collected", null],
    ["is empty", {}],
    ["is all null", { processor: null, hardDrive: null, physicalMemory: null, computerSystemProduct: null }],
    ["holds a placeholder", { computerSystemProduct: { identifyingNumber: "To Be Filled By O.E.M." } }],
  ])("says nothing where it %s", (_why, hardware) => expect(mapped(hardware)).toEqual(none));

  it("gives way to a serial number of the device itself", () => {
    const hardware = { computerSystemProduct: { identifyingNumber: "EX-0000-0001" } };
    expect(mapped(hardware, "EX-0000-0002").serial_number).toBe("EX-0000-0002");
  });
});

describe("a row of a Windows PC", () => {
  it("becomes a device without what only details have", () => {
    const device = mapIvantiNeuronsDevice(fixture("device-row-windows"));
    expect(recordProblems("Device", device)).toEqual([]);
    expect(plain(device)).toEqual({
      id: "1402",
      name: "DESKTOP-0000001",
      hostname: "DESKTOP-0000001",
      type: "virtual_machine",
      platform: "windows",
      manufacturer: "innotek GmbH",
      model: "VirtualBox",
      custom_fields: null,
      os_name: "Windows",
      os_version: "10.0.19041.264",
      os_build: "10.0.19041.264",
      owner: { id: "514977", name: "Robin Vale", emails: [] },
      organization: { id: "23003", name: "Default Space" },
      mac_addresses: ["02:00:5e:00:53:02"],
      mdm_enabled: true,
      agent_installed: true,
      agent_version: "2.9.0 (2.9.0.15)",
      enrollment_status: "enrolled",
      last_activity_at: "2020-06-09T13:40:00.000Z",
      udid: null,
      compliance_status: "non_compliant",
      storage_available_bytes: null,
      phone_number: null,
      carrier: null,
    });
  });
});

describe("platform and form factor", () => {
  it.each([
    [{ platformType: "IOS", deviceModel: "iPhone12,1" }, "ios", "mobile"],
    [{ platformType: "IOS", deviceModel: "iPad4,5" }, "ipados", "tablet"],
    [{ platformType: "IOS", prettyModel: "iPad Pro" }, "ipados", "tablet"],
    [{ platformType: "IOS", deviceModel: "AppleTV5,3" }, "unknown", "other"],
    [{ platformType: "IOS" }, "ios", "mobile"],
    [{ platformType: "ANDROID", deviceModel: "SM-X510" }, "android", "mobile"],
    [{ platformType: "OSX", deviceModel: "Mac14,2", prettyModel: "MacBook Air" }, "macos", "laptop"],
    [{ platformType: "OSX", deviceModel: "iMac21,1" }, "macos", "desktop"],
    [{ platformType: "OSX", deviceModel: "Mac14,2" }, "macos", "laptop"],
    [{ platformType: "OSX", deviceModel: "Mac99,1" }, "macos", "workstation"],
    [{ platformType: "OSX", deviceModel: "Parallels20,1" }, "macos", "virtual_machine"],
    [{ platformType: "WINDOWS_PHONE", deviceModel: "Latitude" }, "windows", "workstation"],
    [{ platformType: null }, null, undefined],
    [{}, undefined, undefined],
  ] satisfies [Partial<Row>, unknown, unknown][])("of %j are %s and %s", (row, platform, type) => {
    expect(map(row)).toMatchObject({ platform, type });
  });

  it("calls a platform outside the document unknown, and notes it", () => {
    const row: Row = JSON.parse('{"id":1,"platformType":"WATCH"}');
    const { result, noted } = noting((drift) => mapIvantiNeuronsDevice(row, drift));
    expect(result).toMatchObject({ platform: "unknown", type: "other", os_name: undefined });
    expect(noted).toEqual([["unknown-value", "WATCH"]]);
  });
});

describe("management", () => {
  it.each([
    ["ACTIVE", "enrolled", true],
    ["RETIRE_CANCELED", "enrolled", true],
    ["WIPE_CANCELED", "enrolled", true],
    ["RETIRE_PENDING", "pending", undefined],
    ["RETIRE_SENT", "pending", undefined],
    ["WIPE_PENDING", "pending", undefined],
    ["WIPE_SENT", "pending", undefined],
    ["RETIRED", "removed", false],
    ["WIPED", "removed", false],
  ] as const)("in the state %s is %s, MDM %s", (registrationState, enrollment_status, mdm_enabled) => {
    expect(map({ registrationState })).toMatchObject({ enrollment_status, mdm_enabled });
  });

  it.each([{ mamOnly: true }, { authOnly: true }])("is no MDM for a device with %j", (row) => {
    expect(map({ registrationState: "ACTIVE", ...row }).mdm_enabled).toBe(false);
  });

  it.each([
    [{ platformType: "IOS", depEnrolled: true, userEnrolled: false }, "automated"],
    [{ platformType: "IOS", depEnrolled: false, userEnrolled: true }, "user"],
    [{ platformType: "OSX", depEnrolled: false, userEnrolled: false }, undefined],
    [{ platformType: "OSX", depEnrolled: false }, undefined],
    [
      {
        platformType: "ANDROID",
        depEnrolled: false,
        userEnrolled: false,
        androidDeviceOwnerModeEnabled: true,
      },
      "device",
    ],
    [{ platformType: "ANDROID", androidDeviceOwnerModeEnabled: false }, undefined],
    [{ platformType: "WINDOWS_PHONE", depEnrolled: false, userEnrolled: false }, undefined],
  ] satisfies [Partial<Row>, unknown][])("%j was enrolled by %s", (row, expected) => {
    expect(map(row).enrollment_type).toBe(expected);
  });

  it.each([
    [{ platformType: "IOS", supervised: true, androidDeviceOwnerModeEnabled: false }, true],
    [{ platformType: "ANDROID", supervised: null, androidDeviceOwnerModeEnabled: true }, true],
    [{ platformType: "WINDOWS_PHONE", supervised: null }, undefined],
  ] satisfies [Partial<Row>, unknown][])("%j is supervised: %s", (row, expected) => {
    expect(map(row).is_supervised).toBe(expected);
  });

  it("is an agent's where one is registered, or has a version in a list", () => {
    expect(map({ clientRegistered: true, clientVersion: null }).agent_installed).toBe(true);
    expect(map({ clientRegistered: false, clientVersion: null }).agent_installed).toBe(false);
    expect(map({ clientRegistered: false, clientVersion: "60.0.0.262" }).agent_installed).toBeUndefined();
    expect(map({ clientVersion: "60.0.0.262" }).agent_installed).toBe(true);
    expect(map({ clientVersion: null }).agent_installed).toBeUndefined();
  });
});

describe("posture", () => {
  it.each([
    [{ platformType: "OSX", osxFdeEnabled: true, windowsEncrypted: false }, true],
    [{ platformType: "WINDOWS_PHONE", osxFdeEnabled: false, windowsEncrypted: true }, true],
    [{ platformType: "WINDOWS_PHONE", osxFdeEnabled: true, windowsEncrypted: false }, undefined],
    [
      {
        platformType: "WINDOWS_PHONE",
        windowsEncrypted: false,
        bitLockerEncryptionStatus: "DEVICE_NOT_ENCRYPTED",
      },
      false,
    ],
    [{ platformType: "ANDROID", osxFdeEnabled: false, windowsEncrypted: false }, undefined],
    [{ platformType: "OSX" }, undefined],
  ] satisfies [Partial<IvantiNeuronsDeviceRecord>, unknown][])("encryption of %j is %s", (row, expected) => {
    expect(map(row).disk_encryption).toBe(expected);
  });

  it("says updates are there only where they are listed", () => {
    expect(map({ availableOSUpdates: [{}] }).patch_status).toBe("updates_available");
    expect(map({ availableOSUpdates: [] }).patch_status).toBeUndefined();
    expect(map({}).patch_status).toBeUndefined();
  });

  it("knows a backup only where backups are on", () => {
    expect(
      map({ cloudBackupEnabled: false, lastCloudBackupDate: 1577900000000 }).backup_last_success_at,
    ).toBeUndefined();
  });

  it("takes the passcode's word from the profiles where Exchange has none", () => {
    expect(map({ passcodeCompliant: null, passcodeCompliantWithProfiles: false }).passcode_compliant).toBe(
      false,
    );
    expect(
      map({ passcodeCompliant: null, passcodeCompliantWithProfiles: null }).passcode_compliant,
    ).toBeUndefined();
  });

  it.each([
    ["ANDROID", { androidSecurityPatchLevel: "2018-01-01", osEdition: null }, "2018-01-01"],
    ["WINDOWS_PHONE", { androidSecurityPatchLevel: null, osEdition: "Windows 10 Pro" }, "Windows 10 Pro"],
    ["IOS", { androidSecurityPatchLevel: null, osEdition: null }, undefined],
  ] as const)("adds to the version of %s what %j contains", (platformType, row, expected) => {
    expect(map({ platformType, ...row }).os_version_extra).toBe(expected);
  });
});

describe("the owner", () => {
  it("is null where the id is null, and absent where it is missing", () => {
    expect(map({ ownerId: null, displayName: "Left Over" }).owner).toBeNull();
    expect(map({}).owner).toBeUndefined();
  });

  it("does not lend the device a name", () => {
    expect(map({ displayName: "Alex Kay", uid: "alex" }).name).toBeUndefined();
  });
});

describe("a record masked by a GDPR profile", () => {
  it("has no identifiers", () => {
    const masked = { serialNumber: "*****", imei: "35******0007", iccid: "****" };
    expect(map(masked)).toMatchObject({ serial_number: undefined, imeis: undefined, iccids: undefined });
  });
});
