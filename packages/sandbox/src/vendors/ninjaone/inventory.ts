import { numbersFrom } from "../../engine/operations/id-format.ts";
import type { PhysicalDevice } from "../../fleet/device.ts";
import { createDraw } from "../../fleet/draw.ts";
import type { Fleet } from "../../fleet/fleet.ts";
import { enrolledAs } from "../../fleet/places.ts";
import { uids } from "./ids.ts";

export const DEVICE_IDS = numbersFrom(101, 2);
export const DEVICE_UIDS = uids(1);
export const USER_UIDS = uids(2);
export const ORGANIZATION_IDS = numbersFrom(3);
export const LOCATION_IDS = numbersFrom(7);
/** End users and technicians are counted apart, so that one id may be that of two people. */
export const PERSON_IDS = numbersFrom(501);

export const ORGANIZATIONS = ["Example Bakery", "Example Clinic", "Sandbox Works"] as const;
export const TAGS = ["finance", "front desk", "pilot"] as const;

/** Every few devices something that is no computer and no phone: network gear, and machines without an agent. */
const OTHERS = ["NMS_SWITCH", "NMS_PRINTER", "VMWARE_VM_HOST", "VMWARE_VM_GUEST"] as const;

const CLASSES = {
  macos: "MAC",
  ios: "APPLE_IOS",
  ipados: "APPLE_IPADOS",
  android: "ANDROID",
  windows: "WINDOWS_WORKSTATION",
  linux: "LINUX_WORKSTATION",
} as const;

/** Which fleet device stands behind each record. */
export type Inventory = {
  device(index: number): PhysicalDevice;
  nodeClass(index: number): string;
  organization(index: number): number;
  owner(index: number): string | undefined;
};

export function createInventory(fleet: Fleet, firstDevice: number): Inventory {
  const { seed } = fleet;
  return {
    device: (index) => enrolledAs(fleet, firstDevice + index, index),
    nodeClass(index) {
      const draw = createDraw({ seed, kind: "ninjaone-class", index: firstDevice + index });
      if (draw.chance("other", 0.08)) return draw.pick("class", OTHERS);
      const { platform, chassis } = fleet.device(firstDevice + index);
      const isServer = chassis === "server" && (platform === "windows" || platform === "linux");
      return isServer ? `${platform.toUpperCase()}_SERVER` : CLASSES[platform];
    },
    organization: (index) => ORGANIZATION_IDS.id(index % ORGANIZATIONS.length),
    owner(index) {
      const person = fleet.owner(firstDevice + index);
      return person === null ? undefined : String(USER_UIDS.id(person));
    },
  };
}

export const isAgent = (nodeClass: unknown): boolean => /^(WINDOWS|LINUX|MAC)(_|$)/.test(String(nodeClass));
export const isMobile = (nodeClass: unknown): boolean => /^(ANDROID|APPLE_)/.test(String(nodeClass));
