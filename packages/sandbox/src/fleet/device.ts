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
  /** Place in the fleet, from 0: the same hardware for every vendor. */
  index: number;
  /** What it runs. */
  platform: Platform;
  /** Its form. */
  chassis: Chassis;
  /** Its product line. */
  model: Model;
  /** The release that it runs. */
  os: OperatingSystem;
  /** Null on many virtual machines; a placeholder where the maker never wrote one. */
  serial: string | null;
  /** Hardware UUID, in upper case. */
  uuid: string;
  /** Null for what has no modem. */
  imei: string | null;
  /** Wired or wireless hardware addresses, lower case with colons. */
  macs: string[];
  /** Blank for phones and tablets. */
  hostname: string;
  /** What its user sees. */
  name: string;
  /** Its addresses, from ranges for private use and documentation. */
  address: {
    /** IPv4 in the local network. */
    local: string;
    /** IPv6, link-local. */
    link: string;
    /** IPv4 as the vendor's server sees it. */
    public: string;
  };
  /** Main memory. */
  memoryBytes: number;
  /** Size of its disk. */
  storageBytes: number;
  /** Free space of its disk. */
  freeBytes: number;
  /** Null where nothing reports it. */
  encrypted: boolean | null;
  /** Null where nothing reports it, as on phones. */
  firewall: boolean | null;
  /** Whether it is supervised, as Apple calls full management. */
  supervised: boolean;
  /** Bought through the maker's enrollment program. */
  automatedEnrollment: boolean;
  /** False for a device that belongs to its user. */
  companyOwned: boolean;
  /** Index of the person who uses it; null for shared and unassigned devices. */
  owner: number | null;
  /** Inventory number of the company; null where none was assigned. */
  assetTag: string | null;
  /** When it was enrolled. */
  enrolledAt: number;
  /** Null where the device has not reported, although it may be online. */
  lastSeenAt: number | null;
  /** When it was started last. */
  bootedAt: number;
  /** Whether it is connected now. */
  online: boolean;
};
