import type { Row } from "../../../engine/records/values.ts";
import type { Platform } from "../../../fleet/device.ts";
import { isApple, isAppleMobile } from "../../../fleet/platforms.ts";
import type { Facts } from "./facts.ts";

const platformTypes: Record<Exclude<Platform, "linux">, string> = {
  macos: "OSX",
  windows: "WINDOWS_PHONE",
  ios: "IOS",
  ipados: "IOS",
  android: "ANDROID",
};

/** The parts of a record that depend on the platform: name, hardware, operating system, management. */
export function platformPart(facts: Facts): Row {
  const { device } = facts;
  const { platform, model, os } = device;
  const windows = platform === "windows";
  return {
    platformType: platform === "linux" ? null : platformTypes[platform],
    deviceModel: model.identifier,
    prettyModel: windows ? model.identifier : model.name,
    manufacturer: model.maker,
    platformVersion: windows ? "10.0" : os.version,
    osBuildVersion: windows ? os.version : platform === "android" ? null : os.build,
    udid: isApple(platform) ? device.uuid : null,
    ...namePart(facts),
    ...serialPart(facts),
    ...capacityPart(facts),
    ...applePart(facts),
    ...androidPart(facts),
    windowsDeviceType: windows ? "WINDOWS_DESKTOP" : null,
    lastHotfixId: windows ? "KB5058411" : null,
    lastHotfixInstalledOn: windows ? device.enrolledAt + 86_400_000 : null,
  };
}

/** Android reports no name, so the server makes up a label. */
function namePart({ device, index, draw }: Facts): Row {
  const { platform, name, hostname, model } = device;
  const agent =
    platform === "windows"
      ? "2.9.0 (2.9.0.15)"
      : draw.pick("client", ["92.1.0.12", "91.0.0.262", "60.0.0.262"]);
  const hasAgent =
    platform === "windows" || platform === "android" || (platform !== "macos" && draw.chance("agent", 0.6));
  const deviceName = platform === "android" ? null : platform === "windows" ? hostname : name;
  return {
    deviceName,
    entityName: deviceName ?? `ANDROID-${model.identifier.replaceAll(" ", "_")}-${1000 + index}`,
    clientVersion: hasAgent ? agent : null,
    supportLockMessage: isApple(platform),
  };
}

/** Windows reports no serial number; a retired Android device has an empty one. */
function serialPart({ device, registrationState }: Facts): Row {
  const { platform, serial } = device;
  const gone = platform === "android" && registrationState === "RETIRED";
  return {
    serialNumber: platform === "windows" ? null : gone ? "" : serial,
    altSerialNumber: platform === "android" ? "" : null,
  };
}

/** Decimal gigabytes; Windows reports none. */
function capacityPart({ device }: Facts): Row {
  if (device.platform === "windows") return { totalCapacity: 0, availableCapacity: null };
  return {
    totalCapacity: device.storageBytes / 1e9,
    availableCapacity: Math.round(device.freeBytes / 1e7) / 100,
  };
}

function applePart({ device, draw, ownershipType }: Facts): Row {
  const { platform } = device;
  const apple = isApple(platform);
  const mobile = isAppleMobile(platform);
  return {
    supervised: apple ? device.supervised : null,
    depEnrolled: apple && device.automatedEnrollment,
    depEligible: apple && device.automatedEnrollment,
    userEnrolled:
      mobile && !device.supervised && ownershipType === "EMPLOYEE" && draw.chance("user-enrolled", 0.5),
    lostModeEnabled: mobile ? draw.chance("lost", 0.05) : null,
    multiUser: platform === "ipados" ? draw.chance("shared", 0.2) : null,
  };
}

function androidPart({ device, ownershipType }: Facts): Row {
  const android = device.platform === "android";
  const managed = android && ownershipType === "COMPANY";
  return {
    androidDeviceOwnerModeEnabled: managed,
    androidWorkContainerEnabled: android && !managed,
    fcmEnabled: android,
    androidBuildFingerprint: android ? "" : null,
    androidBuildId: android ? device.os.build : null,
    androidZebraPatchLevel: android ? "" : null,
    androidSystemUpdateStatus: android ? "UNKNOWN" : null,
  };
}
