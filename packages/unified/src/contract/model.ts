import type { components, operations } from "../generated/schema.ts";

type Schemas = components["schemas"];

/** A managed computer, phone, tablet or server. Value, `null` (none) and absent (the vendor does not provide it) are three different states. */
export type Device = Schemas["Device"];
/** What a device is created from, before it enrolls. */
export type DeviceCreate = Schemas["DeviceCreate"];
/** What can be changed of a device. */
export type DeviceUpdate = Schemas["DeviceUpdate"];
/** What a device is: a laptop, a tablet, a server and so on. */
export type DeviceType = Schemas["DeviceType"];
/** The platform of a device. */
export type Platform = Schemas["Platform"];
/** Whether a device is managed. */
export type EnrollmentStatus = Schemas["EnrollmentStatus"];
/** How a device was enrolled. */
export type EnrollmentType = Schemas["EnrollmentType"];
/** Whether a device is in lost mode. */
export type LostModeStatus = Schemas["LostModeStatus"];
/** Whether updates are missing. */
export type PatchStatus = Schemas["PatchStatus"];

/** A person who uses devices. */
export type User = Schemas["User"];
/** What a user is created from. */
export type UserCreate = Schemas["UserCreate"];
/** What can be changed of a user. */
export type UserUpdate = Schemas["UserUpdate"];

/** Software on one device: a record for each app on each device. */
export type App = Schemas["App"];
/** What an app is installed from. */
export type AppCreate = Schemas["AppCreate"];
/** What can be changed of an app. */
export type AppUpdate = Schemas["AppUpdate"];
/** What kind of identifier an app has. */
export type AppIdType = Schemas["AppIdType"];
/** Whether an app is installed. */
export type AppInstallState = Schemas["AppInstallState"];
/** Desktop or mobile, for vendors whose ids of devices overlap. */
export type AppDeviceType = Schemas["AppDeviceType"];

/** A tenant, site or customer that records belong to. */
export type Organization = Schemas["Organization"];
/** What an organization is created from. */
export type OrganizationCreate = Schemas["OrganizationCreate"];
/** What can be changed of an organization. */
export type OrganizationUpdate = Schemas["OrganizationUpdate"];

/** A group, tag, container or saved search of devices or users. */
export type Group = Schemas["Group"];
/** What a group is created from. */
export type GroupCreate = Schemas["GroupCreate"];
/** What can be changed of a group. */
export type GroupUpdate = Schemas["GroupUpdate"];
/** A device or user in a group. */
export type GroupMember = Schemas["GroupMember"];
/** What became of each device or user that was to be added to a group, or removed. */
export type GroupMembersResult = Schemas["GroupMembersResult"];
/** Whether members are devices or users. */
export type MemberRecordType = Schemas["MemberRecordType"];
/** Another group that a record refers to. */
export type GroupRef = Schemas["GroupRef"];

/** A condition that a device meets or not. */
export type Condition = Schemas["Condition"];
/** A field of devices that conditions can be about. */
export type ConditionField = Schemas["ConditionField"];
/** How a condition compares a value. */
export type ConditionOperator = Schemas["ConditionOperator"];
/** What a condition compares a value with. */
export type ConditionValue = Schemas["ConditionValue"];
/** The criteria that decide who is in a group. */
export type GroupCriteria = Schemas["GroupCriteria"];

/** The criteria of a group after a change. */
export type GroupCriteriaResult = Schemas["GroupCriteriaResult"];

/** One email address of a person. */
export type EmailRef = Schemas["EmailRef"];
/** The person that a device is assigned to. */
export type OwnerRef = Schemas["OwnerRef"];
/** The organization that a record belongs to. */
export type OrganizationRef = Schemas["OrganizationRef"];
/** The policy that applies to a device. */
export type PolicyRef = Schemas["PolicyRef"];
/** A group or tag of a device. */
export type TagRef = Schemas["TagRef"];
/** A text that an administrator left on a device. */
export type Note = Schemas["Note"];

/** What the vendor responded to an action. */
export type ActionResult = Schemas["ActionResult"];
/** Status of a command to a device. */
export type CommandState = Schemas["CommandState"];
/** How far an action is. */
export type ActionStatus = Schemas["ActionStatus"];
/** An action and its inputs, as the gateway takes them. */
export type ActionRequest = Schemas["ActionRequest"];
/** Whether an action needs an input. */
export type InputNeed = Schemas["InputNeed"];
/** What a vendor supports: operations, filters and actions. */
export type Capabilities = Schemas["Capabilities"];
/** Fields that are missing, and why. */
export type ListGap = Schemas["ListGap"];
/** Report of a walk over a list: final after the last record. */
export type ListReport = Schemas["ListReport"];
/** Why a list is not complete. */
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

/** Filters of `users.list`; a vendor supports some of them. Text must match completely, and case matters. */
export type UserFilters = Pick<UserListQuery, "email">;
/** Filters of `apps.list`; a vendor supports some of them. Text must match completely, and case matters. */
export type AppFilters = Pick<
  AppListQuery,
  "device" | "device_type" | "name" | "app_id" | "platform" | "updated_since"
>;
/** Filters of `organizations.list`: there are none. */
export type OrganizationFilters = Record<never, never>;
/** Filters of `groups.list`; a vendor supports some of them. `device` and `user` select the groups that a device or user is in. */
export type GroupFilters = Pick<GroupListQuery, "name" | "membership" | "member_type" | "device" | "user">;
/** What is wrong with a vendor's value. */
export type ListDriftProblem = Schemas["ListDriftProblem"];
