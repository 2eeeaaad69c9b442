import { type Collection, createCollection } from "../../../engine/records/collection.ts";
import type { AppliveryPlatform, Inventory } from "../inventory.ts";

const names: Record<AppliveryPlatform, readonly string[]> = {
  apple: ["Macs", "Phones and tablets"],
  android: ["Fully managed", "Work profile"],
  windows: ["Windows baseline", "Windows kiosk"],
  aosp: ["Scanners"],
};

export type Policies = Readonly<Record<AppliveryPlatform, Collection>>;

/** The policies of each platform; a device has one of its own platform. */
export function createPolicies(inventory: Inventory): Policies {
  const of = (kind: AppliveryPlatform) =>
    createCollection({
      size: names[kind].length,
      id: (index) => inventory.otherId(`${kind}-policy`, index),
      render: (index) => ({ id: inventory.otherId(`${kind}-policy`, index), name: names[kind][index] }),
    });
  return { apple: of("apple"), android: of("android"), windows: of("windows"), aosp: of("aosp") };
}
