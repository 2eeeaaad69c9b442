import type { OperatingSystem, Platform } from "./device.ts";

type Releases = readonly [readonly [OperatingSystem, number], ...(readonly [OperatingSystem, number])[]];

function release(
  name: string,
  version: string,
  build: string,
  codename: string | null = null,
): OperatingSystem {
  const [major = 0, minor = 0, patch = 0] = version.split(".").map(Number);
  return { name, version, build, codename, edition: null, major, minor, patch };
}

const windows = (version: string, edition: string): OperatingSystem => ({
  ...release("Windows", version, version.split(".").slice(2).join(".")),
  edition,
  codename: null,
});

/** Releases by platform with how many in a hundred devices run them. */
export const osReleases: Record<Platform, Releases> = {
  macos: [
    [release("macOS", "15.6.1", "24G90", "Sequoia"), 45],
    [release("macOS", "14.7.8", "23H730", "Sonoma"), 30],
    [release("macOS", "13.7.8", "22H730", "Ventura"), 15],
    [release("macOS", "26.0.1", "25A362", "Tahoe"), 10],
  ],
  windows: [
    [windows("10.0.22631.5335", "11 Pro"), 40],
    [windows("10.0.26100.4061", "11 Enterprise"), 25],
    [windows("10.0.19045.5854", "10 Pro"), 25],
    [windows("10.0.19045.5854", "10 Home"), 5],
    [windows("10.0.20348.3692", "Server 2022 Standard"), 5],
  ],
  linux: [
    [release("Ubuntu", "22.04.5", "", "jammy"), 45],
    [release("Ubuntu", "24.04.2", "", "noble"), 25],
    [release("Debian", "12.11", "", "bookworm"), 15],
    [release("Fedora", "41", ""), 10],
    [release("Rocky", "9.5", "", "Blue Onyx"), 5],
  ],
  ios: [
    [release("iOS", "18.5", "22F76"), 70],
    [release("iOS", "17.7.2", "21H221"), 30],
  ],
  ipados: [
    [release("iPadOS", "18.5", "22F76"), 75],
    [release("iPadOS", "17.7.8", "21H440"), 25],
  ],
  android: [
    [release("Android", "15", "BP1A.250505.005"), 55],
    [release("Android", "14", "UP1A.231005.007"), 35],
    [release("Android", "13", "TQ3A.230901.001"), 10],
  ],
};
