import { createSandbox } from "@mdmkit/sandbox";
import { describe, expect, test } from "vitest";
import { connect } from "../client/connect.ts";
import type { FieldLineage } from "../lineage/lineage.ts";
import { lineage as applivery } from "./applivery/generated/lineage.ts";
import { loadLineage, vendors } from "./index.ts";
import { lineage as ivantiNeurons } from "./ivanti-neurons/generated/lineage.ts";
import { lineage as jamfPro } from "./jamf-pro/generated/lineage.ts";
import { lineage as jumpcloud } from "./jumpcloud/generated/lineage.ts";
import { jumpcloud as createJumpCloud } from "./jumpcloud/index.ts";

type Expected = Omit<FieldLineage, "line"> | undefined;

/** Read off the mappers by a person, not by the tool. */
const JUMPCLOUD: Record<string, Expected> = {
  id: { both: ["_id", "id"] },
  dns_name: { both: ["domainInfo.domainName", "domainInfo.partOfDomain", "hostname"] },
  enrollment_status: { constant: "enrolled" },
  os_build: {
    both: [
      "appleMdmDevice.deviceInformation.osBuildVersion",
      "insights.os_version[].build",
      "os",
      "osFamily",
      "osVersionDetail.revision",
    ],
    get: ["googleEmmDevice.deviceInformation.softwareInfo.androidBuildNumber"],
  },
  disk_encryption: {
    // FileVault is a Mac's, so what distinguishes a Mac from an iPhone is a source, too.
    both: [
      "appleMdmDevice.deviceInformation.modelName",
      "appleMdmDevice.securityInfo.filevaultEnabled",
      "fde.active",
      "hwVendor",
      "insights.bitlocker_info[].drive_letter",
      "insights.bitlocker_info[].protection_status",
      "insights.disk_encryption[].encrypted",
      "os",
      "osFamily",
    ],
    get: ["googleEmmDevice.deviceInformation.deviceStateInfo.deviceSettings.isEncrypted"],
  },
  "tags[].name": { get: ["systemGroups[].name"] },
  "owner.emails[].email": { both: ["primaryUser.alternateEmail", "primaryUser.email"] },
  "notes[].id": { constant: "description" },
  lost_mode: undefined,
};

const APPS: Record<string, Expected> = {
  platform: { both: ["insightTable"] },
  version: { both: ["bundle_short_version", "bundle_version", "release_or_revision", "version"] },
  install_state: { constant: "installed" },
  is_managed: undefined,
};

const IVANTI: Record<string, Expected> = {
  platform: { both: ["deviceModel", "platformType", "prettyModel"] },
  agent_installed: { both: ["clientVersion", "registrationState"], get: ["clientRegistered"] },
  "organization.name": { both: ["dmPartitionName"], get: ["deviceSpaceName"] },
  disk_encryption: {
    get: [
      "bitLockerEncryptionStatus",
      "deviceModel",
      "osxFdeEnabled",
      "platformType",
      "prettyModel",
      "windowsEncrypted",
    ],
  },
  mdm_enabled: { both: ["authOnly", "mamOnly", "registrationState"] },
  iccids: { both: ["iccid"], get: ["serviceSubscriptions[].iccid"] },
  "policy.name": { get: ["policies[].enabled", "policies[].name", "policies[].priority"] },
  firewall_enabled: undefined,
};

const APPLIVERY: Record<string, Expected> = {
  created_at: { both: ["createdAt"] },
  last_enrolled_at: { both: ["enrolledDate"], get: ["windows.enrolledDate"] },
  disk_encryption: {
    get: ["android.deviceSettings.encryptionStatus", "android.deviceSettings.isEncrypted"],
  },
  serial_number: {
    both: ["summary.serialNumber"],
    get: [
      "android.summary.serialNumber",
      "aosp.summary.serialNumber",
      "apple.summary.serialNumber",
      "windows.summary.serialNumber",
    ],
  },
  "tags[].id": { both: ["tags[]"], get: ["android.tags[]", "aosp.tags[]", "apple.tags[]", "windows.tags[]"] },
  agent_version: undefined,
};

