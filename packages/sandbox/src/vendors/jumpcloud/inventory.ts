import type { PhysicalDevice } from "../../fleet/device.ts";
import { createDraw } from "../../fleet/draw.ts";
import type { Fleet } from "../../fleet/fleet.ts";
import { joinedAt } from "../../fleet/person.ts";
import { enrolledAs } from "../../fleet/places.ts";
import { isAppleMobile } from "../../fleet/platforms.ts";
import { base64Id, objectId } from "./ids.ts";
import type { JumpCloudOptions } from "./options.ts";

/** Which fleet device stands behind each record, and the record's ids. */
export type Inventory = {
  readonly seed: number;
  readonly organizationId: string;
  organizationIdOf(index: number): string;
  readonly appleMdmId: string;
  readonly enterpriseId: string;
  /** Index in the fleet of the device behind system `index`. */
  hardwareOf(index: number): number;
  device(index: number): PhysicalDevice;
  isStale(index: number): boolean;
  /** Whether JumpCloud's MDM manages an Apple device; a few Macs have the agent only. */
  hasAppleMdm(index: number): boolean;
  insightsOf(index: number): "enabled" | "disabled" | "deferred";
  systemId(index: number): string;
  userId(index: number): string;
  appleId(index: number): string;
  googleId(index: number): string;
  /** An id of any other kind of record. */
  otherId(kind: string, index: number): string;
};

/** Ids of systems and users ascend with their index, so that `_id` is the order of creation. */
export function createInventory(
  fleet: Fleet,
  options: JumpCloudOptions & { firstDevice: number },
): Inventory {
  const { seed, now } = fleet;
  const { duplicates = 0, insights = 0.9, firstDevice } = options;
  const draw = (index: number) => createDraw({ seed, kind: "jumpcloud-layout", index });
  const isStale = (index: number) =>
    duplicates > 0 && index > 0 && draw(index).chance("reinstalled", duplicates);
  const hardwareOf = (index: number): number =>
    isStale(index) ? hardwareOf(index - 1) : firstDevice + index;
  const aged = (kind: string) => (index: number) =>
    objectId({ seed, kind, index, createdAt: joinedAt({ index, now }) });
  const googleId = (index: number) =>
    base64Id({ seed, kind: "google", index, createdAt: joinedAt({ index, now }) });
  const otherId = (kind: string, index: number) =>
    objectId({ seed, kind, index, createdAt: now - 1000 * 24 * 3600 * 1000 });
  return {
    seed,
    organizationId: otherId("organization", 0),
    organizationIdOf: (index) => otherId("organization", index),
    appleMdmId: otherId("apple-mdm", 0),
    enterpriseId: otherId("enterprise", 0),
    hardwareOf,
    device: (index) => enrolledAs(fleet, hardwareOf(index), index),
    isStale,
    hasAppleMdm(index) {
      const platform = fleet.platform(hardwareOf(index));
      if (isStale(index)) return false;
      if (platform === "macos") return draw(index).chance("mdm", 0.92);
      return isAppleMobile(platform);
    },
    insightsOf(index) {
      if (isStale(index)) return "disabled";
      return draw(index).chance("insights", insights)
        ? "enabled"
        : draw(index).pick("off", ["disabled", "deferred"]);
    },
    systemId: aged("system"),
    userId: aged("user"),
    appleId: aged("apple"),
    googleId,
    otherId,
  };
}
