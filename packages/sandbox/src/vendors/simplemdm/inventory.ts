import { numbersFrom } from "../../engine/operations/id-format.ts";
import type { Row } from "../../engine/records/values.ts";
import type { PhysicalDevice } from "../../fleet/device.ts";
import type { Fleet } from "../../fleet/fleet.ts";

/** Ids are whole numbers with gaps. */
export const DEVICE_IDS = numbersFrom(1_000_101, 3);
export const GROUP_IDS = numbersFrom(436_001, 2);
export const DEVICE_GROUP_IDS = numbersFrom(90_001);
export const APP_IDS = numbersFrom(34, 3);

const FIRST_INSTALLED_APP = 12_300_000_001;
/** Ids of installed apps that are kept free for each device. */
const PER_DEVICE = 1000;

/** The apps on a device. Macs measure few of them, and some have no bundle id or version. */
export function installedApps(fleet: Fleet, hardware: PhysicalDevice, deviceIndex: number): Row[] {
  const { platform, lastSeenAt } = hardware;
  if (lastSeenAt === null) return [];
  return fleet
    .programs(hardware)
    .map(({ name, identifier, version, sizeBytes, installedAt, system }, at) => ({
      type: "installed_app",
      id: FIRST_INSTALLED_APP + deviceIndex * PER_DEVICE + at,
      attributes: {
        name,
        identifier: at % 9 === 8 ? null : identifier,
        version: at % 9 === 8 ? null : version,
        short_version: at % 9 === 8 ? "" : version,
        bundle_size: platform === "macos" && at % 3 > 0 ? 1 : sizeBytes,
        dynamic_size: platform === "macos" ? null : 1_056_768,
        managed: !system && at % 4 === 1,
        discovered_at: new Date(installedAt).toISOString(),
        last_seen_at: new Date(Math.max(lastSeenAt, installedAt)).toISOString(),
      },
    }));
}

/** The device that an installed app is on. */
export const deviceOfApp = (id: string): number =>
  Math.floor((Number(id) - FIRST_INSTALLED_APP) / PER_DEVICE);
