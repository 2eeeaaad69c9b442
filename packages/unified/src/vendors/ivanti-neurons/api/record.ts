import type { Account, DeviceDetails, DevicePolicy, IvantiNeuronsSchemas } from "@mdmkit/ivanti-neurons";

/** What the vendor keeps beside a device, joined to it. Each is absent when it was not read. */
type Joined = {
  /** Name of the device space; details leave it out. */
  deviceSpaceName?: string | null;
  policies?: readonly DevicePolicy[];
  /** Of Windows only, whose serial number no other response has. */
  hardware?: IvantiNeuronsSchemas["HardwareInventory"] | null;
};

/** A device with what belongs to it; this is `remote_data` of a device. Rows of a list lack what only details have. */
export type IvantiNeuronsDeviceRecord = DeviceDetails & Joined;

/** An account; this is `remote_data` of a user. */
export type IvantiNeuronsUserRecord = Account;
