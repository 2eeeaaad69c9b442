import type { components, operations } from "../generated/schema.ts";

type Schemas = components["schemas"];

/** A managed computer, phone, tablet or server. Value, `null` (none) and absent (the vendor does not provide it) are three different states. */
export type Device = Schemas["Device"];
export type DeviceCreate = Schemas["DeviceCreate"];
export type DeviceUpdate = Schemas["DeviceUpdate"];
export type DeviceType = Schemas["DeviceType"];
export type Platform = Schemas["Platform"];
export type EnrollmentStatus = Schemas["EnrollmentStatus"];
export type EnrollmentType = Schemas["EnrollmentType"];
export type LostModeStatus = Schemas["LostModeStatus"];
export type PatchStatus = Schemas["PatchStatus"];

/** A person who uses devices. */
export type User = Schemas["User"];
export type UserCreate = Schemas["UserCreate"];
export type UserUpdate = Schemas["UserUpdate"];

/** Software on one device: a record for each app on each device. */
export type App = Schemas["App"];
export type AppCreate = Schemas["AppCreate"];
export type AppUpdate = Schemas["AppUpdate"];
export type AppIdType = Schemas["AppIdType"];
export type AppInstallState = Schemas["AppInstallState"];
export type AppDeviceType = Schemas["AppDeviceType"];

/** A tenant, site or customer that records belong to. */
export type Organization = Schemas["Organization"];
export type OrganizationCreate = Schemas["OrganizationCreate"];
export type OrganizationUpdate = Schemas["OrganizationUpdate"];

/** A group, tag, container or saved search of devices or users. */
export type Group = Schemas["Group"];
/** A device or user in a group. */
export type GroupMember = Schemas["GroupMember"];
/** Another group that a record refers to. */
export type GroupRef = Schemas["GroupRef"];

export type EmailRef = Schemas["EmailRef"];
export type OwnerRef = Schemas["OwnerRef"];
export type OrganizationRef = Schemas["OrganizationRef"];
export type PolicyRef = Schemas["PolicyRef"];
export type TagRef = Schemas["TagRef"];
export type Note = Schemas["Note"];

export type ActionResult = Schemas["ActionResult"];
/** Status of a command to a device. */
export type CommandState = Schemas["CommandState"];
export type ActionStatus = Schemas["ActionStatus"];
export type ActionRequest = Schemas["ActionRequest"];
export type InputNeed = Schemas["InputNeed"];
export type Capabilities = Schemas["Capabilities"];
export type ListGap = Schemas["ListGap"];
/** Report of a walk over a list: final after the last record. */
export type ListReport = Schemas["ListReport"];
export type IncompleteReason = Schemas["ListReportReason"];

type GroupListQuery = NonNullable<operations["listGroups"]["parameters"]["query"]>;
type DeviceListQuery = operations["listDevices"]["parameters"]["query"];
type UserListQuery = NonNullable<operations["listUsers"]["parameters"]["query"]>;
type AppListQuery = NonNullable<operations["listApps"]["parameters"]["query"]>;

/** Filters of `devices.list`; a vendor supports some of them. Text must match completely, and case matters. */
export type DeviceFilters = Pick<
  DeviceListQuery,
  | "name"
  | "type"
  | "model"
  | "os_version"
  | "platform"
  | "serial_number"
  | "tags"
  | "owner"
  | "policy"
  | "organization"
  | "updated_since"
>;

export type UserFilters = Pick<UserListQuery, "email">;
export type AppFilters = Pick<
  AppListQuery,
  "device" | "device_type" | "name" | "app_id" | "platform" | "updated_since"
>;
export type OrganizationFilters = Record<never, never>;
/** Filters of `groups.list`; a vendor supports some of them. `device` selects the groups that a device is in. */
export type GroupFilters = Pick<GroupListQuery, "name" | "membership" | "device">;
export type ListDriftProblem = Schemas["ListDriftProblem"];
