import type { Account, AssignmentGroup, Device, DeviceGroup, InstalledApp } from "@mdmkit/simplemdm";

/** A group without the ids of all its devices. */
export type NamedGroup = Pick<AssignmentGroup, "id" | "attributes">;

/** A group of either kind; this is `remote_data` of a group. */
export type SimpleMDMGroupRecord = {
  /** Unique among groups of its kind. */
  id: number;
  /** The kind: `assignment_group` or `device_group`. */
  type?: string;
  /** Its name, and what it assigns. */
  attributes: AssignmentGroup["attributes"];
};

/** What belongs to a device. Each is absent when it was not read. */
type Joined = {
  /** The assignment groups that the device is in. */
  assignmentGroups?: readonly NamedGroup[];
  deviceGroup?: Pick<DeviceGroup, "id" | "attributes">;
  account?: Account;
};

/** A device with what belongs to it; this is `remote_data` of a device. */
export type SimpleMDMDeviceRecord = Device & Joined;

/** The device that an app is on, as far as it shows the platform. */
export type AppDevice = Pick<Device, "id" | "attributes">;

/** An app that was found on a device, with the device; this is `remote_data` of an app. */
export type SimpleMDMAppRecord = InstalledApp & {
  /** The device that the app is on. */
  device?: AppDevice;
};
