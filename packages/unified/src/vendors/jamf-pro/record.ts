import type { Computer, JamfProSchemas, MobileDevice, MobileDeviceDetail, User } from "@mdmkit/jamf-pro";

type OlderGeneral = Pick<JamfProSchemas["ComputerGeneral"], "lastContactTime" | "lastReportedIp">;
type Compliance = JamfProSchemas["DeviceComplianceInformation"];

/** What Jamf Pro keeps beside a device, joined to it. Each is absent when it was not read. */
export type Joined = {
  /** The user whom the device names by user name. */
  ownerUser?: User;
  /** One row per compliance vendor; a single device only. */
  compliance?: readonly Compliance[];
};

/** A computer, whichever version of the inventory it came from: v3 and v1 have other dates of contact. */
export type JamfProComputer = Omit<Computer, "general"> & {
  general?: (NonNullable<Computer["general"]> & OlderGeneral) | null;
} & Joined;

/** A mobile device as the list of details has it. */
export type JamfProMobileDevice = MobileDevice &
  Joined & {
    /** Name of the site that `general.siteId` means. */
    siteName?: string | null;
    /** From the single read; the list has no such date. */
    initialEntryTimestamp?: MobileDeviceDetail["initialEntryTimestamp"];
  };

/** A device of either kind with what belongs to it; this is `remote_data` of a device. */
export type JamfProDevice = JamfProComputer | JamfProMobileDevice;

export function isMobileDevice(device: JamfProDevice): device is JamfProMobileDevice {
  return "deviceType" in device || "mobileDeviceId" in device;
}
