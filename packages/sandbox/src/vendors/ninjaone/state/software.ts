import type { Row } from "../../../engine/records/values.ts";
import type { PhysicalDevice } from "../../../fleet/device.ts";
import type { Fleet } from "../../../fleet/fleet.ts";
import { isAgent } from "../inventory.ts";

type Source = { readonly fleet: Fleet; hardwareOf(device: Row): PhysicalDevice };

/** The software that an agent found. */
export function softwareOn(device: Row, { fleet, hardwareOf }: Source): readonly Row[] {
  if (!isAgent(device.nodeClass)) return [];
  const hardware = hardwareOf(device);
  const { platform } = hardware;
  return fleet
    .programs(hardware)
    .map(({ name, identifier, publisher, version, sizeBytes, installedAt, system }, at) => ({
      name,
      version,
      publisher,
      // Seconds in some places, a day in others.
      installDate:
        at % 2 === 0 ? Math.floor(installedAt / 1000) : new Date(installedAt).toISOString().slice(0, 10),
      location: platform === "macos" ? `/Applications/${name}.app` : "",
      size: sizeBytes,
      ...(identifier.startsWith("{") ? { productCode: identifier } : {}),
      isSystemComponent: system,
    }));
}
