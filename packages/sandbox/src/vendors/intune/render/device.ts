import type { Row } from "../../../engine/records/values.ts";
import type { PhysicalDevice } from "../../../fleet/device.ts";
import { createDraw } from "../../../fleet/draw.ts";
import type { Person } from "../../../fleet/person.ts";
import { isApple } from "../../../fleet/platforms.ts";

export type DeviceFacts = {
  seed: number;
  device: PhysicalDevice;
  id: string;
  /** Id in the directory; undefined for a device that is not registered. */
  azureADDeviceId: string | undefined;
  user: { id: string; person: Person } | undefined;
  category: string | undefined;
};

const NEVER = "0001-01-01T00:00:00Z";
const NO_ID = "00000000-0000-0000-0000-000000000000";

const SYSTEMS: Record<PhysicalDevice["platform"], string> = {
  macos: "macOS",
  windows: "Windows",
  linux: "Linux",
  ios: "iOS",
  ipados: "iOS",
  android: "Android",
};

/** Whole seconds, as the service has them. */
export function time(at: number | null): string {
  return at === null ? NEVER : new Date(at).toISOString().replace(/\.\d+/, "");
}

const plain = (mac: string | undefined) => (mac ?? "").replaceAll(":", "").toUpperCase();

/** A device as v1.0 has it, with everything filled that a selection can fill. */
export function renderDevice({ seed, device, id, azureADDeviceId, user, category }: DeviceFacts): Row {
  const draw = createDraw({ seed, kind: "intune-device", index: device.index });
  const { platform, os } = device;
  const isVirtual = device.chassis === "virtual-machine";
  const system = SYSTEMS[platform];
  const name = device.hostname || device.name;
  return {
    id,
    userId: user?.id ?? "",
    deviceName: name,
    managedDeviceName: `${user?.person.username ?? "device"}_${system}_${draw.hex("label", 6)}`,
    managedDeviceOwnerType: device.companyOwned
      ? "company"
      : draw.pick("owner-type", ["personal", "unknown"]),
    enrolledDateTime: time(device.enrolledAt),
    lastSyncDateTime: time(device.lastSeenAt),
    operatingSystem: system,
    complianceState: device.lastSeenAt === null ? "unknown" : draw.weighted("compliance", COMPLIANCE),
    jailBroken: platform === "ios" || platform === "android" ? "False" : "Unknown",
    managementAgent: platform === "android" ? "googleCloudDevicePolicyController" : "mdm",
    managementState: draw.weighted("state", STATES),
    osVersion: platform === "macos" ? `${os.version} (${os.build})` : os.version,
    easActivated: false,
    easDeviceId: draw.hex("eas", 32).toUpperCase(),
    easActivationDateTime: NEVER,
    azureADRegistered: azureADDeviceId === undefined ? null : true,
    deviceEnrollmentType: enrollmentType(device, user !== undefined),
    activationLockBypassCode: isApple(platform) ? `made-up-bypass-${draw.hex("bypass", 8)}` : null,
    emailAddress: user?.person.email ?? "",
    azureADDeviceId: azureADDeviceId ?? NO_ID,
    deviceRegistrationState: draw.weighted("registration", REGISTRATION),
    deviceCategoryDisplayName: category ?? "Unknown",
    isSupervised: isApple(platform) && device.supervised,
    exchangeLastSuccessfulSyncDateTime: NEVER,
    exchangeAccessState: "none",
    exchangeAccessStateReason: "none",
    remoteAssistanceSessionUrl: null,
    remoteAssistanceSessionErrorDetails: null,
    isEncrypted: platform === "linux" ? false : (device.encrypted ?? false),
    userPrincipalName: user?.person.email ?? "",
    model: isApple(platform) ? device.model.family : device.model.identifier,
    manufacturer: isApple(platform) ? "Apple" : device.model.maker,
    imei: device.imei ?? "",
    complianceGracePeriodExpirationDateTime: "9999-12-31T23:59:59Z",
    serialNumber: device.serial ?? "",
    phoneNumber: phoneNumber(device, draw.text("phone", { alphabet: "0123456789", length: 4 })),
    androidSecurityPatchLevel: platform === "android" ? "2025-05-01" : "",
    userDisplayName: user ? `${user.person.givenName} ${user.person.familyName}` : "",
    configurationManagerClientEnabledFeatures: null,
    wiFiMacAddress: isVirtual ? "" : plain(device.macs[0]),
    deviceHealthAttestationState: null,
    subscriberCarrier: device.chassis === "phone" ? "Example Mobile" : "",
    meid: device.chassis === "phone" && draw.chance("meid", 0.5) ? (device.imei ?? "").slice(0, 14) : "",
    totalStorageSpaceInBytes: platform === "linux" ? 0 : device.storageBytes,
    freeStorageSpaceInBytes: platform === "linux" ? 0 : device.freeBytes,
    partnerReportedThreatState: draw.weighted("threat", THREATS),
    requireUserEnrollmentApproval: isApple(platform) ? true : null,
    managementCertificateExpirationDate: time(device.enrolledAt + 365 * 24 * 3600 * 1000),
    enrollmentProfileName: device.automatedEnrollment ? `${system} profile` : null,
    deviceActionResults: [],
    udid: isApple(platform) ? device.uuid : "",
    iccid:
      device.chassis === "phone" ? `8900${draw.text("iccid", { alphabet: "0123456789", length: 15 })}` : "",
    ethernetMacAddress: plain(device.macs[1]),
    notes: draw.chance("noted", 0.2) ? `Assigned in ${draw.pick("city", ["Oslo", "Lima"])}` : null,
    physicalMemoryInBytes: platform === "windows" ? device.memoryBytes : 0,
  };
}

