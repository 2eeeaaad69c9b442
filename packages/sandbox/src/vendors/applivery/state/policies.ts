import type { Collection } from "../../../engine/records/collection.ts";
import { createTable } from "../../../engine/records/table.ts";
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
    createTable(
      { id: (index) => inventory.otherId(`${kind}-policy`, index) },
      names[kind].map((name) => ({ name })),
    );
  return { apple: of("apple"), android: of("android"), windows: of("windows"), aosp: of("aosp") };
}
