import type { Row } from "../../../engine/records/values.ts";
import type { PhysicalDevice, Platform } from "../../../fleet/device.ts";

const families: Record<Platform, string> = {
  macos: "darwin",
  windows: "windows",
  linux: "linux",
  ios: "ios",
  ipados: "ios",
  android: "android",
};

/** What `os` says: macOS is `Mac OS X` whatever its version, Linux the name of its distribution. */
function osName({ platform, os }: PhysicalDevice): string {
  if (platform === "macos") return "Mac OS X";
  return platform === "windows" ? "Windows" : os.name;
}

function edition({ os }: PhysicalDevice): string {
  return os.edition ?? os.version;
}

/** The parts of a system row that describe its operating system. */
export function osPart(device: PhysicalDevice): Row {
  const { platform, os } = device;
  const windows = platform === "windows";
  const arch = windows ? "64-bit" : device.model.arch;
  return {
    os: osName(device),
    osFamily: families[platform],
    version: edition(device),
    arch,
    archFamily: device.model.arch,
    templateName: `${families[platform]}-${device.model.arch}`,
    osVersionDetail: {
      osName: windows ? `Windows ${edition(device)}` : os.name,
      version: os.version,
      major: String(os.major),
      majorNumber: os.major,
      minor: String(os.minor),
      minorNumber: os.minor,
      patch: String(os.patch),
      patchNumber: os.patch,
      revision: os.build,
      releaseName: os.codename ?? "",
      distributionName: platform === "linux" ? os.name : "",
    },
    ...(windows ? { domainInfo: { partOfDomain: false, domainName: "" }, azureAdJoined: false } : {}),
  };
}
