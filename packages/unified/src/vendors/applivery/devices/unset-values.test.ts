import { noting } from "@mdmkit/unified/testing";
import { mapRecord } from "@mdmkit/unified/vendor";
import { describe, expect, it, test } from "vitest";
import type { AppliveryDeviceRecord } from "../api/record.ts";
import { unsetInAppliveryDevice } from "../generated/api/unset.ts";
import { mapAppliveryDevice } from "./map-device.ts";

const read = (record: AppliveryDeviceRecord) =>
  noting((drift) => mapRecord({ unset: unsetInAppliveryDevice, map: mapAppliveryDevice }, record, drift));

describe("an Android device that has not reported yet", () => {
  const deviceSettings = {
    isDeviceSecure: false,
    isEncrypted: false,
    encryptionStatus: "ENCRYPTION_STATUS_UNSPECIFIED",
  };
  const row = { id: "r", type: "android" } as const;

  it("says nothing of its posture", () => {
    const { result, noted } = read({ ...row, android: { deviceSettings, policyCompliant: false } });
    expect(noted).toEqual([]);
    expect(result).toMatchObject({
      disk_encryption: undefined,
      passcode_present: undefined,
      compliance_status: undefined,
    });
  });

  it("reports false once it has", () => {
    const { result } = read({
      ...row,
      android: {
        deviceSettings: { ...deviceSettings, encryptionStatus: "INACTIVE" },
        policyCompliant: false,
        lastStatusReportTime: "2026-10-31T08:00:00Z",
      },
    });
    expect(result).toMatchObject({
      disk_encryption: false,
      passcode_present: false,
      compliance_status: "non_compliant",
    });
  });
});

test("placeholders of hardware, addresses and times are absent, without drift", () => {
  const { result, noted } = read({
    id: "r",
    type: "windows",
    createdAt: "0001-01-01T00:00:00Z",
    summary: {
      serialNumber: "Default string",
      manufacturer: "To Be Filled By O.E.M.",
      model: "System Product Name",
      macAddress: "00:00:00:00:00:00",
      ipAddress: "0.0.0.0",
      imei: "",
      battery: "",
    },
  });
  expect(noted).toEqual([]);
  expect(result).toMatchObject({
    serial_number: undefined,
    manufacturer: undefined,
    model: undefined,
    mac_addresses: undefined,
    ip_addresses: undefined,
    imeis: undefined,
    battery_percent: undefined,
    created_at: undefined,
  });
});
