import { noting } from "@mdmkit/unified/testing";
import { mapRecord } from "@mdmkit/unified/vendor";
import { describe, expect, it, test } from "vitest";
import type { JamfProComputer, JamfProMobileDevice } from "../api/record.ts";
import { mapJamfProComputerApp } from "../apps/map-computer-app.ts";
import {
  unsetInJamfProComputer,
  unsetInJamfProComputerApp,
  unsetInJamfProMobileDevice,
} from "../generated/api/unset.ts";
import { mapJamfProComputer } from "./map-computer.ts";
import { mapJamfProMobileDevice } from "./map-mobile-device.ts";

const computer = (record: JamfProComputer) =>
  noting((drift) => mapRecord({ unset: unsetInJamfProComputer, map: mapJamfProComputer }, record, drift));
const mobile = (record: JamfProMobileDevice) =>
  noting((drift) =>
    mapRecord({ unset: unsetInJamfProMobileDevice, map: mapJamfProMobileDevice }, record, drift),
  );

/** A blank purchase, as the server makes it with the record. */
const purchasing = {
  purchased: true,
  leased: false,
  vendor: null,
  poNumber: null,
  poDate: null,
  purchasePrice: null,
  appleCareId: null,
};
const lastEnrolledDate = "2026-10-01T08:00:00Z";

describe("is_corporate_owned of a computer", () => {
  test.each([
    ["a blank purchase", { purchasing }, undefined],
    ["a purchase with an order", { purchasing: { ...purchasing, poNumber: "PO-1031" } }, true],
    ["a purchase with a date", { purchasing: { ...purchasing, poDate: "2025-10-31" } }, true],
    ["a lease", { purchasing: { ...purchasing, leased: true } }, true],
    ["automated enrollment", { general: { enrolledViaAutomatedDeviceEnrollment: true }, purchasing }, true],
    [
      "another enrollment",
      { general: { enrolledViaAutomatedDeviceEnrollment: false, lastEnrolledDate }, purchasing },
      undefined,
    ],
  ])("by %s", (_, record, expected) => {
    expect(computer(record).result.is_corporate_owned).toBe(expected);
  });

  test.each([
    { poDate: "1970-01-01" },
    { purchasePrice: "0" },
    { purchasePrice: "0.00" },
    { vendor: " " },
    { vendor: "N/A" },
    { vendor: "None" },
    { vendor: "unknown" },
    { poNumber: "-1" },
    { poNumber: "0" },
  ])("is not reported for a purchase that has nothing but %j", (part) => {
    expect(computer({ purchasing: { ...purchasing, ...part } }).result.is_corporate_owned).toBeUndefined();
  });
});

test("a computer that is not managed is not in the MDM, whatever it is capable of", () => {
  const general = { remoteManagement: { managed: false }, mdmCapable: { capable: true }, lastEnrolledDate };
  expect(computer({ general }).result).toMatchObject({
    mdm_enabled: undefined,
    enrollment_status: "removed",
  });
});

test("encryption of some partitions means nothing where the boot partition is not reported", () => {
  const operatingSystem = { version: "15.6.1", fileVault2Status: "SOME_ENCRYPTED" } as const;
  expect(computer({ operatingSystem }).result.disk_encryption).toBeUndefined();
});

describe("a computer that was never enrolled", () => {
  it("says nothing of management and posture", () => {
    const { result, noted } = computer({
      id: "54",
      general: {
        name: "spare",
        jamfBinaryVersion: null,
        remoteManagement: { managed: false },
        supervised: false,
        mdmCapable: { capable: false },
        userApprovedMdm: false,
        enrolledViaAutomatedDeviceEnrollment: false,
        lastEnrolledDate: null,
      },
      hardware: { coreCount: 0, totalRamMegabytes: 0, macAddress: "", altMacAddress: "" },
      purchasing,
      security: { firewallEnabled: false, activationLockEnabled: false, sipStatus: null },
      softwareUpdates: [],
      diskEncryption: { fileVault2Enabled: false },
    });
    expect(noted).toEqual([]);
    expect(toldBy(result)).toEqual(["id", "name", "hostname", "type", "agent_version", "last_enrolled_at"]);
  });

  it("does not hide what was collected: false stays false", () => {
    const { result } = computer({
      id: "1",
      general: {
        remoteManagement: { managed: false },
        supervised: false,
        userApprovedMdm: false,
        mdmCapable: { capable: false },
        lastEnrolledDate,
      },
      security: { firewallEnabled: false, activationLockEnabled: false, sipStatus: "ENABLED" },
      operatingSystem: { version: "15.6.1", fileVault2Status: "NOT_ENCRYPTED" },
    });
    expect(result).toMatchObject({
      enrollment_status: "removed",
      mdm_enabled: false,
      is_supervised: false,
      is_user_approved: false,
      firewall_enabled: false,
      activation_lock_enabled: false,
      disk_encryption: false,
    });
  });
});

