import type { PhysicalDevice } from "../../fleet/device.ts";
import { createDraw } from "../../fleet/draw.ts";
import type { Fleet } from "../../fleet/fleet.ts";
import { enrolledAs, placesOf } from "../../fleet/places.ts";

/** Which hardware and which person stand behind each record, and the record's ids. */
export type Inventory = {
  readonly seed: number;
  device(index: number): PhysicalDevice;
  deviceId(index: number): string;
  guid(index: number): string;
  /** The index of a guid or a numeric id; NaN for another text. */
  deviceIndex(idOrGuid: string): number;
  accountId(index: number): string;
  accountIndex(id: string): number;
  /** The device space of a device. */
  spaceOf(index: number): number;
  readonly spaceIds: readonly number[];
  spaceName(id: unknown): string | null;
};

const FIRST_DEVICE = 1_200_000;
const FIRST_ACCOUNT = 5_400_000;
const FIRST_SPACE = 23_001;

export type InventoryOptions = { firstDevice: number; spaces: number };

/** The vendor has no Linux, so its devices are those of the fleet without Linux, in the fleet's order. */
export function createInventory(fleet: Fleet, { firstDevice, spaces }: InventoryOptions): Inventory {
  const { seed } = fleet;
  const placeOf = placesOf(fleet, { first: firstDevice, has: (platform) => platform !== "linux" });
  const spaceIds = Array.from({ length: Math.max(1, spaces) }, (_, at) => FIRST_SPACE + at);
  return {
    seed,
    device: (index) => enrolledAs(fleet, placeOf(index), index),
    deviceId: (index) => String(FIRST_DEVICE + index),
    guid: (index) => guid(seed, index),
    deviceIndex: (id) => (id.includes("-") ? Number.parseInt(id.slice(-12), 16) : Number(id) - FIRST_DEVICE),
    accountId: (index) => String(FIRST_ACCOUNT + index),
    accountIndex: (id) => Number(id) - FIRST_ACCOUNT,
    // Twice as many in the default space as in any other.
    spaceOf: (index) => spaceIds[Math.max(0, (index % (spaceIds.length + 1)) - 1)] ?? FIRST_SPACE,
    spaceIds,
    spaceName(id) {
      if (id === FIRST_SPACE) return "Default Space";
      return spaceIds.some((known) => known === id) ? `Space ${id}` : null;
    },
  };
}

/** A version 4 UUID whose last group is the index. */
function guid(seed: number, index: number): string {
  const hex = createDraw({ seed, kind: "ivanti-neurons-guid", index }).hex("guid", 14);
  const tail = index.toString(16).padStart(12, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(11, 14)}-a${hex.slice(2, 5)}-${tail}`;
}
