import type { PhysicalDevice } from "../../fleet/device.ts";
import { createDraw } from "../../fleet/draw.ts";
import type { Fleet } from "../../fleet/fleet.ts";
import { isMobile } from "../../fleet/platforms.ts";
import type { Software } from "../../fleet/software.ts";

export type InstalledApp = Pick<Software, "name" | "identifier" | "publisher" | "version"> & {
  /** Taken off the device, and still in an Android device's list. */
  removed: boolean;
};

/** Phones and tablets have no programs in the fleet; these are on them. */
const MOBILE = {
  ios: [
    ["Keynote", "com.apple.Keynote", "14.4"],
    ["Notes", "com.apple.mobilenotes", "1.0"],
    ["Slack", "com.tinyspeck.chatlyio", "25.5.40"],
  ],
  android: [
    ["Chrome", "com.android.chrome", "137.0.7151.72"],
    ["Gmail", "com.google.android.gm", "2025.05.26"],
    ["Old Scanner", "com.example.scanner", "1.2"],
    ["Slack", "com.Slack", "25.05.40.0"],
  ],
} as const;

/** What is on a device, Windows' packages included. Now and then a Mac has an app a second time. */
export function appsOn(device: PhysicalDevice, fleet: Fleet): InstalledApp[] {
  const draw = createDraw({ seed: fleet.seed, kind: "applivery-apps", index: device.index });
  const { platform } = device;
  if (isMobile(platform)) {
    const titles = MOBILE[platform === "android" ? "android" : "ios"];
    return titles
      .slice(0, draw.integer("count", { min: 0, max: titles.length }))
      .map(([name, identifier, version]) => ({
        name,
        identifier,
        version,
        publisher: "",
        removed: identifier === "com.example.scanner",
      }));
  }
  const apps = fleet.programs(device).map(({ name, identifier, publisher, version }) => ({
    ...{ name, identifier, publisher, version },
    removed: false,
  }));
  const [first] = apps;
  const copies =
    platform === "macos" && first && draw.chance("copy", 0.2) ? [{ ...first, version: "2.9" }] : [];
  return [...apps, ...copies];
}

/** Windows names installer packages by product code; other programs are not in a device's configuration. */
export function isPackage({ identifier }: InstalledApp): boolean {
  return identifier.startsWith("{");
}
