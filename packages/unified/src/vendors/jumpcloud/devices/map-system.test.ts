import { noting, recordProblems, reportedOf } from "@mdmkit/unified/testing";
import { type Drift, mapRecord } from "@mdmkit/unified/vendor";
import { describe, expect, it } from "vitest";
import type { JumpCloudDeviceRecord } from "../api/record.ts";
import { fixture } from "../fixtures/fixture.ts";
import { unsetInJumpCloudSystem } from "../generated/api/unset.ts";
import { mapJumpCloudSystem as map } from "./map-system.ts";

const mapJumpCloudSystem = (record: JumpCloudDeviceRecord, drift?: Drift) =>
  mapRecord({ unset: unsetInJumpCloudSystem, map }, record, drift);

const windows = (changes: JumpCloudDeviceRecord = {}, drift?: Drift) =>
  mapJumpCloudSystem({ ...fixture("system-windows"), ...changes }, drift);
const mac = (changes: JumpCloudDeviceRecord = {}) =>
  mapJumpCloudSystem({ _id: "m1", os: "Mac OS X", osFamily: "darwin", ...changes });

describe("a Windows system", () => {
  it("becomes a device", () => {
    expect(recordProblems("Device", windows())).toEqual([]);
    expect(windows()).toMatchObject({
      id: "5e13a0c27e8a3b1d2c4f6a01",
      name: "LAPTOP-3F7Q0ZK1",
      hostname: "LAPTOP-3F7Q0ZK1",
      dns_name: "LAPTOP-3F7Q0ZK1.corp.example.com",
      netbios_name: "LAPTOP-3F7Q0ZK1",
      serial_number: "5CD0000ABC",
      type: "workstation",
      platform: "windows",
      manufacturer: "HP",
      custom_fields: { floor: "2" },
      os_name: "Windows",
      os_version: "10 Home",
      organization: { id: "5d0a7a3fb1e2c4d5e6f70a02" },
      owner: { id: "6026bec6b8207255280d5981" },
      ip_addresses: ["192.168.1.10"],
      public_ip: "203.0.113.7",
      mdm_enabled: true,
      enrollment_type: "device",
      agent_installed: true,
      agent_version: "0.10.108",
      enrollment_status: "enrolled",
      is_offline: false,
      last_activity_at: "2020-01-06T20:44:24.082Z",
      created_at: "2020-01-06T20:18:58.103Z",
      disk_encryption: false,
    });
  });

  it("leaves out what only System Insights would report", () => {
    const { model, mac_addresses, os_build, firewall_enabled, memory_bytes, tags, policy } = windows();
    expect([model, mac_addresses, os_build, firewall_enabled, memory_bytes, tags, policy]).toEqual(
      Array(7).fill(undefined),
    );
  });

  it("takes hardware and posture from its insights", () => {
    const device = windows({
      fde: {},
      insights: {
        system_info: [
          {
            hardware_model: "EliteBook 840 G8 ",
            uuid: "U-1",
            cpu_brand: "i7",
            cpu_physical_cores: 4,
            physical_memory: "17179869184",
          },
        ],
        chassis_info: [{ chassis_types: "Notebook", smbios_tag: "No Asset Tag" }],
        interface_details: [
          { mac: "00:00:00:00:00:00" },
          { mac: "02-00-5E-00-53-AF" },
          { mac: "02:00:5e:00:53:af" },
        ],
        bitlocker_info: [
          { drive_letter: "D:", protection_status: 0 },
          { drive_letter: "c:", protection_status: 1 },
        ],
        windows_security_center: [{ firewall: "Good" }],
        disk_info: [
          { disk_index: 1, disk_size: "1" },
          { disk_index: 0, disk_size: "512110190592" },
        ],
        os_version: [{ build: "19045" }],
      },
    });
    expect(device).toMatchObject({
      model: "EliteBook 840 G8",
      type: "laptop",
      hardware_uuid: "U-1",
      cpu_name: "i7",
      cpu_cores: 4,
      memory_bytes: 17179869184,
      mac_addresses: ["02:00:5e:00:53:af"],
      disk_encryption: true,
      firewall_enabled: true,
      storage_total_bytes: 512110190592,
      os_build: "19045",
    });
  });

  it("has no MAC addresses when the insights have none: they may not be collected yet", () => {
    expect(windows({ insights: { interface_details: [] } }).mac_addresses).toBeUndefined();
  });
});

