import type { AntivirusStatus, Device, DeviceHealth, NinjaOneSchemas, Volume } from "@mdmkit/ninjaone";

/** What completes a device; absent where it was not read, and where there is none. */
type Joined = {
  health?: DeviceHealth;
  /** Whether the tenant counts vulnerabilities, so that 0 is a count. */
  countsVulnerabilities?: boolean;
  antivirus?: readonly AntivirusStatus[];
  /** Volumes with the status of BitLocker, which those of the device itself lack. */
  bitLockerVolumes?: readonly Volume[];
  customFields?: NonNullable<NinjaOneSchemas["NodeAttributes"]["fields"]>;
};

/** A device with its inventory and what reports say of it; this is `remote_data`. */
export type NinjaOneDeviceRecord = Device & Joined;
