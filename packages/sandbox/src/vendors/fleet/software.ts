import type { Row } from "../../engine/records/values.ts";
import type { PhysicalDevice } from "../../fleet/device.ts";
import { createDraw } from "../../fleet/draw.ts";
import type { Fleet } from "../../fleet/fleet.ts";
import { isMobile } from "../../fleet/platforms.ts";

const SOURCES = {
  macos: "apps",
  windows: "programs",
  linux: "deb_packages",
  ios: "ios_apps",
  ipados: "ipados_apps",
  android: "android_apps",
} as const;

/** Phones and tablets have no programs in the fleet; this one is on them. */
const MOBILE = { name: "Keynote", identifier: "com.example.keynote", version: "14.4", publisher: "" };

/** The software on a device. An id is that of a version of a title, the same on all devices. */
export function softwareOn(device: PhysicalDevice, fleet: Fleet): Row[] {
  const { platform } = device;
  const titles = isMobile(platform) ? [MOBILE] : fleet.programs(device);
  return titles.map(({ name, identifier, version, publisher }) => {
    const draw = createDraw({ seed: 0, kind: `fleet-software-${platform}-${identifier}`, index: 0 });
    const isMac = platform === "macos";
    return {
      id: draw.integer("id", { min: 1, max: 1_000_000 }),
      name: isMac ? `${name}.app` : platform === "linux" || platform === "android" ? identifier : name,
      display_name: isMac ? name : "",
      version,
      source: SOURCES[platform],
      ...(publisher && { vendor: publisher }),
      ...(isMac || platform.startsWith("i") ? { bundle_identifier: identifier } : {}),
      ...(platform === "windows" && identifier.startsWith("{") && { upgrade_code: identifier }),
      installed_paths: isMac ? [`${publisher === "Apple" ? "/System" : ""}/Applications/${name}.app`] : null,
      vulnerabilities: null,
    };
  });
}
