import type { PhysicalDevice } from "../../../fleet/device.ts";
import type { Draw } from "../../../fleet/draw.ts";
import type { Inventory } from "../inventory.ts";

export type DeviceFacts = { index: number; inventory: Inventory; device: PhysicalDevice };

/** What all parts of a device record are made from. */
export type Facts = DeviceFacts & { draw: Draw; registrationState: string; ownershipType: string };
