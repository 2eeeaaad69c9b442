import type { Row } from "../../../engine/records/values.ts";
import { spacedImei } from "../../../fleet/identifiers.ts";
import { isAppleMobile } from "../../../fleet/platforms.ts";
import type { Facts } from "./facts.ts";
import { groupsOf } from "./groups.ts";

/** What only the details have. */
export function detailsPart(facts: Facts): Row {
  const { device, draw } = facts;
  const { platform } = device;
  const windows = platform === "windows";
  const android = platform === "android";
  return {
    androidSecurityPatchLevel: android ? "2025-05-05" : null,
    groups: groupsOf(facts),
    privacyPolicy: {
      policyId: 41,
      policyName: "Default Privacy",
      locateStatus: "DISABLED",
      wipeDisabled: false,
    },
    timeZone: draw.pick("time-zone", ["Europe/Lisbon", "Africa/Nairobi", "America/Lima"]),
    clientRegistered: windows || android || draw.chance("agent", 0.6),
    ...appleDetails(facts),
    ...androidDetails(facts),
    windowsEncrypted: windows && device.encrypted === true,
    bitLockerEncryptionStatus: windows ? "UNKNOWN" : null,
    batteryEstimatedChargeRemaining: windows ? draw.integer("battery", { min: 5, max: 100 }) : null,
    batteryEstimatedRuntime: windows ? -1 : null,
    osPlatform: windows ? `Windows ${device.os.edition ?? ""}` : null,
    osEdition: windows ? `Windows ${device.os.edition ?? ""}` : null,
    deviceFamily: windows ? "DESKTOP" : null,
    winDmClientChannelUri: windows
      ? `https://push.example.com/?token=sandbox-${draw.hex("channel", 24)}`
      : null,
  };
}

function appleDetails({ device, draw }: Facts): Row {
  const { platform } = device;
  const mac = platform === "macos";
  const mobile = isAppleMobile(platform);
  const backedUp = mobile && draw.chance("cloud-backup", 0.7);
  return {
    activationLockEnabled: mobile && draw.chance("activation-lock", 0.3),
    bypassCode: mobile && device.supervised ? `sandbox-bypass-${draw.hex("bypass", 16)}` : null,
    cloudBackupEnabled: backedUp,
    lastCloudBackupDate: backedUp && device.lastSeenAt !== null ? device.lastSeenAt - 3_600_000 : null,
    availableOSUpdates: mobile && draw.chance("os-update", 0.3) ? [{}] : [], // what an update holds is unknown
    mdmDeviceIdentifier: mac || mobile ? device.uuid : "",
    apnsCapable: mac || mobile,
    itunesAccountActive: mobile,
    serviceSubscriptions: mobile && device.imei !== null ? [subscription(device.imei)] : null,
    osxFdeEnabled: mac && device.encrypted === true,
    osxFdeHasPersonalRecoveryKey: mac && device.encrypted === true,
    osxSystemIntegrityProtectionEnabled: mac,
  };
}

function subscription(imei: string): Row {
  return {
    carrierSettingsVersion: "56.0",
    currentCarrierNetwork: "Example Mobile",
    currentMCC: "310",
    currentMNC: "010",
    imei: spacedImei(imei),
    isDataPreferred: true,
    isVoicePreferred: true,
    label: "Primary",
    slot: "CTSubscriptionSlotOne",
  };
}

function androidDetails({ device, ownershipType }: Facts): Row {
  const android = device.platform === "android";
  const managed = android && ownershipType === "COMPANY";
  return {
    androidWorkCapable: android,
    androidWorkEnabled: android,
    androidWorkProfileEnabled: android && !managed,
    androidDeviceOwnerEnabled: managed,
    samsungSafeCapable: device.model.maker === "samsung",
  };
}
