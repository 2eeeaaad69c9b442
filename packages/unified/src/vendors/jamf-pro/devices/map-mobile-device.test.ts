import { recordProblems, reportedOf } from "@mdmkit/unified/testing";
import { mapRecord } from "@mdmkit/unified/vendor";
import { describe, expect, it } from "vitest";
import type { JamfProMobileDevice } from "../api/record.ts";
import { fixture } from "../fixtures/fixture.ts";
import { unsetInJamfProMobileDevice } from "../generated/api/unset.ts";
import { mapJamfProMobileDevice as map } from "./map-mobile-device.ts";

const mapJamfProMobileDevice = (record: JamfProMobileDevice) =>
  mapRecord({ unset: unsetInJamfProMobileDevice, map }, record);

const iPad = (): JamfProMobileDevice => fixture("mobile-device-full");

describe("an iPad", () => {
  it("becomes a device", () => {
    const device = mapJamfProMobileDevice(
      Object.assign(iPad(), {
        siteName: "Eau Claire",
        ownerUser: { id: "7" },
        initialEntryTimestamp: "2024-05-01T08:00:00Z",
        compliance: [{ applicable: true, complianceState: "COMPLIANT" as const }],
      }),
    );
    expect(recordProblems("Device", device)).toEqual([]);
    expect(JSON.parse(JSON.stringify(device))).toEqual({
      id: "mobile-5",
      name: "Ada’s iPad",
      serial_number: "DMPXXXXXXXXX",
      asset_tag: null,
      type: "tablet",
      platform: "ipados",
      manufacturer: "Apple",
      model: "iPad (A16)",
      is_corporate_owned: true,
      custom_fields: { Floor: "2" },
      tags: [{ id: "1", name: "All Managed iPads" }],
      os_name: "iPadOS",
      os_version: "26.3.1",
      os_build: "23D8133",
      os_version_extra: null,
      owner: {
        id: "7",
        name: "Ada Kay",
        emails: [{ email: "ada@example.com", type: "work", is_primary: true }],
      },
      organization: { id: "1", name: "Eau Claire" },
      ip_addresses: ["10.0.0.6"],
      mac_addresses: ["02:00:5e:00:53:b0"],
      mdm_enabled: true,
      agent_installed: false,
      agent_version: null,
      enrollment_status: "enrolled",
      first_enrolled_at: "2024-05-01T08:00:00Z",
      last_enrolled_at: "2025-05-01T08:00:00.000Z",
      last_activity_at: "2026-03-01T10:00:00.000Z",
      created_at: "2024-05-01T08:00:00Z",
      updated_at: "2026-03-01T10:00:00.000Z",
      disk_encryption: true,
      backup_last_success_at: "2026-02-28T01:00:00Z",
      warranty_end_at: "2027-03-01T00:00:00Z",
      udid: "00008101-000000000000001e",
      imeis: ["350000000000000", "350000000000018"],
      meid: "35000000000000",
      iccids: ["89351010000000000001"],
      management_id: "8a6ae5e2-0000-4000-8000-000000000001",
      enrollment_type: "automated",
      is_supervised: true,
      compliance_status: "compliant",
      lost_mode: "disabled",
      activation_lock_enabled: false,
      passcode_present: true,
      passcode_compliant: false,
      is_jailbroken: false,
      storage_total_bytes: 128_000_000_000,
      battery_percent: 85,
      phone_number: "+15550100",
      carrier: "Example Mobile",
    });
  });

  it("leaves out what only a single read has", () => {
    const { created_at, first_enrolled_at, compliance_status } = mapJamfProMobileDevice(iPad());
    expect([created_at, first_enrolled_at, compliance_status]).toEqual([undefined, undefined, undefined]);
  });

  it("says nothing about sections that were not read", () => {
    const device = mapJamfProMobileDevice({
      mobileDeviceId: "5",
      deviceType: "iOS",
      general: null,
      hardware: null,
      network: null,
      security: null,
      serviceSubscriptions: null,
      groups: null,
    });
    expect(JSON.parse(JSON.stringify(device))).toEqual({
      id: "mobile-5",
      type: "mobile",
      platform: "ios",
      manufacturer: "Apple",
      os_name: "iOS",
      agent_installed: false,
      agent_version: null,
    });
  });
});

describe("kinds of mobile device", () => {
  it.each([
    ["iOS", "iPhone 15", "ios", "mobile", "iOS"],
    ["iOS", "iPad Pro", "ipados", "tablet", "iPadOS"],
    ["tvOS", "Apple TV 4K", "unknown", "other", "tvOS"],
    ["watchOS", "Apple Watch", "unknown", "other", "watchOS"],
    ["visionOS", "Apple Vision Pro", "unknown", "other", "visionOS"],
  ] as const)("%s on %s is %s, a %s with %s", (deviceType, model, platform, type, os_name) => {
    const device = mapJamfProMobileDevice({ deviceType, hardware: { model } });
    expect(device).toMatchObject({ platform, type, os_name });
  });

  it("knows the type in small letters, as other shapes spell it", () => {
    const device = mapJamfProMobileDevice({ ...iPad(), ...JSON.parse('{"deviceType":"ios"}') });
    expect(device.platform).toBe("ipados");
  });
});

describe("ownership", () => {
  const owned = (general: NonNullable<JamfProMobileDevice["general"]>) =>
    mapJamfProMobileDevice({ deviceType: "iOS", general });

  it.each([
    ["Institutional", true, undefined],
    ["AccountDrivenDeviceEnrollment", true, "device"],
    ["UserEnrollment", false, "user"],
    ["AccountDrivenUserEnrollment", false, "user"],
    ["PersonalDeviceProfile", false, undefined],
  ] as const)(
    "%s is corporate: %s, enrolled by %s",
    (deviceOwnershipType, is_corporate_owned, enrollment_type) => {
      const lastEnrolledDate = "2025-05-01T08:00:00Z";
      expect(owned({ deviceOwnershipType, lastEnrolledDate, enrollmentMethodPrestage: null })).toMatchObject({
        is_corporate_owned,
        enrollment_type,
      });
    },
  );

  it("is read in any case, and unknown words stay unsaid", () => {
    expect(owned(JSON.parse('{"deviceOwnershipType":"userenrollment"}')).is_corporate_owned).toBe(false);
    expect(owned(JSON.parse('{"deviceOwnershipType":"Borrowed"}'))).toMatchObject({
      enrollment_type: "unknown",
    });
    expect(owned(JSON.parse('{"deviceOwnershipType":"Borrowed"}')).is_corporate_owned).toBeUndefined();
  });

  it("that is unknown is reported as such, though names hold the same word", () => {
    const general = { displayName: "Borrowed", deviceOwnershipType: "Borrowed", udid: "Borrowed" };
    const record = { siteName: "Borrowed", deviceType: "iOS", general, applications: [{ name: "Borrowed" }] };
    expect(reportedOf(map, record)).toEqual(["general.deviceOwnershipType unknown-value"]);
  });
});
