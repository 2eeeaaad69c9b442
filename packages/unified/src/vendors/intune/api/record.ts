import type {
  DetectedApp,
  DirectoryObject,
  DirectoryUser,
  IntuneSchemas,
  ManagedDevice,
  ManagedDeviceDetails,
  Organization,
  WindowsProtectionState,
} from "@mdmkit/intune";

/** What the service keeps beside a device. Each is absent when it was not read. */
type Joined = {
  /** Properties that beta adds, or that are filled only if they are selected. */
  details?: ManagedDeviceDetails;
  windowsProtectionState?: WindowsProtectionState;
  /** Its primary users, read where the device itself names none. */
  users?: readonly DirectoryUser[];
  /** Groups of the directory that the device is in. */
  groups?: readonly DirectoryObject[];
  organization?: Organization;
};

/** A device with what belongs to it; this is `remote_data` of a device. */
export type IntuneDeviceRecord = ManagedDevice & Joined;

/** A group of the directory; this is `remote_data` of a group. */
export type IntuneGroupRecord = IntuneSchemas["Group"];

/** A device of the directory that is in a group, with the one that Intune manages, if there is one. */
export type IntuneMemberRecord = IntuneDeviceMember | IntuneUserMember;

/** A user in a group. */
export type IntuneUserMember = Pick<IntuneSchemas["User"], "id" | "displayName" | "userPrincipalName"> & {
  memberType: "user";
};

export type IntuneDeviceMember = IntuneSchemas["DirectoryDevice"] & {
  managedDevice?: Pick<ManagedDevice, "id" | "deviceName" | "serialNumber">;
};

/** The device that an app is on, as far as it shows the platform. */
export type AppDevice = Pick<ManagedDevice, "id" | "operatingSystem" | "model">;

/** An app that was found on a device, with the device; this is `remote_data` of an app. */
export type IntuneAppRecord = DetectedApp & {
  /** The device that the app is on. */
  device?: AppDevice;
};
