import type { NinjaOneSchemas, NodeClass } from "@mdmkit/ninjaone";
import {
  appleModel,
  type Device,
  type DeviceType,
  type Drift,
  first,
  flag,
  hardwareText,
  lookup,
  type Platform,
  text,
} from "@mdmkit/unified/vendor";
import type { NinjaOneDeviceRecord } from "../api/record.ts";

/** What runs on network gear, and on machines that are known through a hypervisor, the class does not say. */
export const PLATFORMS: Record<NodeClass, Platform | undefined> = {
  WINDOWS_SERVER: "windows",
  WINDOWS_WORKSTATION: "windows",
  LINUX_WORKSTATION: "linux",
  LINUX_SERVER: "linux",
  MAC: "macos",
  MAC_SERVER: "macos",
  ANDROID: "android",
  APPLE_IOS: "ios",
  APPLE_IPADOS: "ipados",
  VMWARE_VM_HOST: undefined,
  VMWARE_VM_GUEST: undefined,
  HYPERV_VMM_HOST: "windows",
  HYPERV_VMM_GUEST: undefined,
  CLOUD_MONITOR_TARGET: undefined,
  NMS_SWITCH: undefined,
  NMS_ROUTER: undefined,
  NMS_FIREWALL: undefined,
  NMS_PRIVATE_NETWORK_GATEWAY: undefined,
  NMS_PRINTER: undefined,
  NMS_SCANNER: undefined,
  NMS_DIAL_MANAGER: undefined,
  NMS_WAP: undefined,
  NMS_IPSLA: undefined,
  NMS_COMPUTER: undefined,
  NMS_VM_HOST: undefined,
  NMS_APPLIANCE: undefined,
  NMS_OTHER: undefined,
  NMS_SERVER: undefined,
  NMS_PHONE: undefined,
  NMS_VIRTUAL_MACHINE: undefined,
  NMS_NETWORK_MANAGEMENT_AGENT: undefined,
  UNMANAGED_DEVICE: undefined,
  MANAGED_DEVICE: undefined,
};

type Kind = "computer" | "server" | "phone" | "tablet" | "host" | "guest" | "other";

const KINDS: Record<NodeClass, Kind> = {
  WINDOWS_SERVER: "server",
  WINDOWS_WORKSTATION: "computer",
  LINUX_WORKSTATION: "computer",
  LINUX_SERVER: "server",
  MAC: "computer",
  MAC_SERVER: "server",
  ANDROID: "phone",
  APPLE_IOS: "phone",
  APPLE_IPADOS: "tablet",
  VMWARE_VM_HOST: "host",
  VMWARE_VM_GUEST: "guest",
  HYPERV_VMM_HOST: "host",
  HYPERV_VMM_GUEST: "guest",
  CLOUD_MONITOR_TARGET: "other",
  NMS_SWITCH: "other",
  NMS_ROUTER: "other",
  NMS_FIREWALL: "other",
  NMS_PRIVATE_NETWORK_GATEWAY: "other",
  NMS_PRINTER: "other",
  NMS_SCANNER: "other",
  NMS_DIAL_MANAGER: "other",
  NMS_WAP: "other",
  NMS_IPSLA: "other",
  NMS_COMPUTER: "other",
  NMS_VM_HOST: "host",
  NMS_APPLIANCE: "other",
  NMS_OTHER: "other",
  NMS_SERVER: "other",
  NMS_PHONE: "other",
  NMS_VIRTUAL_MACHINE: "guest",
  NMS_NETWORK_MANAGEMENT_AGENT: "other",
  UNMANAGED_DEVICE: "other",
  MANAGED_DEVICE: "other",
};

const TYPES: Record<Kind, DeviceType> = {
  computer: "workstation",
  server: "server",
  phone: "mobile",
  tablet: "tablet",
  host: "server",
  guest: "virtual_machine",
  other: "other",
};

type Chassis = NonNullable<NinjaOneSchemas["NodeRole"]["chassisType"]>;

/** The role's word; the inventory's, which is free text, has these two as well. */
const CHASSIS: Record<Chassis, DeviceType | undefined> = {
  UNKNOWN: undefined,
  DESKTOP: "desktop",
  LAPTOP: "laptop",
  MOBILE: undefined,
};

type Form = Pick<NinjaOneDeviceRecord, "nodeClass" | "system" | "references">;

/** Whether a device has the vendor's agent, which collects everything but phones and tablets report. */
export function isAgent({ nodeClass }: Pick<NinjaOneDeviceRecord, "nodeClass">): boolean {
  return /^(WINDOWS|LINUX|MAC)(_|$)/.test(nodeClass ?? "");
}

export function isWindows({ nodeClass }: Pick<NinjaOneDeviceRecord, "nodeClass">): boolean {
  return /^WINDOWS_/.test(nodeClass ?? "");
}

export function isMac({ nodeClass }: Pick<NinjaOneDeviceRecord, "nodeClass">): boolean {
  return nodeClass === "MAC" || nodeClass === "MAC_SERVER";
}

function isMobile({ nodeClass }: Pick<NinjaOneDeviceRecord, "nodeClass">): boolean {
  return nodeClass === "ANDROID" || nodeClass === "APPLE_IOS" || nodeClass === "APPLE_IPADOS";
}

type Managed = Pick<NinjaOneDeviceRecord, "nodeClass" | "approvalStatus">;

/** A staged device waits for its agent, and whether a decommissioned one still has it is not known. */
function isManaged({ approvalStatus }: Managed): boolean {
  return approvalStatus !== "STAGED" && approvalStatus !== "DECOMMISSIONED";
}

/** Phones and tablets are known through device management alone. */
export function hasMdm(device: Managed): boolean | undefined {
  return isMobile(device) && isManaged(device) ? true : undefined;
}

/** The agent is what makes a computer known; network gear and phones have none. */
export function hasAgent(device: Managed): boolean | undefined {
  if (isAgent(device)) return isManaged(device) ? true : undefined;
  return isMobile(device) || /^(NMS_|CLOUD_|UNMANAGED_)/.test(device.nodeClass ?? "") ? false : undefined;
}

export function platformOf(device: Form, drift?: Drift): Device["platform"] {
  const platform = lookup(PLATFORMS, device.nodeClass, undefined, drift);
  if (platform !== "ios" && platform !== "ipados")
    return platform ?? (device.nodeClass ? "unknown" : undefined);
  return modelOf(device, drift)?.platform ?? platform;
}

export function formFactorOf(device: Form, drift?: Drift): Device["type"] {
  const kind = lookup(KINDS, device.nodeClass, "other", drift);
  if (kind == null) return kind;
  if (flag(device.system?.virtualMachine, drift) === true) return "virtual_machine";
  if (kind !== "computer") return modelOf(device, drift)?.type ?? TYPES[kind];
  const chassis = text(device.system?.chassisType, drift)?.toUpperCase();
  const role = lookup(CHASSIS, device.references?.role?.chassisType, undefined, drift);
  const own = chassis === "LAPTOP" || chassis === "DESKTOP" ? CHASSIS[chassis] : undefined;
  return first(modelOf(device, drift)?.type, own, role) ?? TYPES[kind];
}

function modelOf({ system }: Form, drift?: Drift) {
  return appleModel([hardwareText(system?.model, drift)]);
}