/** The number of a phone that a person owns is masked. */
function phoneNumber({ chassis, companyOwned }: PhysicalDevice, digits: string): string {
  if (chassis !== "phone") return "";
  return companyOwned ? `+1555010${digits}` : `*******${digits}`;
}

const COMPLIANCE = [
  ["compliant", 70],
  ["noncompliant", 15],
  ["inGracePeriod", 5],
  ["error", 4],
  ["configManager", 2],
  ["unknown", 4],
] as const;

const STATES = [
  ["managed", 90],
  ["retireIssued", 3],
  ["wipePending", 2],
  ["unhealthy", 2],
  ["discovered", 3],
] as const;

const REGISTRATION = [
  ["registered", 88],
  ["notRegistered", 6],
  ["approvalPending", 3],
  ["revoked", 3],
] as const;

const THREATS = [
  ["unknown", 60],
  ["secured", 25],
  ["lowSeverity", 5],
  ["highSeverity", 5],
  ["deactivated", 5],
] as const;

function enrollmentType({ platform, automatedEnrollment }: PhysicalDevice, hasUser: boolean): string {
  if (platform === "windows") return automatedEnrollment ? "windowsAutoEnrollment" : "windowsAzureADJoin";
  if (platform === "linux" || platform === "android") return "userEnrollment";
  if (!automatedEnrollment) return "userEnrollment";
  return hasUser ? "appleBulkWithUser" : "appleBulkWithoutUser";
}

const CHASSIS: Record<PhysicalDevice["chassis"], string> = {
  laptop: "laptop",
  desktop: "desktop",
  server: "enterpriseServer",
  phone: "phone",
  tablet: "tablet",
  "virtual-machine": "unknown",
};

/** What beta has in addition. */
export function renderDetails(device: PhysicalDevice): Row {
  const isComputer = ["windows", "macos"].includes(device.platform);
  return {
    chassisType: isApple(device.platform) ? "unknown" : CHASSIS[device.chassis],
    lostModeState: "disabled",
    hardwareInformation: {
      serialNumber: device.serial ?? "",
      manufacturer: device.model.maker,
      model: device.model.identifier,
      wifiMac: plain(device.macs[0]),
      operatingSystemEdition: device.os.edition,
      osBuildNumber: device.os.build,
      deviceFullQualifiedDomainName:
        device.platform === "windows" ? `${device.hostname}.corp.example.com` : "",
      ipAddressV4: device.lastSeenAt === null ? "" : device.address.local,
      subnetAddress: "",
      wiredIPv4Addresses: isComputer ? [device.address.local] : [],
      totalStorageSpace: device.storageBytes,
      freeStorageSpace: device.freeBytes,
      isEncrypted: device.encrypted ?? false,
      isSharedDevice: device.owner === null,
      batteryHealthPercentage: 0,
      tpmVersion: device.platform === "windows" ? "2.0" : "",
    },
  };
}

/** What Defender reports of a Windows device; a silent one reports no scans. */
export function renderProtection(device: PhysicalDevice, id: string): Row {
  const seen = device.lastSeenAt === null ? null : time(device.lastSeenAt - 3600_000);
  return {
    id,
    malwareProtectionEnabled: true,
    realTimeProtectionEnabled: true,
    deviceState: "clean",
    quickScanOverdue: false,
    lastQuickScanDateTime: seen,
    lastFullScanDateTime: NEVER,
    lastReportedDateTime: time(device.lastSeenAt),
  };
}
