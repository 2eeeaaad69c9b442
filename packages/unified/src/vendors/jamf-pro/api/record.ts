import type { Computer, JamfProSchemas, MobileDevice, MobileDeviceDetail, User } from "@mdmkit/jamf-pro";

type OlderGeneral = Pick<JamfProSchemas["ComputerGeneral"], "lastContactTime" | "lastReportedIp">;
type Compliance = JamfProSchemas["DeviceComplianceInformation"];

/**
 * A user; this is `remote_data` of a user. Servers before 11.26 have the properties of the Classic API, whose ids are numbers and
 * whose lists have id and name only.
 */
export type JamfProUserRecord = Omit<User, "id"> &
  Partial<Omit<ClassicUser, keyof User>> & {
    /** Id of the user. */
    id?: string | number;
  };
type ClassicUser = JamfProSchemas["classic_user"];

/** What Jamf Pro keeps beside a device, joined to it. Each is absent when it was not read. */
export type Joined = {
  /** The user whom the device names by user name. */
  ownerUser?: JamfProUserRecord;
  /** One row per compliance vendor; a single device only. */
  compliance?: readonly Compliance[];
};

/** A computer, whichever version of the inventory it came from: v3 and v1 have other dates of contact. */
export type JamfProComputer = Omit<Computer, "general"> & {
  /** The section `general` of the inventory. */
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
export type JamfProDeviceRecord = JamfProComputer | JamfProMobileDevice;

/** An application on a computer, with the properties of the computer's record that identify it and when it was seen. */
export type JamfProComputerApp = Pick<JamfProComputer, "id"> & {
  /** The section `general` of the computer's inventory. */
  general?: Pick<NonNullable<JamfProComputer["general"]>, "platform" | "reportDate"> | null;
  /** The app. */
  application?: JamfProSchemas["ComputerApplicationV3"] | null;
};

/** An application on a mobile device, likewise. */
export type JamfProMobileApp = Pick<MobileDevice, "mobileDeviceId"> & {
  /** Type of the device. */
  deviceType?: MobileDevice["deviceType"];
  /** The section `general` of the device's inventory. */
  general?: Pick<JamfProSchemas["MobileDeviceIosGeneral"], "lastInventoryUpdateDate"> | null;
  /** The section `hardware` of the device's inventory. */
  hardware?: Pick<JamfProSchemas["MobileDeviceHardware"], "model" | "modelIdentifier"> | null;
  /** The app. */
  application?: JamfProSchemas["MobileDeviceApplicationInventoryDetail"] | null;
};

/** An app that the server distributes to mobile devices; a list has a few properties of `general`, and nothing else. */
export type JamfProManagedApp = JamfProSchemas["classic_mobile_device_application"];

/** An app of any kind; this is `remote_data` of an app. */
export type JamfProAppRecord = JamfProComputerApp | JamfProMobileApp | JamfProManagedApp;

/** A group of computers, as the list of all has it. */
export type JamfProComputerGroup = JamfProSchemas["ComputerGroup"];

/** A group of mobile devices, likewise. */
export type JamfProMobileGroup = JamfProSchemas["MobileDeviceGroup"];

/** A group of users, likewise. */
export type JamfProUserGroup = JamfProSchemas["classic_user_group_row"];

/** A group of any kind; this is `remote_data` of a group. */
export type JamfProGroupRecord = JamfProComputerGroup | JamfProMobileGroup | JamfProUserGroup;

/** The criteria of a group, with the kind of its devices and the names of the fields that the customer defined for these. */
export type JamfProCriteriaRecord = Pick<
  JamfProSchemas["classic_computer_group"],
  "id" | "is_smart" | "criteria"
> & {
  kind: "computer" | "mobile" | "user";
  customFields: readonly string[];
};

/** A device in a group, with its kind, which the response says only as a whole. */
export type JamfProMemberRecord = JamfProSchemas["classic_computer_member"] & { kind: "computer" | "mobile" };

export type JamfProUserMember = JamfProSchemas["classic_user_group_member"];

export function isMobileDevice(device: JamfProDeviceRecord): device is JamfProMobileDevice {
  return "deviceType" in device || "mobileDeviceId" in device;
}

export function isMobileGroup(group: JamfProGroupRecord): group is JamfProMobileGroup {
  return "isSmartGroup" in group;
}

export function isUserGroup(group: JamfProGroupRecord): group is JamfProUserGroup {
  return "is_smart" in group;
}
