import type { Row } from "../../../engine/records/values.ts";
import { createDraw, type Draw } from "../../../fleet/draw.ts";
import { isAppleMobile } from "../../../fleet/platforms.ts";
import { detailsPart } from "./details.ts";
import type { DeviceFacts, Facts } from "./facts.ts";
import { networkPart } from "./network-part.ts";
import { platformPart } from "./platform-part.ts";

/** Fields that are the owner's; filled in when a record is read. */
export const ownerFields = ["displayName", "firstName", "lastName", "uid", "emailAddress"] as const;

/** A whole device record. A missing value is null, empty, `null`, UNKNOWN, NA or Not Present, as in real responses. */
export function renderDevice({ index, inventory, device }: DeviceFacts): Row {
  const draw = createDraw({ seed: inventory.seed, kind: "ivanti-neurons-device", index });
  const registrationState = stateOf(draw, index);
  const ownershipType = draw.chance("unknown-owner-type", 0.05)
    ? "UNKNOWN"
    : device.companyOwned
      ? "COMPANY"
      : "EMPLOYEE";
  const facts: Facts = { index, inventory, device, draw, registrationState, ownershipType };
  const ownerId = device.owner === null ? null : Number(inventory.accountId(device.owner));
  return {
    id: Number(inventory.deviceId(index)),
    guid: inventory.guid(index),
    mdmChannelId: inventory.guid(index + 0x10_0000),
    ownerId,
    registrationState,
    ownershipType,
    ...platformPart(facts),
    ...activityPart(facts),
    ...compliancePart(facts),
    ...networkPart(facts),
    ...unusedPart,
    ...detailsPart(facts),
    customAttributes: device.assetTag === null ? null : { attrs: { assettag: [device.assetTag] } },
    dmPartitionId: inventory.spaceOf(index),
  };
}

/** The first device is in use, whatever the seed. */
function stateOf(draw: Draw, index: number): string {
  if (index === 0) return "ACTIVE";
  return draw.weighted("state", [
    ["ACTIVE", 86],
    ["RETIRED", 4],
    ["RETIRE_PENDING", 2],
    ["RETIRE_SENT", 1],
    ["RETIRE_CANCELED", 1],
    ["WIPED", 2],
    ["WIPE_PENDING", 2],
    ["WIPE_SENT", 1],
    ["WIPE_CANCELED", 1],
  ]);
}

function activityPart({ device, draw }: Facts): Row {
  const client =
    device.lastSeenAt !== null && device.platform === "android" && draw.chance("client-seen", 0.9);
  return {
    lastCheckin: device.lastSeenAt,
    clientLastCheckin: client ? device.lastSeenAt : null,
    lastRegistrationTime: device.enrolledAt,
    deviceSource: "CLOUD",
    locale: "en_US",
  };
}

function compliancePart({ draw, registrationState, device }: Facts): Row {
  const jailbroken = draw.chance("jailbroken", 0.02);
  const outOfContact = draw.chance("out-of-contact", 0.1);
  const violatedPolicies = [
    ...(jailbroken ? ["Compromised Devices"] : []),
    ...(outOfContact ? ["Out of Contact"] : []),
  ];
  const mobile = device.platform !== "macos" && device.platform !== "windows";
  return {
    complianceState: violatedPolicies.length === 0,
    policyViolationCount: violatedPolicies.length,
    violatedPolicies,
    jailbroken,
    quarantined: jailbroken,
    passcodeCompliant: isAppleMobile(device.platform) ? draw.chance("passcode", 0.9) : null,
    passcodeCompliantWithProfiles: mobile ? draw.chance("passcode", 0.9) : null,
    mamOnly: mobile && draw.chance("mam-only", 0.05),
    authOnly: mobile && draw.chance("auth-only", 0.04),
    actionExceptionCodes: registrationState === "ACTIVE" ? [] : [null],
    mobileThreatDefenseGeneralStatus: "NA",
    antiPhishingGeneralStatus: "NA",
  };
}

/** What is the same on every device of the fake tenant. */
const unusedPart: Row = {
  easDeviceIdentifiers: ["null"],
  appEasIdentifiers: ["null"],
  secureAppsStatus: "FALSE",
  secureAppsEncryptionStatus: "FALSE",
  secureAppsEncryptionMode: "NONE",
  kioskState: "NOT_CONFIGURED",
};
