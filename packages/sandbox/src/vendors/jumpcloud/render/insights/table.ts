import type { Row } from "../../../../engine/records/values.ts";
import type { PhysicalDevice, Platform } from "../../../../fleet/device.ts";
import type { Fleet } from "../../../../fleet/fleet.ts";

/** What a row is rendered from. */
export type InsightFacts = {
  fleet: Fleet;
  device: PhysicalDevice;
  systemId: string;
  /** When the agent collected the row, hours before now: rows lag. */
  collectedAt: string;
};

/** One System Insights table: which platforms report it, how many rows a system has, and what is in one. */
export type InsightTable = {
  platforms: readonly Platform[];
  /** Rows of the system on hardware `index`; must not make the device. Default: one. */
  count?(fleet: Fleet, index: number): number;
  /** Row `at`, without `system_id`. */
  row(facts: InsightFacts, at: number): Row;
};

export const computers: readonly Platform[] = ["macos", "windows", "linux"];
