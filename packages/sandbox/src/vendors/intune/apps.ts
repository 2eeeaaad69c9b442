import type { PhysicalDevice } from "../../fleet/device.ts";
import { createDraw } from "../../fleet/draw.ts";
import type { Fleet } from "../../fleet/fleet.ts";

type Title = { name: string; version: string; publisher: string };
export type FoundApp = Title & { id: string; platform: string; sizeBytes: number };

/** Phones and tablets have no programs in the fleet; these are on them. */
const MOBILE: Readonly<Record<string, readonly Title[]>> = {
  ios: ["Company Portal", "Keynote", "Slack"].map((name) => ({ name, version: "5.2506.0", publisher: "" })),
  android: ["Company Portal", "Chrome", "Gmail"].map((name) => ({ name, version: "25.5.40", publisher: "" })),
};

/** What the vendor calls the platforms of apps. */
const PLATFORMS: Record<PhysicalDevice["platform"], string> = {
  macos: "macOS",
  windows: "windows",
  linux: "unknown",
  ios: "ios",
  ipados: "ios",
  android: "androidWorkProfile",
};

/** What was found on a device; many apps have no size, and a few no version. An app has the same id on all devices. */
export function appsOn(device: PhysicalDevice, fleet: Fleet): FoundApp[] {
  const { platform } = device;
  const mobile = MOBILE[platform === "ipados" ? "ios" : platform];
  const draw = createDraw({ seed: fleet.seed, kind: "intune-apps", index: device.index });
  const titles: (Title & { sizeBytes: number })[] = mobile
    ? mobile
        .slice(0, draw.integer("count", { min: 0, max: mobile.length }))
        .map((app) => ({ ...app, sizeBytes: 0 }))
    : fleet.programs(device);
  return titles.map(({ name, version, publisher, sizeBytes }) => {
    const own = createDraw({
      seed: 0,
      kind: `intune-app-${platform === "ipados" ? "ios" : platform}-${name}`,
      index: 0,
    });
    return {
      id: own.hex("id", 64),
      name,
      version: own.chance("versionless", 0.05) ? "" : version,
      publisher,
      platform: PLATFORMS[platform],
      sizeBytes: own.chance("sizeless", 0.3) ? 0 : sizeBytes,
    };
  });
}
