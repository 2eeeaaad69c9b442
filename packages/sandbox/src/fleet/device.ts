export type Platform = "macos" | "windows" | "linux" | "ios" | "ipados" | "android";
export type Chassis = "laptop" | "desktop" | "server" | "phone" | "tablet" | "virtual-machine";

export type OperatingSystem = {
  name: string;
  version: string;
  build: string;
  codename: string | null;
  /** Windows: marketing version and edition, such as `11 Pro`. */
  edition: string | null;
  major: number;
  minor: number;
  patch: number;
};

/** A product line: what every unit of it has in common. */
export type Model = {
  maker: string;
  /** What the firmware or the vendor's inventory calls it. */
  identifier: string;
  /** What the shop calls it. */
  name: string;
  /** Family, as Apple's MDM protocol names it. */
  family: string;
  chassis: Chassis;
  cpu: string;
  arch: "arm64" | "x86_64";
  cores: number;
  memoryGb: readonly [number, ...number[]];
  storageGb: readonly [number, ...number[]];
};

/** One made-up piece of hardware, as no vendor in particular sees it. Times are in ms since 1970. */
export type PhysicalDevice = {
  index: number;
  platform: Platform;
  chassis: Chassis;
  model: Model;
  os: OperatingSystem;
  /** Null on many virtual machines; a placeholder where the maker never wrote one. */
  serial: string | null;
  uuid: string;
  imei: string | null;
  /** Wired or wireless hardware addresses, lower case with colons. */
  macs: string[];
  hostname: string;
  name: string;
  address: { local: string; link: string; public: string };
  memoryBytes: number;
  storageBytes: number;
  freeBytes: number;
  /** Null where nothing reports it. */
  encrypted: boolean | null;
  firewall: boolean | null;
  supervised: boolean;
  /** Bought through the maker's enrollment program. */
  automatedEnrollment: boolean;
  companyOwned: boolean;
  /** Index of the person who uses it; null for shared and unassigned devices. */
  owner: number | null;
  assetTag: string | null;
  enrolledAt: number;
  /** Null where the device has not reported, although it may be online. */
  lastSeenAt: number | null;
  bootedAt: number;
  online: boolean;
};
