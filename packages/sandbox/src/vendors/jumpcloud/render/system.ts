import { present, type Row } from "../../../engine/records/values.ts";
import type { PhysicalDevice } from "../../../fleet/device.ts";
import { createDraw } from "../../../fleet/draw.ts";
import { isApple } from "../../../fleet/platforms.ts";
import { osPart } from "./system-os.ts";

export type SystemFacts = {
  seed: number;
  /** Position among the systems. */
  index: number;
  device: PhysicalDevice;
  id: string;
  ownerId: string | null;
  ownerName: string | undefined;
  organizationId: string;
  /** Id in Apple MDM or Google EMM, for devices JumpCloud manages there. */
  mdmDeviceId: string | undefined;
  insights: "enabled" | "disabled" | "deferred";
  /** Left over from an earlier agent on the same hardware. */
  stale: boolean;
};

const day = 24 * 3600 * 1000;

const agentPlatforms = new Set(["macos", "windows", "linux"]);

/** Whether JumpCloud's agent runs on the platform; phones and tablets have MDM only. */
export function hasAgent(device: Pick<PhysicalDevice, "platform">): boolean {
  return agentPlatforms.has(device.platform);
}

/** A row of `/api/systems`. What a device does not report is left out, as in live responses. */
export function renderSystem(facts: SystemFacts): Row {
  const { device, id, stale } = facts;
  const draw = createDraw({ seed: facts.seed, kind: "jumpcloud-system", index: facts.index });
  const agent = hasAgent(device);
  const mute = device.platform === "android" && draw.chance("mute", 0.4);
  const lastSeen = device.lastSeenAt === null ? null : device.lastSeenAt - (stale ? 200 * day : 0);
  return present({
    _id: id,
    id,
    organization: facts.organizationId,
    created: new Date(device.enrolledAt).toISOString(),
    // Null on some systems that are active.
    lastContact: lastSeen === null || mute ? null : new Date(lastSeen).toISOString(),
    active: stale ? false : device.online,
    displayName: device.name,
    hostname: device.hostname,
    description: draw.chance("described", 0.2) ? `Assigned in ${draw.pick("city", ["Oslo", "Lima"])}` : "",
    serialNumber: device.serial ?? undefined,
    hwVendor: draw.chance("vendor-known", 0.7) ? device.model.maker : undefined,
    ...osPart(device),
    ...mdmPart(facts),
    ...(agent ? agentPart(facts) : {}),
    fde: fde(device),
    fileSystem: null,
    remoteIP: device.address.public,
    networkInterfaces: interfaces(device),
    primarySystemUser: { id: facts.ownerId },
    systemTimezone: draw.pick("timezone", [-8, -5, 0, 1, 2, 9]),
    attributes: device.assetTag === null ? [] : [{ name: "assetTag", value: device.assetTag }],
    policyStats: { total: 2, success: 1, failed: 0, pending: 1, duplicate: 0, unsupportedOs: 0 },
    isPolicyBound: true,
    tags: [],
  });
}

function fde(device: PhysicalDevice): Row | undefined {
  if (device.encrypted === null || device.platform === "linux" || device.platform === "android")
    return undefined;
  const key = device.encrypted && (device.platform === "macos" || device.platform === "windows");
  return { active: device.encrypted, keyPresent: key };
}

function agentPart({ device, ownerName, insights, seed, index }: SystemFacts): Row {
  const draw = createDraw({ seed, kind: "jumpcloud-agent", index });
  const commands = draw.chance("old-agent", 0.05) ? ["lock"] : ["erase", "lock", "restart", "shutdown"];
  const user = ownerName ?? "localadmin";
  return {
    agentVersion: draw.pick("agent", ["2.18.4", "2.17.0", "1.189.0"]),
    agentHasFullDiskAccess: device.platform === "macos" ? draw.chance("disk-access", 0.8) : undefined,
    allowMultiFactorAuthentication: draw.chance("mfa", 0.4),
    allowPublicKeyAuthentication: true,
    allowSshPasswordAuthentication: device.platform === "linux",
    allowSshRootLogin: false,
    builtInCommands: device.platform === "macos" ? [] : commands.map((name) => ({ name, type: "security" })),
    desktopCapable: device.chassis !== "server",
    displayManager: device.platform === "linux" ? "gdm" : "",
    modifySSHDConfig: false,
    sshRootEnabled: false,
    sshdParams: [],
    connectionHistory: [],
    remoteAssistAgentVersion: "0.318.0",
    secureLogin: { enabled: false, supported: device.platform === "windows" },
    systemInsights: { state: insights },
    systemToken: `sandbox-system-token-${draw.hex("token", 16)}`,
    hasServiceAccount: device.platform === "macos",
    userMetrics: [
      { userName: user, admin: true, managed: true, suspended: false, secureTokenEnabled: false },
      { userName: "localadmin", admin: true, managed: false, suspended: false, secureTokenEnabled: false },
    ].slice(0, user === "localadmin" ? 1 : 2),
    provisionMetadata: { provisioner: { type: "administrator", provisionerId: "" } },
  };
}

/** One entry per address, loopback included; not one per interface. */
function interfaces(device: PhysicalDevice): Row[] {
  if (!hasAgent(device)) return [];
  const name = device.platform === "windows" ? "Ethernet" : device.platform === "macos" ? "en0" : "eth0";
  return [
    { name: "lo0", family: "IPv4", address: "127.0.0.1", internal: true },
    { name: "lo0", family: "IPv6", address: "::1", internal: true },
    { name, family: "IPv4", address: device.address.local, internal: false },
    { name, family: "IPv6", address: device.address.link, internal: false },
  ];
}

/** The `mdm` object: whether JumpCloud's own MDM or another one manages the device. */
function mdmPart({ device, mdmDeviceId }: SystemFacts): Row {
  const apple = isApple(device.platform);
  if (device.platform === "linux") return { mdm: { vendor: "none" } };
  if (device.platform === "windows" && !device.companyOwned) return { mdm: { vendor: "unknown" } };
  if (apple && mdmDeviceId === undefined) return { mdm: { vendor: "external", dep: false } };
  return {
    mdm: {
      vendor: "internal",
      dep: apple && device.automatedEnrollment,
      userApproved: apple,
      enrollmentType: apple
        ? device.automatedEnrollment
          ? "automated device"
          : device.companyOwned
            ? "device"
            : "user"
        : "unknown",
      profileIdentifier: apple ? "com.jumpcloud.mdm" : "",
      lostModeStatus: "",
      ...(mdmDeviceId === undefined ? {} : { internal: { deviceId: mdmDeviceId } }),
    },
  };
}
