import type { ManagedDevice, ManagedDeviceDetails } from "@mdmkit/intune";
import { mapRecord } from "@mdmkit/unified/vendor";
import { describe, expect, it } from "vitest";
import type { IntuneDeviceRecord } from "../api/record.ts";
import { unsetInIntuneDevice } from "../generated/api/unset.ts";
import { mapIntuneDevice } from "./map-device.ts";

const reported: ManagedDevice = {
  id: "d1",
  operatingSystem: "Windows",
  osVersion: "10.0.22631.4460",
  complianceState: "compliant",
  lastSyncDateTime: "2026-11-20T06:12:31Z",
};

/** A device as the engine maps it, with what is unset hidden. */
const map = (device: IntuneDeviceRecord) =>
  mapRecord({ unset: unsetInIntuneDevice, map: mapIntuneDevice }, { ...reported, ...device });

const withDetails = (details: ManagedDeviceDetails, device: ManagedDevice = {}) =>
  map({ ...device, details });

describe("a default is no statement", () => {
  it.each<[string, ManagedDevice, keyof ReturnType<typeof mapIntuneDevice>]>([
    ["a category that is Unknown", { deviceCategoryDisplayName: "Unknown" }, "tags"],
    ["a jailbreak that is Unknown", { jailBroken: "Unknown" }, "is_jailbroken"],
    ["0 bytes", { totalStorageSpaceInBytes: 0 }, "storage_total_bytes"],
    ["a blank owner", { userId: "" }, "owner"],
    ["an owner id of zeros", { userId: "00000000-0000-0000-0000-000000000000" }, "owner"],
    ["a masked number", { phoneNumber: "*******1234" }, "phone_number"],
    ["the beginning of the calendar", { lastSyncDateTime: "0001-01-01T00:00:00Z" }, "last_activity_at"],
    ["its end", { enrolledDateTime: "9999-12-31T23:59:59Z" }, "last_enrolled_at"],
    ["no threat defense partner", { partnerReportedThreatState: "unknown" }, "edr_status"],
    ["no threat defense partner", { partnerReportedThreatState: "unknown" }, "edr_installed"],
    ["a registration", { deviceRegistrationState: "registered" }, "approval_status"],
    ["a missing verdict", { complianceState: "unknown" }, "compliance_status"],
    ["an unknown owner type", { managedDeviceOwnerType: "unknown" }, "is_corporate_owned"],
    ["supervision of a computer of another maker", { isSupervised: false }, "is_supervised"],
    ["no adapter", { wiFiMacAddress: "000000000000", operatingSystem: "iOS" }, "mac_addresses"],
  ])("%s", (_what, device, field) => {
    expect(map(device)[field]).toBeUndefined();
  });

  it("nor is false of a device that reports no inventory", () => {
    expect(map({ isEncrypted: false, complianceState: "unknown" }).disk_encryption).toBeUndefined();
    expect(map({ isEncrypted: false }).disk_encryption).toBe(false);
    expect(map({ isEncrypted: true, complianceState: "unknown" }).disk_encryption).toBe(true);
    expect(map({ isEncrypted: false, operatingSystem: "Android" }).disk_encryption).toBeUndefined();
    expect(map({ isEncrypted: true, operatingSystem: "Linux" }).disk_encryption).toBe(true);
  });

  it.each(["eas", "configurationManagerClient", "msSense"] as const)(
    "nor is false of a device that only %s manages",
    (managementAgent) => {
      const phone = { operatingSystem: "iOS", managementAgent };
      const unknown = { disk_encryption: undefined, is_supervised: undefined };
      expect(map({ ...phone, isEncrypted: false, isSupervised: false })).toMatchObject(unknown);
      const stated = { disk_encryption: true, is_supervised: true };
      expect(map({ ...phone, isEncrypted: true, isSupervised: true })).toMatchObject(stated);
    },
  );

  it("nor is a lost mode that a computer cannot have", () => {
    expect(withDetails({ lostModeState: "disabled" }).lost_mode).toBeUndefined();
    expect(withDetails({ lostModeState: "disabled" }, { operatingSystem: "iOS" }).lost_mode).toBe("disabled");
  });

  it("nor a scan that was not reported", () => {
    const never = { lastQuickScanDateTime: null, lastFullScanDateTime: "0001-01-01T00:00:00Z" };
    expect(map({ windowsProtectionState: never }).last_scan_at).toBeUndefined();
    const scans = {
      lastQuickScanDateTime: "2026-11-20T06:00:00Z",
      lastFullScanDateTime: "2026-11-01T06:00:00Z",
    };
    expect(map({ windowsProtectionState: scans }).last_scan_at).toBe("2026-11-20T06:00:00Z");
  });
});

