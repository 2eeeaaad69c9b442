import type { Row } from "../../../engine/records/values.ts";
import type { PhysicalDevice } from "../../../fleet/device.ts";
import { createDraw, type Draw } from "../../../fleet/draw.ts";
import { buildings, departments, idByName, membershipIn, mobileFields, mobileGroups } from "../catalog.ts";
import type { Facts } from "../inventory.ts";
import { idOf } from "../inventory.ts";
import { isoOrNull } from "./computer-general.ts";
import { applications } from "./mobile-apps.ts";
import { mobileGeneral } from "./mobile-general.ts";
import { network, serviceSubscriptions } from "./mobile-network.ts";

const year = 365 * 86_400_000;

/** One device of `/api/v2/mobile-devices/detail` with every section. The type of an iPad is iOS. */
export function renderMobileDevice(facts: Facts): Row {
  const { fleet, inventory, index } = facts;
  const device = inventory.device("mobile", index);
  const draw = createDraw({ seed: fleet.seed, kind: "jamf-mobile", index: device.index });
  return {
    mobileDeviceId: idOf(index),
    deviceType: "iOS",
    general: mobileGeneral(facts, { device, draw }),
    hardware: hardware(device, draw),
    userAndLocation: userAndLocation(facts, device),
    purchasing: purchasing(device, draw),
    security: security(device, draw),
    network: network(device),
    serviceSubscriptions: serviceSubscriptions(device),
    groups: groups(device, inventory.isManaged("mobile", index)),
    extensionAttributes: [mobileField("Floor", draw.chance("floor", 0.6) ? ["2"] : [])],
    applications: applications(device),
  };
}

function hardware(device: PhysicalDevice, draw: Draw): Row {
  const used = 1 - device.freeBytes / device.storageBytes;
  return {
    capacityMb: Math.floor(device.storageBytes / 1e6),
    availableSpaceMb: draw.chance("space-unknown", 0.05) ? -1 : Math.floor(device.freeBytes / 1e6),
    usedSpacePercentage: Math.round(used * 100),
    batteryLevel: draw.chance("battery-unknown", 0.1) ? -1 : draw.integer("battery", { min: 5, max: 100 }),
    batteryHealth: "NORMAL",
    serialNumber: device.serial,
    // Devices enrolled by their users do not report it.
    wifiMacAddress: device.companyOwned ? (device.macs[0]?.toUpperCase() ?? "") : "",
    modemFirmwareVersion: device.imei === null ? "" : "2.60.01",
    model: device.model.name,
    modelIdentifier: device.model.identifier,
    modelNumber: "MTUV3LL/A",
  };
}

function security(device: PhysicalDevice, draw: Draw): Row {
  return {
    dataProtected: device.encrypted,
    passcodePresent: draw.chance("passcode", 0.9),
    passcodeCompliant: true,
    passcodeCompliantWithProfile: draw.chance("compliant", 0.9),
    hardwareEncryption: 3,
    activationLockEnabled: draw.chance("activation-lock", 0.3),
    jailBreakDetected: draw.chance("jailbroken", 0.02),
    lostModeEnabled: false,
  };
}

/** Texts that were not entered are blank. */
const NOT_ENTERED = { poNumber: "", vendor: "", appleCareId: "", purchasePrice: "" };

function purchasing(device: PhysicalDevice, draw: Draw): Row {
  const bought = isoOrNull(device.enrolledAt);
  return {
    ...NOT_ENTERED,
    purchased: device.companyOwned,
    leased: false,
    poDate: device.companyOwned ? bought : null,
    warrantyExpiresDate: draw.chance("warranty", 0.7) ? isoOrNull(device.enrolledAt + year) : null,
    extensionAttributes: [mobileField("Cost center", device.companyOwned ? ["4711"] : [])],
  };
}

function userAndLocation({ fleet }: Facts, { owner }: PhysicalDevice): Row {
  const person = owner === null ? undefined : fleet.person(owner);
  return {
    username: person?.username ?? "",
    realName: person === undefined ? "" : `${person.givenName} ${person.familyName}`,
    emailAddress: person?.email ?? "",
    position: person?.jobTitle ?? "",
    departmentId: person === undefined ? "-1" : idByName(departments, person.department),
    buildingId: person === undefined ? "-1" : idByName(buildings, person.city),
    building: person?.city ?? "",
    department: person?.department ?? "",
  };
}

function groups(device: PhysicalDevice, managed: boolean): Row[] {
  const tablet = device.platform === "ipados";
  const member = [managed && tablet, managed && !tablet, device.owner === null];
  return mobileGroups
    .filter((_, at) => member[at])
    .map((group) => ({ ...membershipIn(group), smart: group.smart }));
}

function mobileField(name: (typeof mobileFields)[number]["name"], value: readonly string[]): Row {
  const field = mobileFields.find((candidate) => candidate.name === name);
  return {
    id: field?.id ?? "",
    name,
    type: field?.type ?? "STRING",
    value,
    inventoryDisplay: field?.display ?? "EXTENSION_ATTRIBUTES",
  };
}
