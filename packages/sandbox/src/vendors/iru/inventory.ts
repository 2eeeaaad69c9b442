import type { PhysicalDevice, Platform } from "../../fleet/device.ts";
import { createDraw } from "../../fleet/draw.ts";
import type { Fleet } from "../../fleet/fleet.ts";
import { placesOf } from "../../fleet/places.ts";
import { isApple } from "../../fleet/platforms.ts";

const PLATFORMS: Partial<Record<Platform, string>> = { macos: "Mac", ios: "iPhone", ipados: "iPad" };

export const BLUEPRINTS = ["Standard Macs", "Phones and tablets", "Kiosks"] as const;
export const TAGS = ["finance", "loaner", "pilot"] as const;

/** Which Apple device of the fleet stands behind each record, and what a tenant keeps of it. */
export type Inventory = {
  device(index: number): PhysicalDevice;
  /** As the vendor calls it. */
  platform(index: number): string;
  blueprint(index: number): number;
  tags(index: number): string[];
  /** A few records are of devices whose management has ended; they have reported nothing since. */
  isRemoved(index: number): boolean;
  /** Those that came through Apple's enrollment program. */
  isAutomated(index: number): boolean;
};

export function createInventory(fleet: Fleet, firstDevice: number): Inventory {
  const hardware = placesOf(fleet, { first: firstDevice, has: isApple });
  const draw = (index: number) =>
    createDraw({ seed: fleet.seed, kind: "iru-layout", index: hardware(index) });
  const platform = (index: number) => PLATFORMS[fleet.platform(hardware(index))] ?? "Mac";
  return {
    device: (index) => fleet.device(hardware(index)),
    platform,
    blueprint: (index) => (platform(index) === "Mac" ? 0 : 1 + (index % 2)),
    tags: (index) => TAGS.filter((tag) => draw(index).chance(tag, 0.25)),
    isRemoved: (index) => draw(index).chance("removed", 0.06),
    isAutomated: (index) => fleet.device(hardware(index)).automatedEnrollment,
  };
}
