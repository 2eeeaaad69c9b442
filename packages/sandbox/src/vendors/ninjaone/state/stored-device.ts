import { present, type Row } from "../../../engine/records/values.ts";
import type { PhysicalDevice } from "../../../fleet/device.ts";
import { createDraw } from "../../../fleet/draw.ts";
import { DEVICE_UIDS, isAgent, isMobile, LOCATION_IDS, TAGS } from "../inventory.ts";
import { seconds } from "./seconds.ts";

export type DeviceFacts = {
  index: number;
  id: number;
  device: PhysicalDevice;
  nodeClass: string;
  organizationId: number;
  owner: string | undefined;
  seed: number;
};

const DAY = 86_400_000;

/** A device as the sandbox keeps it: under `kept` what needs `expand`, or another request. */
export function renderDevice({
  index,
  id,
  device,
  nodeClass,
  organizationId,
  owner,
  seed,
}: DeviceFacts): Row {
  const draw = createDraw({ seed, kind: "ninjaone-device", index: device.index });
  const seenAt = device.lastSeenAt === null ? undefined : seconds(device.lastSeenAt);
  const state = draw.weighted("approval", [
    ["APPROVED", 90],
    ["PENDING", 5],
    ["STAGED", 2],
    ["DECOMMISSIONED", 3],
  ]);
  return present({
    id,
    uid: DEVICE_UIDS.id(index),
    assignedOwnerUid: owner,
    organizationId,
    locationId: LOCATION_IDS.id(organizationId % 3),
    nodeClass,
    nodeRoleId: 20 + (index % 3),
    rolePolicyId: 61,
    policyId: draw.chance("own-policy", 0.3) ? 88 : undefined,
    approvalStatus: state,
    offline: isAgent(nodeClass) || isMobile(nodeClass) ? !device.online : undefined,
    displayName: draw.chance("named", 0.4) ? device.name : undefined,
    systemName: device.hostname,
    dnsName: isAgent(nodeClass) ? `${device.hostname.toLowerCase()}.corp.example` : undefined,
    netbiosName: nodeClass.startsWith("WINDOWS") ? device.hostname.slice(0, 15).toUpperCase() : undefined,
    created: seconds(device.enrolledAt),
    lastContact: seenAt,
    lastUpdate: seenAt,
    userData: {},
    tags: draw.chance("tagged", 0.5) ? [draw.pick("tag", TAGS)] : [],
    maintenance: draw.chance("maintained", 0.1) ? maintenance(device, draw.chance("later", 0.5)) : undefined,
    ipAddresses: isMobile(nodeClass) ? undefined : [device.address.local, device.address.link],
    macAddresses: isMobile(nodeClass) ? undefined : device.macs.map((mac) => mac.toUpperCase()),
    publicIP: isAgent(nodeClass) ? device.address.public : undefined,
    notes: draw.chance("noted", 0.2) ? [{ text: "Handed over in May" }] : [],
    deviceType: isAgent(nodeClass) ? "AGENT_DEVICE" : isMobile(nodeClass) ? "MDM_DEVICE" : undefined,
    ...(isAgent(nodeClass) ? agentParts(device) : {}),
    ...(isMobile(nodeClass) ? mobileParts(device) : {}),
    ...machineParts(device, nodeClass),
    kept: {
      warranty: draw.chance("warranty", 0.6) ? warranty(device) : { startDate: 0, endDate: 0 },
      backupUsage: draw.chance("backup", 0.4) && isAgent(nodeClass) ? backup(device) : undefined,
      customFields: device.assetTag === null ? {} : { assetTag: device.assetTag, seats: 1, kiosk: false },
    },
  });
}

function maintenance({ enrolledAt }: PhysicalDevice, isLater: boolean): Row {
  const start = seconds(enrolledAt + 2 * DAY);
  const status = isLater ? "PENDING" : "IN_MAINTENANCE";
  return { status, start, end: start + 7200, reasonMessage: "BIOS update" };
}

function warranty({ enrolledAt }: PhysicalDevice): Row {
  const start = Math.floor(seconds(enrolledAt - 30 * DAY));
  return { startDate: start, endDate: start + 3 * 365 * 86_400, manufacturerFulfillmentDate: start - 86_400 };
}