const COMPUTERS: Record<string, Expected> = {
  enrollment_status: { both: ["general.remoteManagement.managed"] },
  storage_total_bytes: {
    both: ["storage.disks[].partitions[].partitionType", "storage.disks[].sizeMegabytes"],
  },
  compliance_status: { get: ["compliance[].applicable", "compliance[].complianceState"] },
  "owner.id": { both: ["ownerUser.id"] },
  created_at: { both: ["general.initialEntryDate", "general.reportDate"] },
  last_activity_at: {
    both: [
      "general.lastCheckIn",
      "general.lastContact",
      "general.lastContactTime",
      "general.lastEnrolledDate",
      "general.reportDate",
    ],
  },
  is_jailbroken: undefined,
};

const MOBILE_DEVICES: Record<string, Expected> = {
  type: { both: ["deviceType", "hardware.model", "hardware.modelIdentifier"] },
  manufacturer: { constant: "Apple" },
  agent_version: { constant: null },
  created_at: { get: ["general.lastInventoryUpdateDate", "initialEntryTimestamp"] },
  backup_last_success_at: { both: ["general.lastBackupDate", "general.lastCloudBackupDate"] },
  enrollment_type: {
    both: ["general.deviceOwnershipType", "general.enrollmentMethodPrestage.mobileDevicePrestageId"],
  },
  phone_number: { both: ["network.phoneNumber", "serviceSubscriptions[].phoneNumber"] },
  firewall_enabled: undefined,
};

describe("fields are fed as a person reads the mappers", () => {
  const mappers = [
    ["JumpCloud", jumpcloud.data.resources.devices?.[0], JUMPCLOUD],
    ["JumpCloud's apps", jumpcloud.data.resources.apps?.[0], APPS],
    ["Ivanti Neurons", ivantiNeurons.data.resources.devices?.[0], IVANTI],
    ["Applivery", applivery.data.resources.devices?.[0], APPLIVERY],
    ["Jamf Pro's computers", jamfPro.data.resources.devices?.[0], COMPUTERS],
    ["Jamf Pro's mobile devices", jamfPro.data.resources.devices?.[1], MOBILE_DEVICES],
  ] as const;

  test.each(mappers)("%s", (_, mapper, expected) => {
    const { fields = {} } = mapper ?? {};
    const found = Object.keys(expected).map((name) => {
      const { line: _line, ...feed } = fields[name] ?? { line: 0 };
      return [name, fields[name] && feed];
    });
    expect(Object.fromEntries(found)).toEqual(expected);
  });
});

test("returns the operations behind writes", () => {
  expect(jumpcloud.data.writes["devices.actions.lock"]).toEqual({
    sends: ["Devices_LockDevice", "applemdms_deviceslock", "systems_commandBuiltinLock"],
    reads: ["applemdms_deviceslist", "applemdms_list"],
  });
  expect(jamfPro.data.writes["devices.delete"]).toEqual({
    sends: ["deleteComputer", "deleteComputerV1", "deleteComputerV3", "deleteMobileDeviceById"],
    reads: ["getJamfProVersion"],
  });
  expect(ivantiNeurons.data.writes["devices.actions.clearPasscode"]).toEqual({ sends: ["unlockDevices"] });
});

test("explains devices of an account", async () => {
  const { credentials, baseUrl, fetch } = createSandbox("jumpcloud", { devices: 40, seed: 1 });
  const mdm = connect(createJumpCloud({ apiKey: credentials.apiKey, baseUrl, fetch }));
  const devices = await mdm.devices.list().toArray();
  const managed = devices.find(({ enrollment_type }) => enrollment_type === "automated");
  if (!managed) throw new Error("The fleet has no device that enrolled by itself.");

  expect(jumpcloud.devices.explain(managed, "enrollment_type")).toMatchObject({
    presence: "value",
    sources: [
      {
        property: "mdm.enrollmentType",
        operations: [{ operation: "systems_list", property: "results[].mdm.enrollmentType" }],
        values: ["automated device"],
      },
    ],
  });
  expect(jumpcloud.devices.presence(managed, "tags")).toBe("not-in-list");
  expect(jumpcloud.devices.presence(await mdm.devices.get(managed.id), "tags")).toBe("value");
  expect(jumpcloud.devices.presence(managed, "lost_mode")).toBe("unsupported");
});

test("is loaded by the vendor's id", async () => {
  expect(await loadLineage("jamf-pro")).toBe(jamfPro);
  await expect(loadLineage("constructor")).rejects.toThrow(Object.keys(vendors).join(", "));
});
