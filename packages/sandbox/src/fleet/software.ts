import type { PhysicalDevice, Platform } from "./device.ts";
import { createDraw } from "./draw.ts";

/** A program people install, as each platform's inventory names it. */
export type Software = {
  name: string;
  /** Bundle id, product code or package name. */
  identifier: string;
  publisher: string;
  version: string;
  sizeBytes: number;
  installedAt: number;
  system: boolean;
};

type Title = readonly [name: string, identifier: string, publisher: string, version: string];

const mac: readonly Title[] = [
  ["App Store", "com.apple.AppStore", "Apple", "3.0"],
  ["Safari", "com.apple.Safari", "Apple", "18.5"],
  ["Mail", "com.apple.mail", "Apple", "16.0"],
  ["Google Chrome", "com.google.Chrome", "Google LLC", "137.0.7151.69"],
  ["Slack", "com.tinyspeck.slackmacgap", "Slack Technologies", "4.43.52"],
  ["zoom.us", "us.zoom.xos", "Zoom", "6.4.6"],
  ["Visual Studio Code", "com.microsoft.VSCode", "Microsoft", "1.100.2"],
  ["1Password", "com.1password.1password", "AgileBits", "8.10.78"],
  ["Microsoft Word", "com.microsoft.Word", "Microsoft", "16.97"],
  ["Figma", "com.figma.Desktop", "Figma", "125.5.6"],
  ["Docker", "com.docker.docker", "Docker Inc", "4.41.2"],
  ["Firefox", "org.mozilla.firefox", "Mozilla", "139.0.1"],
];

const windows: readonly Title[] = [
  ["Microsoft Edge", "{3A9F2E10-0001-4C1C-8C99-E6A4BCBF0001}", "Microsoft Corporation", "137.0.3296.52"],
  ["Microsoft 365 Apps for enterprise - en-us", "O365ProPlusRetail", "Microsoft Corporation", "16.0.18730"],
  ["Google Chrome", "{3A9F2E10-0003-4C1C-8C99-E6A4BCBF0003}", "Google LLC", "137.0.7151.69"],
  ["7-Zip 24.09 (x64)", "7-Zip", "Igor Pavlov", "24.09"],
  ["Zoom Workplace", "ZoomUMX", "Zoom Communications, Inc.", "6.4.6"],
  ["Microsoft Visual C++ 2022 X64", "{3A9F2E10-0006-4C1C-8C99-E6A4BCBF0006}", "Microsoft", "14.42.34438"],
  ["Git", "Git_is1", "The Git Development Community", "2.49.0"],
  ["Notepad++ (64-bit x64)", "Notepad++", "Notepad++ Team", "8.8.1"],
  ["Mozilla Firefox (x64 en-US)", "Mozilla Firefox", "Mozilla", "139.0.1"],
  ["Dell Command | Update", "{3A9F2E10-0010-4C1C-8C99-E6A4BCBF0010}", "Dell Inc.", "5.4.0"],
];

const linux: readonly Title[] = [
  ["bash", "bash", "Distribution Developers", "5.1-6ubuntu1.1"],
  ["curl", "curl", "Distribution Developers", "7.81.0-1ubuntu1.20"],
  ["openssh-server", "openssh-server", "Distribution Developers", "1:8.9p1-3ubuntu0.13"],
  ["python3", "python3", "Distribution Developers", "3.10.6-1~22.04.1"],
  ["docker-ce", "docker-ce", "Docker", "5:28.1.1-1"],
  ["code", "code", "Microsoft Corporation", "1.100.2-1747260578"],
  ["git", "git", "Distribution Developers", "1:2.34.1-1ubuntu1.12"],
  ["vim", "vim", "Distribution Developers", "2:8.2.3995-1ubuntu2.24"],
];

const catalogues: Record<Platform, readonly Title[]> = {
  macos: mac,
  windows,
  linux,
  ios: [],
  ipados: [],
  android: [],
};

/** How many programs a device has; cheap, so that lists can be paged without making them. */
export function softwareCount(device: { seed: number; index: number; platform: Platform }): number {
  const most = catalogues[device.platform].length;
  if (most === 0) return 0;
  const draw = createDraw({ seed: device.seed, kind: "software", index: device.index });
  return draw.integer("count", { min: Math.min(3, most), max: most });
}

/** Program number `at` of a device, from 0 up to its count. */
export function softwareAt(
  device: PhysicalDevice,
  { seed, at }: { seed: number; at: number },
): Software | undefined {
  const title = catalogues[device.platform][at];
  if (title === undefined) return undefined;
  const draw = createDraw({ seed, kind: `software-${at}`, index: device.index });
  const [name, identifier, publisher, version] = title;
  return {
    name,
    identifier,
    publisher,
    version,
    sizeBytes: draw.integer("size", { min: 200_000, max: 900_000_000 }),
    installedAt: device.enrolledAt + Math.floor(draw.unit("installed") * 30 * 86_400_000),
    system: publisher === "Apple" || publisher === "Distribution Developers",
  };
}
