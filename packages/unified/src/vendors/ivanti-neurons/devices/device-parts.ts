import type { DevicePolicy } from "@mdmkit/ivanti-neurons";
import type { Device, EnrollmentType, Platform } from "../../../contract/model.ts";
import { fieldsOf, list, number, text, unique } from "../../../mapping/values.ts";
import { digits, said } from "../api/look-alikes.ts";
import type { IvantiNeuronsDevice } from "../api/record.ts";
import { emailsOf, idText, namedRef } from "../api/references.ts";
import { isApple } from "./platform.ts";

type OnPlatform = Platform | null | undefined;

/** The person a device belongs to; the names and the address in a device's record are that person's. */
export function ownerOf(device: IvantiNeuronsDevice): Device["owner"] {
  const { ownerId, displayName, firstName, lastName, emailAddress } = device;
  if (ownerId === null || ownerId === undefined) return ownerId;
  return {
    id: idText(ownerId),
    name: text(displayName) ?? fullName(firstName, lastName),
    emails: emailsOf(said(emailAddress)),
  };
}

function fullName(...names: readonly (string | null | undefined)[]): string | undefined {
  return names.map(text).filter(Boolean).join(" ") || undefined;
}

export function organizationOf(device: IvantiNeuronsDevice): Device["organization"] {
  const { dmPartitionId: id, dmPartitionName, deviceSpaceName } = device;
  if (id === null || id === undefined) return id;
  return namedRef({ id, name: text(dmPartitionName) ?? deviceSpaceName });
}

/** Attributes are lists of text; one of a single value is that value. The case of their names varies. */
export function customFields({ customAttributes }: IvantiNeuronsDevice): Device["custom_fields"] {
  if (customAttributes === null || customAttributes === undefined) return customAttributes;
  const { attrs } = customAttributes;
  if (typeof attrs !== "object" || attrs === null) return undefined;
  return fieldsOf(Object.entries(attrs).map(([name, values]) => [name, single(values)]));
}

const single = (values: unknown): unknown =>
  Array.isArray(values) && values.length === 1 ? values[0] : values;

/** Of the policies in force the one that goes first. */
export function policyOf({ policies }: IvantiNeuronsDevice): Device["policy"] {
  if (!policies) return undefined;
  const rank = ({ priority }: DevicePolicy) => (typeof priority === "number" ? priority : Number.MAX_VALUE);
  const enabled = list(policies).filter(({ enabled }) => enabled !== false);
  const [first] = [...enabled].sort((one, other) => rank(one) - rank(other));
  return first ? namedRef(first) : null;
}

/** FileVault or BitLocker. Both are false on every other platform, which says nothing. */
export function diskEncryption(device: IvantiNeuronsDevice, platform: OnPlatform): Device["disk_encryption"] {
  const encrypted = platform === "macos" ? device.osxFdeEnabled : device.windowsEncrypted;
  return (platform === "macos" || platform === "windows") && typeof encrypted === "boolean"
    ? encrypted
    : undefined;
}

/** Windows says 10.0 whatever it is; its build tells more. */
export function osVersion(device: IvantiNeuronsDevice, platform: OnPlatform): Device["os_version"] {
  const build = platform === "windows" ? said(device.osBuildVersion) : undefined;
  return build && /^\d+(\.\d+){2,}$/.test(build) ? build : said(device.platformVersion);
}

/** The patch level of Android, the edition of Windows. */
export function osVersionExtra(
  device: IvantiNeuronsDevice,
  platform: OnPlatform,
): Device["os_version_extra"] {
  if (platform === "android") return said(device.androidSecurityPatchLevel);
  return platform === "windows" ? said(device.osEdition) : undefined;
}

/** Updates that are there are outstanding; an empty list is no proof, since devices without updates have it too. */
export function patchStatus(device: IvantiNeuronsDevice): Device["patch_status"] {
  const { availableOSUpdates, availableMacOSUpdates } = device;
  if (availableOSUpdates === undefined) return undefined;
  const lists: unknown[] = [availableOSUpdates, availableMacOSUpdates];
  return lists.some((one) => Array.isArray(one) && one.length > 0) ? "updates_available" : "unknown";
}

/** Apple's ways in; for Android only that the whole device is managed. */
export function enrollmentType(
  device: IvantiNeuronsDevice,
  platform: OnPlatform,
): EnrollmentType | undefined {
  const { depEnrolled, userEnrolled, androidDeviceOwnerModeEnabled } = device;
  if (platform === "android") return androidDeviceOwnerModeEnabled === true ? "device" : undefined;
  if (!isApple(platform)) return undefined;
  if (depEnrolled === true) return "automated";
  if (userEnrolled === true) return "user";
  return depEnrolled === false && userEnrolled === false ? "device" : undefined;
}

export function imeisOf(device: IvantiNeuronsDevice): Device["imeis"] {
  const { imei, imei2, serviceSubscriptions } = device;
  if (imei === undefined && imei2 === undefined) return undefined;
  return identifiers([imei, imei2, ...list(serviceSubscriptions).map((slot) => slot.imei)], 14);
}

export function iccidsOf({ iccid, serviceSubscriptions }: IvantiNeuronsDevice): Device["iccids"] {
  if (iccid === undefined) return undefined;
  return identifiers([iccid, ...list(serviceSubscriptions).map((slot) => slot.iccid)], 18);
}

function identifiers(values: readonly (string | null | undefined)[], least: number): string[] {
  return unique(values.map((value) => digits(value, least)));
}

/** Decimal gigabytes as bytes. A total of none is Windows' way to say nothing. */
export function bytes(gigabytes: number | null | undefined): number | null | undefined {
  const parsed = number(gigabytes);
  if (typeof parsed !== "number") return parsed;
  const whole = Math.round(parsed * 1e9);
  return whole > 0 && Number.isSafeInteger(whole) ? whole : undefined;
}