describe("a Mac with its Apple MDM row", () => {
  const joined = mac({ appleMdmDevice: fixture("apple-mdm-device") });

  it("is identified by Apple's ids and described by Apple's properties", () => {
    expect(joined).toMatchObject({
      platform: "macos",
      type: "laptop",
      manufacturer: "Apple",
      model: "MacBook Pro",
      serial_number: "C02FF0XXXXXX",
      udid: "5E4E453E-72DE-5928-9489-177F3CFE5723",
      management_id: "6516e83947496b0001ae196f",
      os_version: "13.5.1",
      mdm_enabled: true,
      is_supervised: true,
      last_enrolled_at: "2023-09-29T15:07:37.733Z",
      mac_addresses: ["02:66:5a:1d:cf:16"],
    });
  });

  it("counts Apple's gigabytes as 10^9 bytes", () => {
    expect(joined.storage_total_bytes).toBe(1_000_000_000_000);
    expect(joined.storage_available_bytes).toBe(774_000_000_000);
  });

  it("leaves out what an empty `securityInfo` does not say", () => {
    expect([joined.disk_encryption, joined.passcode_present, joined.is_user_approved]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe("an Android device", () => {
  const android = mapJumpCloudSystem({
    _id: "a1",
    os: "Android",
    googleEmmDevice: {
      deviceId: "ZGV2aWNl",
      deviceInformation: {
        hardwareInfo: { manufacturer: "samsung", model: "SM-A546B", serialNumber: "R5CT000000" },
        softwareInfo: {
          androidVersion: "14",
          securityPatchLevel: "2026-09-01",
          systemUpdateInfo: { updateStatus: "SECURITY_UPDATE_AVAILABLE" },
        },
        emmEnrollmentInfo: { ownership: "COMPANY_OWNED", enrollmentTime: "2024-05-01T10:00:00+02:00" },
        networkInfo: {
          imei: "35-000000-000000-0",
          meid: "A0000000000000",
          telephonyInfo: [{ phoneNumber: "+15550100", carrierName: "Example" }],
        },
        memoryInfo: { totalRam: "8000000000", totalInternalStorage: "128000000000" },
        deviceStateInfo: { deviceSettings: { isEncrypted: true, isDeviceSecure: true } },
      },
    },
  });

  it("is described by Google's management", () => {
    expect(recordProblems("Device", android)).toEqual([]);
    expect(android).toMatchObject({
      type: "mobile",
      platform: "android",
      manufacturer: "samsung",
      model: "SM-A546B",
      serial_number: "R5CT000000",
      management_id: "ZGV2aWNl",
      os_version: "14",
      os_version_extra: "2026-09-01",
      patch_status: "updates_available",
      is_corporate_owned: true,
      imeis: ["350000000000000"],
      meid: "A0000000000000",
      phone_number: "+15550100",
      carrier: "Example",
      memory_bytes: 8_000_000_000,
      storage_total_bytes: 128_000_000_000,
      disk_encryption: true,
      passcode_present: true,
    });
  });

  it("gives the enrollment time in UTC", () =>
    expect(android.first_enrolled_at).toBe("2024-05-01T08:00:00.000Z"));
});

describe("an Android device in a list, where Google's management was not read", () => {
  const android: JumpCloudDeviceRecord = {
    _id: "a1",
    os: "Android",
    lastContact: null,
    serialNumber: "",
    osVersionDetail: { releaseName: "", revision: "", version: "" },
  };

  it("is not marked as lacking what a single record may have", () => {
    const { last_activity_at, serial_number, os_version_extra, os_build, os_version } =
      mapJumpCloudSystem(android);
    expect([last_activity_at, serial_number, os_version_extra, os_build, os_version]).toEqual(
      Array(5).fill(undefined),
    );
  });

  it("lacks what neither has once it was read", () => {
    const { last_activity_at, serial_number, os_version_extra } = mapJumpCloudSystem({
      ...android,
      googleEmmDevice: { deviceId: "g1" },
    });
    expect([last_activity_at, serial_number, os_version_extra]).toEqual([null, null, null]);
  });
});

describe("value, null and absent", () => {
  it("keeps apart a system without owner and one that does not say", () => {
    expect(mapJumpCloudSystem(fixture("system-sparse")).owner).toBeNull();
    expect(mac().owner).toBeUndefined();
  });

  it("keeps apart a system never seen and one that does not say when", () => {
    expect(mapJumpCloudSystem(fixture("system-sparse")).last_activity_at).toBeNull();
    expect(mac().last_activity_at).toBeUndefined();
  });

  it("calls a description that is blank no notes", () => {
    expect(mac({ description: "" }).notes).toEqual([]);
    expect(mac({ description: "By the door" }).notes).toEqual([
      { id: "description", content: "By the door" },
    ]);
    expect(mac().notes).toBeUndefined();
  });

  it("knows an agent by its version alone", () => {
    expect(mac({ agentVersion: "2.91.0" }).agent_installed).toBe(true);
    expect(mac({ agentVersion: "" })).toMatchObject({ agent_installed: undefined, agent_version: undefined });
    expect(mac().agent_installed).toBeUndefined();
  });

  it("says the policy is null when none is bound, and nothing when policies were not read", () => {
    expect(mac({ policies: [] }).policy).toBeNull();
    expect(mac({ policies: [{ id: "p1", name: "FileVault" }] }).policy).toEqual({
      id: "p1",
      name: "FileVault",
    });
    expect(mac().policy).toBeUndefined();
  });
});

describe("values that cannot be trusted", () => {
  it.each(["0", "None", " to be filled by O.E.M. ", "Default string", "0000000000"])(
    "takes serial number %j for none",
    (serialNumber) => {
      expect(windows({ serialNumber }).serial_number).toBeUndefined();
    },
  );

  it("goes on to the firmware's serial number when the system's is a placeholder", () => {
    const insights = { system_info: [{ hardware_serial: "5CD0000XYZ" }] };
    expect(windows({ serialNumber: "None", insights }).serial_number).toBe("5CD0000XYZ");
  });

  it("falls back from the display name to the host name", () => {
    expect(windows({ displayName: " " }).name).toBe("LAPTOP-3F7Q0ZK1");
  });

  it("leaves out a battery at 101 percent, and notes it", () => {
    const insights = { battery: [{ percent_remaining: 101 }] };
    const { result, noted } = noting((drift) => windows({ insights }, drift));
    expect(result.battery_percent).toBeUndefined();
    expect(noted).toContainEqual(["wrong-type", 101]);
  });

  it("leaves out a capacity beyond counting", () => {
    const appleMdmDevice = { deviceInformation: { deviceCapacity: 1e300 } };
    expect(mac({ appleMdmDevice }).storage_total_bytes).toBeUndefined();
  });

  it.each([
    ["internal", true],
    ["external", true],
    ["none", false],
    ["unknown", undefined],
  ] as const)("reads `mdm.vendor` %s as mdm_enabled %s", (vendor, expected) => {
    expect(windows({ mdm: { vendor } }).mdm_enabled).toBe(expected);
  });

  it("reports a bad date under its own property, though others hold the same text", () => {
    const record = {
      _id: "soon",
      organization: "soon",
      hostname: "soon",
      lastContact: "soon",
      attributes: ["soon"],
    };
    expect(reportedOf(mapJumpCloudSystem, record)).toEqual(["lastContact not-a-date"]);
  });
});
