import type { Row } from "../../../engine/records/values.ts";
import type { PhysicalDevice } from "../../../fleet/device.ts";
import { createDraw, type Draw } from "../../../fleet/draw.ts";
import {
  buildings,
  computerFields,
  computerGroups,
  departments,
  idByName,
  membershipIn,
} from "../catalog.ts";
import { type Facts, idOf } from "../inventory.ts";
import { renderGeneral } from "./computer-general.ts";
import { diskEncryption, fileVault, security, storage } from "./computer-posture.ts";
import { softwareSections } from "./computer-software.ts";

/** One computer of `/api/v4/computers-inventory` with every section. */
export function renderComputer(facts: Facts): Row {
  const { fleet, inventory, index } = facts;
  const device = inventory.device("computer", index);
  const draw = createDraw({ seed: fleet.seed, kind: "jamf-computer", index: device.index });
  return {
    id: idOf(index),
    udid: device.uuid,
    general: renderGeneral(facts, { device, draw }),
    hardware: hardware(device, draw),
    operatingSystem: operatingSystem(device, draw),
    security: security(device, draw),
    diskEncryption: diskEncryption(device),
    storage: storage(device),
    purchasing: purchasing(device, draw),
    userAndLocation: userAndLocation(facts, device),
    groupMemberships: groups(device, inventory.isManaged("computer", index)),
    extensionAttributes: [computerField("Floor", draw.chance("floor", 0.6) ? ["3"] : [])],
    ...softwareSections(fleet, { device, draw }),
  };
}

function hardware(device: PhysicalDevice, draw: Draw): Row {
  const laptop = device.chassis === "laptop";
  return {
    make: "Apple",
    model: device.model.name,
    modelIdentifier: device.model.identifier,
    serialNumber: device.serial,
    coreCount: device.model.cores,
    processorType: device.model.cpu,
    processorArchitecture: device.model.arch,
    macAddress: device.macs[0]?.toUpperCase() ?? null,
    altNetworkAdapterType: device.macs[1] === undefined ? "" : "Ethernet",
    altMacAddress: device.macs[1]?.toUpperCase() ?? "",
    totalRamMegabytes: device.memoryBytes / 1024 ** 2,
    batteryCapacityPercent: laptop ? draw.integer("battery", { min: 5, max: 100 }) : -1,
    batteryHealth: laptop ? "NORMAL" : "UNSUPPORTED",
    supportsIosAppInstalls: device.model.arch === "arm64",
    appleSilicon: device.model.arch === "arm64",
    provisioningUdid: device.uuid,
    extensionAttributes: [computerField("Battery cycles", laptop ? ["112"] : [])],
  };
}

function operatingSystem(device: PhysicalDevice, draw: Draw): Row {
  return {
    name: device.os.name,
    version: device.os.version,
    build: device.os.build,
    supplementalBuildVersion: draw.chance("supplemental", 0.3) ? `${device.os.build}a` : "",
    rapidSecurityResponse: draw.chance("rapid", 0.1) ? "(a)" : "",
    fileVault2Status: fileVault(device, draw),
    softwareUpdateDeviceId: device.model.identifier,
  };
}

function purchasing(device: PhysicalDevice, draw: Draw): Row {
  const bought = new Date(device.enrolledAt).toISOString().slice(0, 10);
  const warranty = new Date(device.enrolledAt + 3 * 365 * 86_400_000).toISOString().slice(0, 10);
  return {
    purchased: device.companyOwned,
    poNumber: device.companyOwned ? `PO-${device.index}` : "",
    poDate: device.companyOwned ? bought : null,
    vendor: device.companyOwned ? "Example Reseller" : "",
    appleCareId: "",
    purchasePrice: "",
    warrantyDate: draw.chance("warranty", 0.7) ? warranty : null,
    extensionAttributes: [computerField("Cost center", device.companyOwned ? ["4711"] : [])],
  };
}

/** What was entered or came from the directory. An unassigned device has blanks or nulls. */
function userAndLocation({ fleet }: Facts, { owner, index }: PhysicalDevice): Row {
  const none = index % 2 === 0 ? "" : null;
  const person = owner === null ? undefined : fleet.person(owner);
  return {
    username: person?.username ?? none,
    realname: person === undefined ? none : `${person.givenName} ${person.familyName}`,
    email: person?.email ?? none,
    position: person?.jobTitle ?? none,
    phone: none,
    departmentId: person === undefined ? none : idByName(departments, person.department),
    buildingId: person === undefined ? none : idByName(buildings, person.city),
    room: none,
  };
}

function groups(device: PhysicalDevice, managed: boolean): Row[] {
  const member = [managed, device.chassis === "laptop", device.owner === null];
  return computerGroups
    .filter((_, at) => member[at])
    .map((group) => ({ ...membershipIn(group), smartGroup: group.smart }));
}

/** A field that customers define, with its values, as a section of a computer holds it. */
function computerField(name: (typeof computerFields)[number]["name"], values: readonly string[]): Row {
  const field = computerFields.find((candidate) => candidate.name === name);
  return {
    definitionId: field?.id ?? "",
    name,
    enabled: true,
    multiValue: name === "Cost center",
    values,
    dataType: field?.dataType ?? "STRING",
    inputType: "TEXT",
  };
}