describe("agent_installed of a computer", () => {
  const jamfBinaryVersion = "11.30.1";
  test.each([
    [{ jamfBinaryVersion, remoteManagement: { managed: true }, lastEnrolledDate }, true],
    [{ jamfBinaryVersion, remoteManagement: { managed: false }, lastEnrolledDate }, undefined],
    [{ jamfBinaryVersion, remoteManagement: { managed: false } }, undefined],
    [{ jamfBinaryVersion: null, remoteManagement: { managed: true }, lastEnrolledDate }, undefined],
  ])("by %j", (general, expected) => {
    expect(computer({ general }).result.agent_installed).toBe(expected);
  });
});

test("a build that is repeated is no addition to the version", () => {
  const build = "24G90";
  const extra = (operatingSystem: JamfProComputer["operatingSystem"]) =>
    computer({ operatingSystem }).result.os_version_extra;
  expect(extra({ build, supplementalBuildVersion: build })).toBeNull();
  expect(extra({ build, supplementalBuildVersion: "24G90a" })).toBe("24G90a");
  expect(extra({ build, supplementalBuildVersion: build, rapidSecurityResponse: "(a)" })).toBe("(a)");
  expect(extra({})).toBeUndefined();
  const general = { osBuild: build, osSupplementalBuildVersion: build };
  expect(mobile({ deviceType: "iOS", general }).result.os_version_extra).toBeNull();
});

test("an empty list of updates does not say that all are installed", () => {
  expect(computer({ softwareUpdates: [] }).result.patch_status).toBeUndefined();
  expect(computer({ softwareUpdates: [{ name: "macOS" }] }).result.patch_status).toBe("updates_available");
});

test.each([
  [0, undefined],
  [-1, undefined],
  [512, 512 * 1024 ** 2],
])("an application of %i megabytes has a size of %s", (sizeMegabytes, expected) => {
  const record = { id: "1", application: { name: "Slack.app", sizeMegabytes } };
  const { result, noted } = noting((drift) =>
    mapRecord({ unset: unsetInJamfProComputerApp, map: mapJamfProComputerApp }, record, drift),
  );
  expect([result.size_bytes, noted]).toEqual([expected, []]);
});

describe("a mobile device before its first inventory", () => {
  const security = {
    dataProtected: false,
    passcodePresent: false,
    passcodeCompliant: false,
    jailBreakDetected: false,
    lostModeEnabled: false,
    activationLockEnabled: false,
  };
  const hardware = { capacityMb: 0, availableSpaceMb: 0, batteryLevel: -1, wifiMacAddress: "" };
  const network = { imei: "", iccid: "" };

  it("says nothing of its hardware and posture", () => {
    const { result, noted } = mobile({
      deviceType: "iOS",
      mobileDeviceId: "7",
      general: { displayName: "iPad", supervised: false, deviceOwnershipType: "Institutional" },
      hardware,
      security,
      network,
    });
    expect(noted).toEqual([]);
    expect(toldBy(result)).toEqual([
      ...["id", "name", "type", "platform", "manufacturer", "os_name"],
      ...["agent_installed", "agent_version"],
    ]);
  });

  it("reports false and none once an inventory was taken", () => {
    const general = { lastInventoryUpdateDate: "2026-10-31T08:00:00Z", supervised: false };
    expect(mobile({ deviceType: "iOS", general, hardware, security, network }).result).toMatchObject({
      is_supervised: false,
      disk_encryption: false,
      passcode_present: false,
      passcode_compliant: false,
      is_jailbroken: false,
      lost_mode: "disabled",
      activation_lock_enabled: false,
      imeis: [],
      iccids: [],
    });
  });
});

/** The fields that a device has, null included. */
function toldBy(device: object): string[] {
  return Object.entries(device).flatMap(([name, value]) => (value === undefined ? [] : name));
}
