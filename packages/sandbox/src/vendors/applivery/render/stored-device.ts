import { present, type Row } from "../../../engine/records/values.ts";
import type { PhysicalDevice } from "../../../fleet/device.ts";
import { createDraw } from "../../../fleet/draw.ts";
import { isApple } from "../../../fleet/platforms.ts";
import type { InstalledApp } from "../apps.ts";
import type { AppliveryPlatform } from "../inventory.ts";
import { renderSummary } from "./summary.ts";

export type DeviceFacts = {
  device: PhysicalDevice;
  kind: AppliveryPlatform;
  id: string;
  ownerId: string | undefined;
  policyId: string | undefined;
  seed: number;
  /** Windows' installer packages, which are part of its configuration. */
  packages: readonly InstalledApp[];
  /** Share of devices with an agent. */
  agents: number;
};

/**
 * A device as the sandbox keeps it: `mdmUserId` and `policyId` where responses show user and policy, and under
 * `details` what only the platform's own record has.
 */
export function renderDevice(facts: DeviceFacts): Row {
  const { device, kind, id, seed } = facts;
  const draw = createDraw({ seed, kind: "applivery-device", index: device.index });
  const enrolledAt = new Date(device.enrolledAt).toISOString();
  const seenAt = device.lastSeenAt === null ? undefined : new Date(device.lastSeenAt).toISOString();
  return present({
    id,
    type: kind,
    subType: "device",
    state: kind === "windows" && seenAt === undefined ? "PROVISIONING" : "ACTIVE",
    displayName: draw.chance("named", 0.7) ? device.name : undefined,
    summary: renderSummary(device, seed),
    mdmUserId: facts.ownerId,
    policyId: facts.policyId,
    tags: [draw.pick("place", ["Oslo", "Lima", "Kyoto"]), ...(draw.chance("pilot", 0.2) ? ["pilot"] : [])],
    segmentId: draw.integer("segment", { min: 0, max: 3 }),
    smartAttributes: device.assetTag === null ? [] : [{ name: "Asset tag", value: device.assetTag }],
    lastStatusReportTime: seenAt,
    enrolledDate: enrolledAt,
    createdAt: enrolledAt,
    updatedAt: seenAt ?? enrolledAt,
    managementMode: kind === "android" ? modeOf(device) : undefined,
    udid: isApple(device.platform) ? device.uuid : undefined,
    winId: kind === "windows" ? device.uuid : undefined,
    agent: draw.chance("agent", facts.agents),
    details: detailsOf(facts),
  });
}

const modeOf = ({ companyOwned }: PhysicalDevice) => (companyOwned ? "DEVICE_OWNER" : "PROFILE_OWNER");

function detailsOf({ device, kind, id, packages }: DeviceFacts): Row {
  if (kind === "apple") return { config: {}, configDates: {}, info: {}, profiles: [] };
  if (kind === "windows") return windowsDetails(device, { id, packages });
  if (kind === "aosp") return {};
  const encrypted = device.encrypted ?? undefined;
  return {
    deviceSettings: present({
      isDeviceSecure: true,
      isEncrypted: encrypted,
      encryptionStatus: encrypted === undefined ? undefined : "ENCRYPTED_PER_USER",
      adbEnabled: false,
      unknownSourcesEnabled: false,
      developmentSettingsEnabled: false,
      verifyAppsEnabled: true,
    }),
    securityPosture: { devicePosture: "SECURE", postureDetails: [] },
    policyCompliant: device.online,
    nonComplianceDetails: [],
  };
}

/** A configuration value may be an error object instead of a text. */
function windowsDetails(device: PhysicalDevice, { id, packages }: Pick<DeviceFacts, "id" | "packages">): Row {
  const enrolledAt = new Date(device.enrolledAt).toISOString();
  return {
    config: {
      "./DevDetail/SwV": device.os.version,
      "./Vendor/MSFT/DeviceStatus/Compliance/EncryptionCompliance": {
        isError: true,
        status: 404,
        reason: "Not found",
        attempts: 1,
      },
      ...Object.fromEntries(packages.flatMap(packageValues)),
    },
    configDates: { "./DevDetail/SwV": enrolledAt },
    scripts: [{ type: "once", id: `${id.slice(0, 8)}0000000000000001`, name: "Set up" }],
    stateHistory: [{ state: "PROVISIONING", date: enrolledAt }],
    refreshInfoNeeded: [],
    enrolledDate: enrolledAt,
  };
}

/** A value for each fact about a package. One that the device did not give is an error. */
function packageValues({ identifier, name, version, publisher }: InstalledApp): [string, unknown][] {
  const path = `./Device/Vendor/MSFT/EnterpriseDesktopAppManagement/MSI/${encodeURIComponent(identifier)}`;
  return [
    [`${path}/Name`, name],
    [`${path}/Version`, version],
    [`${path}/Publisher`, publisher],
    [`${path}/Status`, { isError: true, status: 404, reason: "Not found", attempts: 1 }],
  ];
}
