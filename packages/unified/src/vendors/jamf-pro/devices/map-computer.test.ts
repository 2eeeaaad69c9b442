import { recordProblems } from "@mdmkit/unified/testing";
import { mapRecord } from "@mdmkit/unified/vendor";
import { describe, expect, it } from "vitest";
import type { JamfProComputer } from "../api/record.ts";
import { fixture } from "../fixtures/fixture.ts";
import { unsetInJamfProComputer } from "../generated/api/unset.ts";
import { mapJamfProComputer as map } from "./map-computer.ts";

const mapJamfProComputer = (record: JamfProComputer) =>
  mapRecord({ unset: unsetInJamfProComputer, map }, record);

const full = (changes: Partial<JamfProComputer> = {}) =>
  mapJamfProComputer({ ...fixture("computer-full"), ...changes });

describe("a Mac", () => {
  it("becomes a device", () => {
    const device = full({ ownerUser: { id: "7", username: "ada" } });
    expect(recordProblems("Device", device)).toEqual([]);
    expect(JSON.parse(JSON.stringify(device))).toEqual({
      id: "computer-5",
      name: "ada’s MacBook Air",
      hostname: "ada’s MacBook Air",
      serial_number: "C02FF0XXXXXX",
      asset_tag: "304822",
      type: "laptop",
      platform: "macos",
      manufacturer: "Apple",
      model: "MacBook Air (M1, 2020)",
      is_corporate_owned: true,
      custom_fields: { Floor: "3", Badges: ["a", "b"], Room: null, "Battery cycles": "112" },
      tags: [{ id: "1", name: "All Managed Clients" }],
      os_name: "macOS",
      os_version: "15.6.1",
      os_build: "24G90",
      os_version_extra: "(a)",
      owner: {
        id: "7",
        name: "Ada Kay",
        emails: [{ email: "ada@example.com", type: "work", is_primary: true }],
      },
      organization: { id: "1", name: "Eau Claire" },
      ip_addresses: ["10.0.0.5"],
      mac_addresses: ["02:00:5e:00:53:af"],
      public_ip: "203.0.113.7",
      mdm_enabled: true,
      agent_installed: true,
      agent_version: "11.30.1-t1784555528405",
      enrollment_status: "enrolled",
      first_enrolled_at: "2024-10-31T00:00:00Z",
      last_enrolled_at: "2025-02-15T13:46:35Z",
      last_activity_at: "2026-02-16T09:00:00Z",
      created_at: "2024-10-31T00:00:00Z",
      updated_at: "2026-02-15T14:07:45.348Z",
      disk_encryption: true,
      firewall_enabled: true,
      backup_last_success_at: null,
      warranty_end_at: "2027-10-31T00:00:00Z",
      udid: "5E4E453E-72DE-5928-9489-177F3CFE5723",
      hardware_uuid: "5E4E453E-72DE-5928-9489-177F3CFE5723",
      management_id: "73226fb6-61df-4c10-9552-eb9bc353d507",
      enrollment_type: "device",
      is_supervised: true,
      is_user_approved: true,
      activation_lock_enabled: false,
      cpu_name: "Apple M1",
      cpu_cores: 8,
      memory_bytes: 8_589_934_592,
      storage_total_bytes: 500_277_000_000,
      storage_available_bytes: 134_264_000_000,
    });
  });

  it("says nothing about sections that were not read: they are null, and that is not empty", () => {
    const device = mapJamfProComputer({
      id: "5",
      general: null,
      hardware: null,
      userAndLocation: null,
      softwareUpdates: null,
      groupMemberships: null,
      extensionAttributes: null,
      storage: null,
    });
    expect(JSON.parse(JSON.stringify(device))).toEqual({ id: "computer-5", type: "other" });
  });
});

describe("last_activity_at", () => {
  it.each([
    [{ lastContact: "2026-02-16T09:00:00Z", lastCheckIn: "2026-02-15T09:00:00Z" }, "2026-02-16T09:00:00Z"],
    [{ lastContact: null, lastCheckIn: "2026-02-15T09:00:00Z" }, "2026-02-15T09:00:00Z"],
    [{ lastContactTime: "2026-02-14T09:00:00Z" }, "2026-02-14T09:00:00Z"],
    [{ lastContact: null, lastCheckIn: null }, null],
    [{}, undefined],
  ])("of %j is %s", (general, expected) => {
    expect(mapJamfProComputer({ general }).last_activity_at).toBe(expected);
  });
});

describe("enrollment_status", () => {
  it.each([
    [{ remoteManagement: { managed: true } }, "enrolled"],
    [{ remoteManagement: { managed: false }, lastEnrolledDate: "2025-02-15T13:46:35Z" }, "removed"],
    [{ remoteManagement: { managed: false }, lastEnrolledDate: null }, undefined],
    [{ remoteManagement: null }, undefined],
  ])("of %j is %s", (general, expected) => {
    expect(mapJamfProComputer({ general }).enrollment_status).toBe(expected);
  });
});