describe("threat protection", () => {
  const on = {
    malwareProtectionEnabled: true,
    realTimeProtectionEnabled: true,
    deviceState: "clean",
  } as const;

  it.each([
    ["Defender that is on", on, true, "healthy"],
    ["whose signatures are old", { ...on, signatureUpdateOverdue: true }, true, "degraded"],
    ["that waits for a scan", { ...on, deviceState: "fullScanPending" }, true, "degraded"],
    [
      "that found something",
      { ...on, deviceState: "critical", signatureUpdateOverdue: true },
      true,
      "unhealthy",
    ],
    ["that does not look at what runs", { ...on, realTimeProtectionEnabled: false }, true, "unhealthy"],
    ["whose state is not reported", { malwareProtectionEnabled: true }, true, undefined],
    [
      "that is off, as it is beside another product",
      { ...on, malwareProtectionEnabled: false },
      undefined,
      undefined,
    ],
    ["that did not report", { malwareProtectionEnabled: null, deviceState: "clean" }, undefined, undefined],
  ] as const)("%s", (_, windowsProtectionState, edr_installed, edr_status) => {
    const device = map({ windowsProtectionState });
    expect([device.edr_installed, device.edr_status]).toEqual([edr_installed, edr_status]);
  });

  it("is that of a connected partner first", () => {
    const windowsProtectionState = { ...on, deviceState: "critical" } as const;
    const secured = map({ partnerReportedThreatState: "secured", windowsProtectionState });
    expect(secured).toMatchObject({ edr_installed: true, edr_status: "healthy" });
    const off = map({ partnerReportedThreatState: "deactivated", windowsProtectionState });
    expect(off).toMatchObject({ edr_installed: true, edr_status: "unhealthy" });
  });
});

describe("what lists lack", () => {
  const row = { ethernetMacAddress: null, udid: null, iccid: null, notes: null, physicalMemoryInBytes: 0 };

  it("is absent, the addresses of computers included", () => {
    expect(map({ ...row, wiFiMacAddress: "020000AABB11" })).toMatchObject({
      mac_addresses: undefined,
      udid: undefined,
      iccids: undefined,
      notes: undefined,
      memory_bytes: undefined,
      tags: undefined,
    });
    const phone = { ...row, operatingSystem: "iOS", wiFiMacAddress: "020000AABB11" };
    expect(map(phone).mac_addresses).toEqual(["02:00:00:aa:bb:11"]);
  });

  it("comes with the details of a single device", () => {
    const details = {
      udid: "00008120-000A11223344001E",
      iccid: "8900000000000000001",
      ethernetMacAddress: "020000AABB22",
      notes: "At the desk",
      physicalMemoryInBytes: 17179869184,
      chassisType: "laptop" as const,
      hardwareInformation: {
        ipAddressV4: "10.0.0.5",
        wiredIPv4Addresses: ["10.0.0.5", "10.0.0.6"],
        deviceFullQualifiedDomainName: "pc.corp.example.com",
      },
    };
    expect(withDetails(details, { wiFiMacAddress: "020000AABB11" })).toMatchObject({
      udid: "00008120-000A11223344001E",
      iccids: ["8900000000000000001"],
      mac_addresses: ["02:00:00:aa:bb:11", "02:00:00:aa:bb:22"],
      notes: [{ id: "d1", content: "At the desk" }],
      memory_bytes: 17179869184,
      type: "laptop",
      ip_addresses: ["10.0.0.5", "10.0.0.6"],
      dns_name: "pc.corp.example.com",
    });
  });
});

