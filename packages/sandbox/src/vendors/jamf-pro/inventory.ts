import type { PhysicalDevice } from "../../fleet/device.ts";
import { createDraw } from "../../fleet/draw.ts";
import type { Fleet } from "../../fleet/fleet.ts";
import { hardwareUuid } from "../../fleet/identifiers.ts";
import { placesOf } from "../../fleet/places.ts";
import { isApple, isAppleMobile } from "../../fleet/platforms.ts";

/** Jamf Pro counts computers and mobile devices apart, so their ids overlap. */
export const DEVICE_TYPES = ["computer", "mobile"] as const;
export type DeviceType = (typeof DEVICE_TYPES)[number];

/** Which device of the fleet stands behind each record. */
export type Inventory = {
  /** The initial number of records of each kind: Apple devices of the fleet, from the first on. */
  readonly sizes: Readonly<Record<DeviceType, number>>;
  device(kind: DeviceType, index: number): PhysicalDevice;
  /** Id of the device in the MDM protocol; null while it is not managed. */
  managementId(kind: DeviceType, index: number): string | null;
  /** A few records stand for devices whose management has ended. */
  isManaged(kind: DeviceType, index: number): boolean;
};

export function createInventory(
  fleet: Fleet,
  { devices, firstDevice }: { devices: number; firstDevice: number },
): Inventory {
  const places = {
    computer: placesOf(fleet, { first: firstDevice, has: (platform) => platform === "macos" }),
    mobile: placesOf(fleet, { first: firstDevice, has: isAppleMobile }),
  };
  const placeOf = placesOf(fleet, { first: firstDevice, has: isApple });
  const all = Array.from({ length: devices }, (_, index) => fleet.platform(placeOf(index)));
  const computers = all.filter((platform) => platform === "macos").length;
  const draw = (kind: DeviceType, index: number) =>
    createDraw({ seed: fleet.seed, kind: "jamf-layout", index: places[kind](index) });
  const isManaged = (kind: DeviceType, index: number) => draw(kind, index).chance("managed", 0.95);
  return {
    sizes: { computer: computers, mobile: devices - computers },
    device: (kind, index) => fleet.device(places[kind](index)),
    isManaged,
    managementId: (kind, index) =>
      isManaged(kind, index) ? hardwareUuid(draw(kind, index)).toLowerCase() : null,
  };
}

/** Ids are digits counted from 1. */
export const idOf = (index: number): string => String(index + 1);

export const IDS = {
  id: idOf,
  index: (id: string): number => (/^[1-9]\d*$/.test(id) ? Number(id) - 1 : Number.NaN),
};

/** What a record is rendered from. */
export type Facts = { fleet: Fleet; inventory: Inventory; index: number; version: string | undefined };