describe("disk_encryption", () => {
  const encryption = (
    fileVault2Status: NonNullable<JamfProComputer["operatingSystem"]>["fileVault2Status"],
    rest: Partial<JamfProComputer> = {},
  ) =>
    mapJamfProComputer({ operatingSystem: { version: "15.6.1", fileVault2Status }, ...rest }).disk_encryption;

  it.each([
    ["ALL_ENCRYPTED", true],
    ["BOOT_ENCRYPTED", true],
    ["NOT_ENCRYPTED", false],
    ["SOME_ENCRYPTED", undefined],
    ["NOT_APPLICABLE", undefined],
    [null, undefined],
  ] as const)("reads %s as %s", (status, expected) => expect(encryption(status)).toBe(expected));

  it("asks the boot partition when only some of the disk is encrypted", () => {
    const details = (partitionFileVault2State: "ENCRYPTED" | "ENCRYPTING") => ({
      diskEncryption: { bootPartitionEncryptionDetails: { partitionFileVault2State } },
    });
    expect(encryption("SOME_ENCRYPTED", details("ENCRYPTED"))).toBe(true);
    expect(encryption("SOME_ENCRYPTED", details("ENCRYPTING"))).toBe(false);
    const partitions = [{ partitionType: "BOOT" as const, fileVault2State: "ENCRYPTED" as const }];
    expect(encryption("SOME_ENCRYPTED", { storage: { disks: [{ partitions }] } })).toBe(true);
  });

  it("falls back on the older flag", () => {
    expect(encryption("NOT_APPLICABLE", { diskEncryption: { fileVault2Enabled: true } })).toBe(true);
  });
});

describe("type and platform", () => {
  it.each([
    ["MacBook Pro (14-inch, M3 Pro, Nov 2023)", "Mac15,6", "laptop"],
    ["Mac mini (M2, 2023)", "Mac14,3", "desktop"],
    ["", "iMac21,1", "desktop"],
    ["Apple Virtual Machine 1", "VirtualMac2,1", "virtual_machine"],
    ["", "VMware20,1", "virtual_machine"],
    ["Xserve", "Xserve3,1", "server"],
    ["", "", "other"],
  ])("calls %j %j a %s", (model, modelIdentifier, type) => {
    expect(mapJamfProComputer({ hardware: { model, modelIdentifier } }).type).toBe(type);
  });

  it.each([
    ["Mac", "macos"],
    ["mac", "macos"],
    ["Windows", "windows"],
    ["NeXT", "unknown"],
    ["__proto__", "unknown"],
    ["", null],
    [undefined, undefined],
  ])("reads platform %j as %s", (platform, expected) => {
    expect(mapJamfProComputer({ general: { platform } }).platform).toBe(expected);
  });
});

describe("value, null and absent", () => {
  it("reads blanks as no owner, and -1 as no site", () => {
    const { owner, organization } = mapJamfProComputer({
      general: { site: { id: "-1", name: "None" } },
      userAndLocation: { username: "", realname: null, email: " " },
    });
    expect([owner, organization]).toEqual([null, null]);
  });

  it("names the owner by the available values, without an id when no user of that name is known", () => {
    const owner = (userAndLocation: JamfProComputer["userAndLocation"]) =>
      JSON.parse(JSON.stringify(mapJamfProComputer({ userAndLocation }).owner));
    expect(owner({ username: "ada", realname: "" })).toEqual({ name: "ada" });
    expect(owner({ email: "ada@example.com" })).toMatchObject({ name: "ada@example.com" });
  });

  it("leaves out numbers that are -1", () => {
    const { cpu_cores, memory_bytes, storage_available_bytes } = mapJamfProComputer({
      hardware: { coreCount: -1, totalRamMegabytes: -1 },
      storage: { bootDriveAvailableSpaceMegabytes: -1 },
    });
    expect([cpu_cores, memory_bytes, storage_available_bytes]).toEqual([undefined, undefined, undefined]);
  });

  it("does not call a Mac private because nothing says it was bought", () => {
    expect(full({ purchasing: { purchased: false, leased: false } }).is_corporate_owned).toBeUndefined();
  });

  it("says that updates wait when any is listed, and nothing when they were not read", () => {
    expect(full({ softwareUpdates: [{ name: "macOS", version: "26.1" }] }).patch_status).toBe(
      "updates_available",
    );
    expect(full({ softwareUpdates: null }).patch_status).toBeUndefined();
  });

  it.each([
    [[], null],
    [[{ complianceState: "COMPLIANT" as const }], "compliant"],
    [
      [{ complianceState: "COMPLIANT" as const }, { complianceState: "NON_COMPLIANT" as const }],
      "non_compliant",
    ],
    [[{ applicable: false, complianceState: "NON_COMPLIANT" as const }], null],
    [[{ applicable: true, complianceState: "UNKNOWN" as const }], "unknown"],
    [undefined, undefined],
  ])("reads compliance %j as %s", (compliance, expected) => {
    expect(full({ compliance }).compliance_status).toBe(expected);
  });

  it("takes times where the document has days", () => {
    const general = { initialEntryDate: "2018-10-31T18:04:13Z" };
    expect(mapJamfProComputer({ general }).created_at).toBe("2018-10-31T18:04:13Z");
  });
});