describe("the platform", () => {
  it.each([
    ["Windows", "Latitude 5440", "windows", "workstation"],
    ["Windows 10 Mobile", null, "windows", "workstation"],
    ["macOS", "MacBook Pro", "macos", "laptop"],
    ["Mac OS X", "Mac14,3", "macos", "desktop"],
    ["iOS", "iPhone 13", "ios", "mobile"],
    ["iOS", "iPad (10th generation)", "ipados", "tablet"],
    ["iPadOS", null, "ipados", "tablet"],
    ["AndroidForWork", "Pixel 8", "android", "mobile"],
    ["AndroidEnterprise", "Galaxy Tab S9", "android", "tablet"],
    ["Linux (ubuntu)", "XPS", "linux", "workstation"],
    ["Ubuntu", null, "linux", "workstation"],
    ["Chrome OS", null, "chromeos", "workstation"],
    ["Windows", "Virtual Machine", "windows", "virtual_machine"],
    ["Windows", "Cloud PC Enterprise 2vCPU", "windows", "virtual_machine"],
    ["HoloOS", null, "unknown", "other"],
  ])("of %s on %s is %s, and a %s", (operatingSystem, model, platform, type) => {
    expect(map({ operatingSystem, model })).toMatchObject({ platform, type });
  });
});

describe("the version", () => {
  it.each([
    ["macOS", "11.2.1 (20D74)", "11.2.1", "20D74"],
    ["iOS", "14.4", "14.4", undefined],
    ["Windows", "10.0.19045.3803", "10.0.19045.3803", "19045.3803"],
  ])("of %s %s", (operatingSystem, osVersion, os_version, os_build) => {
    expect(map({ operatingSystem, osVersion })).toMatchObject({ os_version, os_build });
  });
});

describe("the owner", () => {
  it("is null only where the enrollment is meant to have none", () => {
    expect(map({ userId: "", deviceEnrollmentType: "appleBulkWithoutUser" }).owner).toBeNull();
    expect(map({ userId: "", deviceEnrollmentType: "userEnrollment" }).owner).toBeUndefined();
  });

  it("has an address though the service names no user", () => {
    const device = { userId: "", emailAddress: "a@example.com" };
    expect(map({ ...device, deviceEnrollmentType: "appleBulkWithoutUser" }).owner).toEqual({
      id: undefined,
      name: undefined,
      emails: [{ email: "a@example.com", type: "primary", is_primary: true }],
    });
  });

  it("has no address made of a guest's name", () => {
    const guest = {
      userId: "u1",
      emailAddress: "",
      userPrincipalName: "a_example.org#EXT#@x.onmicrosoft.com",
    };
    expect(map(guest).owner).toEqual({ id: "u1", name: undefined, emails: undefined });
    expect(map({ ...guest, userPrincipalName: "a@example.com" }).owner?.emails).toEqual([
      { email: "a@example.com", type: "primary", is_primary: true },
    ]);
  });
});

describe("tags", () => {
  it("are groups and the category", () => {
    const groups = [{ id: "g1", displayName: "Pilot" }];
    expect(map({ groups, deviceCategoryDisplayName: "Sales" }).tags).toEqual([
      { id: "g1", name: "Pilot" },
      { name: "Sales" },
    ]);
    expect(map({ groups: [{ id: "g1", displayName: null }] }).tags).toEqual([{ id: "g1" }]);
    expect(map({ groups: [], deviceCategoryDisplayName: "Unknown" }).tags).toEqual([]);
  });
});

describe("states of management", () => {
  it.each([
    ["managed", "enrolled"],
    ["wipePending", "enrolled"],
    ["retireIssued", "removed"],
    ["deletePending", "removed"],
    ["discovered", "pending"],
    ["unknownFutureValue", "unknown"],
  ] as const)("%s is %s", (managementState, status) => {
    expect(map({ managementState }).enrollment_status).toBe(status);
  });
});
