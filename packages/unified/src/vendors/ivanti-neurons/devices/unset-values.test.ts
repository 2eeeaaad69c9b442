import { noting } from "@mdmkit/unified/testing";
import { mapRecord } from "@mdmkit/unified/vendor";
import { describe, expect, it, test } from "vitest";
import type { IvantiNeuronsDeviceRecord } from "../api/record.ts";
import { unsetInIvantiNeuronsDevice } from "../generated/api/unset.ts";
import { mapIvantiNeuronsDevice } from "./map-device.ts";

const read = (record: IvantiNeuronsDeviceRecord) =>
  noting((drift) =>
    mapRecord({ unset: unsetInIvantiNeuronsDevice, map: mapIvantiNeuronsDevice }, record, drift),
  );

const windows = { id: 1, platformType: "WINDOWS_PHONE" } as const;

describe("disk_encryption of Windows", () => {
  test.each([
    [{ windowsEncrypted: false, bitLockerEncryptionStatus: "UNKNOWN", osxFdeEnabled: false }, undefined],
    [{ windowsEncrypted: false, bitLockerEncryptionStatus: null }, undefined],
    [{ windowsEncrypted: false, bitLockerEncryptionStatus: "FULLY_DECRYPTED" }, false],
    [{ windowsEncrypted: false, bitLockerEncryptionStatus: "Not encrypted" }, false],
    [{ windowsEncrypted: false, bitLockerEncryptionStatus: "ENCRYPTION_IN_PROGRESS" }, undefined],
    [{ windowsEncrypted: false, bitLockerEncryptionStatus: "ENCRYPTED" }, undefined],
    [{ windowsEncrypted: false, bitLockerEncryptionStatus: "NOT_AVAILABLE" }, undefined],
    [{ windowsEncrypted: false, bitLockerEncryptionStatus: "PROTECTION_OFF" }, undefined],
    [{ windowsEncrypted: true, bitLockerEncryptionStatus: "UNKNOWN" }, true],
    [{ windowsEncrypted: true, bitLockerEncryptionStatus: "ENCRYPTED" }, true],
  ])("by %j", (row, expected) => {
    expect(read({ ...windows, ...row }).result.disk_encryption).toBe(expected);
  });
});

describe("compliance_status", () => {
  test.each([
    [{ complianceState: false, lastCheckin: 1596026443798 }, "non_compliant"],
    [{ complianceState: true, clientLastCheckin: 1596026443798 }, "compliant"],
    [{ complianceState: false, lastCheckin: null, policyViolationCount: 0 }, undefined],
    [{ complianceState: true, lastCheckin: 0 }, undefined],
  ] as const)("of a device with %j", (row, expected) => {
    expect(read({ ...windows, ...row }).result.compliance_status).toBe(expected);
  });
});

describe("a device that has not reported yet", () => {
  const blank: IvantiNeuronsDeviceRecord = {
    id: 2,
    platformType: "IOS",
    complianceState: true,
    jailbroken: false,
    supervised: false,
    lostModeEnabled: false,
    activationLockEnabled: false,
    depEnrolled: false,
    userEnrolled: false,
    imei: "",
    iccid: null,
    wifiMacAddress: "",
    ipAddress: "0.0.0.0",
    totalCapacity: 0,
    availableCapacity: 0,
    batteryEstimatedChargeRemaining: -1,
    availableOSUpdates: [],
    lastCheckin: 0,
    clientLastCheckin: 0,
    lastRegistrationTime: 0,
  };

  it("reports no posture, numbers, addresses or times, without drift", () => {
    const { result, noted } = read(blank);
    expect(noted).toEqual([]);
    const reported = Object.entries(result).flatMap(([name, value]) => (value === undefined ? [] : name));
    expect(reported).toEqual(["id", "type", "platform", "os_name"]);
  });

  it("reports false and none once it has", () => {
    const reported = { totalCapacity: 64, clientLastCheckin: 1_793_433_600_000 };
    expect(read({ ...blank, ...reported }).result).toMatchObject({
      is_jailbroken: false,
      is_supervised: false,
      lost_mode: "disabled",
      activation_lock_enabled: false,
      imeis: [],
      iccids: [],
      storage_total_bytes: 64_000_000_000,
    });
  });
});

test.each(["To Be Filled By O.E.M.", "System manufacturer", "Default string"])(
  "a maker, model and serial number of %j are absent, without drift",
  (text) => {
    const { result, noted } = read({ ...windows, manufacturer: text, prettyModel: text, serialNumber: text });
    expect(noted).toEqual([]);
    expect(result).toMatchObject({ manufacturer: undefined, model: undefined, serial_number: undefined });
  },
);
