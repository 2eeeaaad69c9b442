import { present, type Row } from "../../../engine/records/values.ts";
import type { PhysicalDevice } from "../../../fleet/device.ts";
import { createDraw } from "../../../fleet/draw.ts";

export type GoogleFacts = { device: PhysicalDevice; id: string; enterprise: string; seed: number };

/** What the list of Android devices says: not much. */
export function thinGoogleDevice(row: Row): Row {
  return { deviceId: row.deviceId, name: row.name };
}

/** An Android device as Google EMM returns it, with int64 values as text. */
export function renderGoogleDevice({ device, id, enterprise, seed }: GoogleFacts): Row {
  const draw = createDraw({ seed, kind: "google", index: device.index });
  const code = draw.hex("name", 16);
  return {
    deviceId: id,
    name: `enterprises/${enterprise}/devices/${code}`,
    deviceInformation: {
      deviceStateInfo: stateInfo(device),
      emmEnrollmentInfo: {
        enrollmentTime: new Date(device.enrolledAt).toISOString(),
        enrollmentType: "EMM",
        managementMode: device.companyOwned ? "DEVICE_OWNER" : "PROFILE_OWNER",
        ownership: device.companyOwned ? "COMPANY_OWNED" : "PERSONALLY_OWNED",
        policyName: `enterprises/${enterprise}/policies/default`,
        appliedPolicyName: `enterprises/${enterprise}/policies/default`,
        appliedPolicyVersion: "3",
      },
      hardwareInfo: present({
        brand: device.model.maker.toLowerCase(),
        manufacturer: device.model.maker,
        model: device.model.identifier,
        hardware: "sandbox",
        // Personal devices keep their serial number from the company.
        serialNumber: device.companyOwned ? (device.serial ?? undefined) : undefined,
        deviceBaseBandVersion: "",
      }),
      memoryInfo: { totalRam: String(device.memoryBytes), totalInternalStorage: String(device.storageBytes) },
      networkInfo: present({
        imei: device.companyOwned ? (device.imei ?? undefined) : undefined,
        meid: device.companyOwned && draw.chance("cdma", 0.5) ? draw.hex("meid", 14) : undefined,
        wifiMacAddress: device.companyOwned ? device.macs[0] : undefined,
        telephonyInfo: device.imei === null ? [] : [{ carrierName: "Example Mobile", phoneNumber: "" }],
      }),
      softwareInfo: softwareInfo(device, draw.chance("current", 0.6)),
    },
  };
}

function stateInfo(device: PhysicalDevice): Row {
  const seen = new Date(device.lastSeenAt ?? device.enrolledAt).toISOString();
  return {
    deviceState: "ACTIVE",
    appliedDeviceState: "ACTIVE",
    disabledReason: "",
    lastPolicySyncTime: seen,
    lastStatusReportTime: seen,
    policyCompliant: true,
    securityPosture: { devicePosture: "SECURE" },
    deviceSettings: {
      isDeviceSecure: true,
      isEncrypted: device.encrypted ?? true,
      encryptionStatus: "ACTIVE_PER_USER",
      adbEnabled: false,
      developmentSettingsEnabled: false,
      unknownSourcesEnabled: false,
      verifyAppsEnabled: true,
    },
  };
}

function softwareInfo(device: PhysicalDevice, current: boolean): Row {
  return {
    androidVersion: device.os.version,
    androidBuildNumber: device.os.build,
    androidDevicePolicyVersionCode: "10384150",
    securityPatchLevel: "2026-09-05",
    primaryLanguageCode: "en-US",
    bootloaderVersion: "sandbox-1.0",
    systemUpdateInfo: { updateStatus: current ? "UP_TO_DATE" : "SECURITY_UPDATE_AVAILABLE" },
  };
}