function backup({ index, lastSeenAt, enrolledAt, storageBytes }: PhysicalDevice): Row {
  const cloud = Math.floor(storageBytes / 16);
  return {
    revisionsTotalSize: 2 * cloud,
    cloudTotalSize: cloud,
    localTotalSize: cloud,
    lastSuccessfulBackupJob: seconds((lastSeenAt ?? enrolledAt) - DAY / 2),
    lastFailedBackupJob: index % 3 === 0 ? seconds(enrolledAt + DAY) : 0,
  };
}

function agentParts(device: PhysicalDevice): Row {
  const { os, model, serial, chassis } = device;
  const isWindows = device.platform === "windows";
  return {
    os: present({
      manufacturer: isWindows ? "Microsoft Corporation" : undefined,
      name: isWindows ? `Windows ${os.edition}` : `${os.name} ${os.version}`,
      architecture: "64-bit",
      lastBootTime: seconds(device.bootedAt),
      buildNumber: os.build,
      releaseId: isWindows ? "23H2" : undefined,
      servicePackMajorVersion: isWindows && device.index % 5 === 0 ? 1 : 0,
      servicePackMinorVersion: 0,
      needsReboot: device.index % 4 === 0,
    }),
    system: present({
      name: device.hostname,
      manufacturer: model.maker,
      model: model.identifier,
      biosSerialNumber: serial ?? "To be filled by O.E.M.",
      serialNumber: serial ?? undefined,
      assetSerialNumber: device.assetTag ?? "",
      virtualMachine: chassis === "virtual-machine",
      totalPhysicalMemory: device.memoryBytes,
      chassisType: chassis === "laptop" || chassis === "desktop" ? chassis.toUpperCase() : "UNKNOWN",
    }),
    memory: { capacity: device.memoryBytes },
    processors: [{ name: model.cpu, numCores: model.cores, numLogicalCores: 2 * model.cores }],
    volumes: [systemVolume(device)],
    lastLoggedInUser: "CORP\\user",
  };
}

/** The volume that the system is on, as inventories have it. */
export function systemVolume({ platform, storageBytes, freeBytes }: PhysicalDevice): Row {
  const isWindows = platform === "windows";
  return {
    name: isWindows ? "C:" : "/",
    ...(isWindows ? { driveLetter: "C:" } : {}),
    fileSystem: isWindows ? "NTFS" : "APFS",
    capacity: storageBytes,
    freeSpace: freeBytes,
  };
}

function mobileParts({ index, name, model, os, serial, imei }: PhysicalDevice): Row {
  const line = imei === null ? undefined : String(index).padStart(4, "0");
  const filled = (value: string) => (line === undefined ? "" : value + line);
  return {
    system: present({
      displayName: name,
      name: model.family,
      manufacturer: model.maker,
      model: model.name,
      serialNumber: serial ?? undefined,
      build: os.build,
    }),
    network: [
      {
        imei: imei ?? "",
        eid: "",
        meid: imei?.slice(0, 14) ?? "",
        phoneNumber: filled("+1555010"),
        carrier: imei ? "Example Mobile" : "",
        iccId: filled("894500000000000"),
      },
    ],
    volumes: [],
  };
}

/** Machines that are known through VMware, without an agent of their own. */
function machineParts({ model, serial, memoryBytes, os }: PhysicalDevice, nodeClass: string): Row {
  if (nodeClass === "VMWARE_VM_GUEST")
    return {
      fullName: "guest",
      guestOSFullName: "Ubuntu Linux (64-bit)",
      memorySize: memoryBytes,
      cpuCores: 2,
      powerState: "on",
    };
  if (nodeClass !== "VMWARE_VM_HOST") return {};
  const tag = serial === null ? {} : { serviceTag: serial };
  return {
    vendor: model.maker,
    model: model.name,
    cpuModel: model.cpu,
    cpuCores: model.cores,
    memorySize: memoryBytes,
    version: "8.0.2",
    buildNumber: os.build,
    ...tag,
  };
}
