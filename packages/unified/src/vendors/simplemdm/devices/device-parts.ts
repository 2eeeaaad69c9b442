import type { DeviceAttributes } from "@mdmkit/simplemdm";
import {
  type Device,
  type Drift,
  type EnrollmentStatus,
  fieldsOf,
  flag,
  idText,
  isMobileApple,
  list,
  number,
  type Platform,
  refTo,
  text,
} from "@mdmkit/unified/vendor";
import type { SimpleMDMDeviceRecord } from "../api/record.ts";
import { ACCOUNT_ID } from "../organizations/organizations.ts";

type Status = NonNullable<DeviceAttributes["status"]>;

/** Both spellings of the last one are in the vendor's documentation. */
export const ENROLLMENT_STATUS: Record<Status, EnrollmentStatus> = {
  enrolled: "enrolled",
  unenrolled: "removed",
  "awaiting enrollment": "pending",
  awaiting_enrollment: "pending",
};

type Part<Name extends keyof Device> = (given: DeviceAttributes, on: Platform, drift?: Drift) => Device[Name];

/** A statement: null is what a device of its kind does not report. */
export function reportedFlag(value: boolean | null | undefined, drift?: Drift): boolean | undefined {
  return flag(value, drift) ?? undefined;
}

/** Apple's data protection is active with a passcode, where files and blocks are encrypted. Of iPhones `filevault_enabled` is false. */
export const diskEncryption: Part<"disk_encryption"> = (attributes, platform, drift) => {
  if (platform === "macos") return reportedFlag(attributes.filevault_enabled, drift);
  if (!isMobileApple(platform) || number(attributes.hardware_encryption_caps, drift) !== 3) return undefined;
  return reportedFlag(attributes.passcode_present, drift);
};

/** Of a Mac, false is not a statement. */
export const activationLock: Part<"activation_lock_enabled"> = (attributes, platform, drift) => {
  const enabled = reportedFlag(attributes.is_activation_lock_enabled, drift);
  return enabled === false && !isMobileApple(platform) ? undefined : enabled;
};

export const lostMode: Part<"lost_mode"> = (attributes, platform, drift) => {
  const enabled = isMobileApple(platform) ? reportedFlag(attributes.lost_mode_enabled, drift) : undefined;
  return enabled === undefined ? undefined : enabled ? "enabled" : "disabled";
};

/** A device of Apple's automated enrollment is the company's; one that a user enrolled is the user's. */
export function enrollmentOf(
  attributes: DeviceAttributes,
  drift?: Drift,
): Pick<Device, "is_corporate_owned" | "enrollment_type"> {
  const byUser = reportedFlag(attributes.user_enrollment, drift);
  const automated = reportedFlag(attributes.is_dep_enrollment, drift);
  if (byUser) return { is_corporate_owned: false, enrollment_type: "user" };
  const isCorporate = (reportedFlag(attributes.dep_enrolled, drift) ?? automated) === true;
  return {
    is_corporate_owned: isCorporate ? true : undefined,
    enrollment_type: automated ? "automated" : automated === false && byUser === false ? "device" : undefined,
  };
}

/** Assignment groups and the device group; absent where one of them could not be read. */
export function tagsOf(device: SimpleMDMDeviceRecord, drift?: Drift): Device["tags"] {
  if (device.assignmentGroups === undefined) return undefined;
  const groups = list(device.assignmentGroups, drift).map((group) => ({
    id: idText(group.id, drift),
    name: text(group.attributes?.name, drift),
  }));
  const own = policyOf(device, drift);
  return own ? [...groups, own] : groups;
}

/** The one device group that a device of an older account is in: a move changes what is installed. */
export function policyOf({ deviceGroup }: SimpleMDMDeviceRecord, drift?: Drift): Device["policy"] {
  return refTo(idText(deviceGroup?.id, drift), text(deviceGroup?.attributes?.name, drift)) ?? undefined;
}

export function organizationOf({ account }: SimpleMDMDeviceRecord, drift?: Drift): Device["organization"] {
  const name = text(account?.attributes?.name, drift);
  return name == null ? undefined : { id: ACCOUNT_ID, name };
}

/** Custom attributes by name. Those that are marked as secret are not read. */
export function customFieldsOf(
  { relationships }: SimpleMDMDeviceRecord,
  drift?: Drift,
): Device["custom_fields"] {
  const values = relationships?.custom_attribute_values?.data;
  if (values == null) return undefined;
  return fieldsOf(
    list(values, drift).map((value) => [
      text(value.id, drift) ?? "",
      text(value.attributes?.value, drift) ?? null,
    ]),
  );
}
