import type {
  ActivationLockStatus,
  CellularStatus,
  Device,
  DeviceDetails,
  DeviceInformation,
  DeviceNote,
  FileVaultStatus,
  FirewallStatus,
  IruSchemas,
  Licensing,
} from "@mdmkit/iru";

/** What the vendor keeps beside a device. Each is absent when it was not read, and where there is none. */
type Joined = {
  /** Rows of Prism. */
  information?: DeviceInformation;
  fileVault?: FileVaultStatus;
  firewall?: FirewallStatus;
  activationLock?: ActivationLockStatus;
  cellular?: CellularStatus;
  /** Read for a single device only. */
  details?: DeviceDetails;
  notes?: readonly DeviceNote[];
  /** The first part of the host, which names the tenant. */
  tenant?: string;
};

/** A device with what belongs to it; this is `remote_data`. */
export type IruDeviceRecord = Device & Joined;

/** A blueprint, and that it is one; this is `remote_data` of a group. */
export type IruBlueprint = IruSchemas["Blueprint"] & { groupKind: "blueprint" };

/** A tag, likewise. */
export type IruTag = IruSchemas["Tag"] & { groupKind: "tag" };

/** A group of either kind. */
export type IruGroupRecord = IruBlueprint | IruTag;

/** The tenant: what its license counts, and its name. */
export type IruTenant = Licensing & { tenant?: string };
