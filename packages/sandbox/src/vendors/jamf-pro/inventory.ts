import type { PhysicalDevice, Platform } from "../../fleet/device.ts";
import { createDraw } from "../../fleet/draw.ts";
import type { Fleet } from "../../fleet/fleet.ts";
import { hardwareUuid } from "../../fleet/identifiers.ts";

/** Jamf Pro counts computers and mobile devices apart, so their ids overlap. */
export type DeviceType = "computer" | "mobile";

const kinds: Partial<Record<Platform, DeviceType>> = { macos: "computer", ios: "mobile", ipados: "mobile" };

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
  const found: Record<DeviceType, number[]> = { computer: [], mobile: [] };
  let next = firstDevice;
  const scan = (): boolean => {
    const kind = kinds[fleet.platform(next)];
    if (kind !== undefined) found[kind].push(next);
    next += 1;
    return kind !== undefined;
  };
  for (let count = 0; count < devices; ) if (scan()) count += 1;
  const sizes = { computer: found.computer.length, mobile: found.mobile.length };

  const hardwareOf = (kind: DeviceType, index: number): number => {
    while (found[kind].length <= index) scan();
    return found[kind][index] ?? index;
  };
  const draw = (kind: DeviceType, index: number) =>
    createDraw({ seed: fleet.seed, kind: "jamf-layout", index: hardwareOf(kind, index) });
  const isManaged = (kind: DeviceType, index: number) => draw(kind, index).chance("managed", 0.95);
  return {
    sizes,
    device: (kind, index) => fleet.device(hardwareOf(kind, index)),
    isManaged,
    managementId: (kind, index) =>
      isManaged(kind, index) ? hardwareUuid(draw(kind, index)).toLowerCase() : null,
  };
}

/** Ids are digits counted from 1. */
export const idOf = (index: number): string => String(index + 1);

export const indexOf = (id: string): number => (/^[1-9]\d*$/.test(id) ? Number(id) - 1 : Number.NaN);

/** What a record is rendered from. */
export type Facts = { fleet: Fleet; inventory: Inventory; index: number; version: string | undefined };
