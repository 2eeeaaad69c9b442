import type { PhysicalDevice } from "../../fleet/device.ts";
import { createDraw } from "../../fleet/draw.ts";
import type { Fleet } from "../../fleet/fleet.ts";
import { joinedAt } from "../../fleet/person.ts";
import { enrolledAs, placesOf } from "../../fleet/places.ts";
import { objectId } from "./ids.ts";
import type { AppliveryOptions } from "./options.ts";

/** What Applivery calls the platforms. */
export const PLATFORMS = ["apple", "android", "windows", "aosp"] as const;
export type AppliveryPlatform = (typeof PLATFORMS)[number];

/** Which fleet device stands behind each record, and the record's ids. */
export type Inventory = {
  readonly seed: number;
  readonly organizationId: string;
  readonly slug: string;
  device(index: number): PhysicalDevice;
  kindOf(index: number): AppliveryPlatform;
  /** Id of the row in the list over all platforms. */
  rowId(index: number): string;
  /** Id of the record in its platform's list; it differs from that of the row. */
  recordId(index: number): string;
  userId(index: number): string;
  tokenId(index: number): string;
  /** An id of any other kind of record. */
  otherId(kind: string, index: number): string;
};

/** Ids ascend with their index, so that the order of ids is that of creation. */
export function createInventory(
  fleet: Fleet,
  options: AppliveryOptions & { firstDevice: number },
): Inventory {
  const { seed, now } = fleet;
  const hardwareOf = placesOf(fleet, {
    first: options.firstDevice,
    has: (platform) => platform !== "linux",
  });
  const aged = (kind: string) => (index: number) =>
    objectId({ seed, kind, index, createdAt: joinedAt({ index, now }) });
  const kindOf = (index: number): AppliveryPlatform => {
    const platform = fleet.platform(hardwareOf(index));
    if (platform === "windows") return "windows";
    if (platform !== "android") return "apple";
    const draw = createDraw({ seed, kind: "applivery-layout", index: hardwareOf(index) });
    return draw.chance("aosp", options.aosp ?? 0.3) ? "aosp" : "android";
  };
  const otherId = (kind: string, index: number) =>
    objectId({ seed, kind, index, createdAt: now - 1000 * 24 * 3600 * 1000 });
  return {
    seed,
    organizationId: otherId("organization", 0),
    slug: "sandbox-works",
    device: (index) => enrolledAs(fleet, hardwareOf(index), index),
    kindOf,
    rowId: aged("device"),
    recordId: (index) => aged(kindOf(index))(index),
    userId: aged("user"),
    tokenId: aged("token"),
    otherId,
  };
}
