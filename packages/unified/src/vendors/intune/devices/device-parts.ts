import type { DirectoryUser, ManagedDevice } from "@mdmkit/intune";
import {
  type Device,
  type Drift,
  type EnrollmentStatus,
  type EnrollmentType,
  flag,
  isApple,
  isMobileApple,
  list,
  lookup,
  type Platform,
  primaryEmail,
  refTo,
  text,
} from "@mdmkit/unified/vendor";
import type { IntuneDeviceRecord } from "../api/record.ts";
import { addressIn } from "../users/map-user.ts";

type Word<Name extends keyof ManagedDevice> = NonNullable<ManagedDevice[Name]> & string;

export const IS_CORPORATE_OWNED: Record<Word<"managedDeviceOwnerType">, boolean | undefined> = {
  company: true,
  personal: false,
  unknown: undefined,
  unknownFutureValue: undefined,
};

/** Exchange and Configuration Manager by themselves are no management of the device by Intune. */
export const MDM_ENABLED: Record<Word<"managementAgent">, boolean | undefined> = {
  mdm: true,
  easMdm: true,
  intuneClient: true,
  easIntuneClient: true,
  configurationManagerClientMdm: true,
  configurationManagerClientMdmEas: true,
  jamf: true,
  googleCloudDevicePolicyController: true,
  microsoft365ManagedMdm: true,
  eas: false,
  configurationManagerClient: false,
  msSense: false,
  unknown: undefined,
};

/** A device that is being wiped or retired is enrolled until that was issued. */
export const ENROLLMENT_STATUS: Record<Word<"managementState">, EnrollmentStatus> = {
  managed: "enrolled",
  unhealthy: "enrolled",
  retirePending: "enrolled",
  retireFailed: "enrolled",
  retireCanceled: "enrolled",
  wipePending: "enrolled",
  wipeFailed: "enrolled",
  wipeCanceled: "enrolled",
  retireIssued: "removed",
  wipeIssued: "removed",
  deletePending: "removed",
  discovered: "pending",
  unknownFutureValue: "unknown",
};

/** `unknownFutureValue` stands for a word that is newer than the request. */
export const ENROLLMENT_TYPE: Record<Word<"deviceEnrollmentType">, EnrollmentType> = {
  appleBulkWithUser: "automated",
  appleBulkWithoutUser: "automated",
  windowsAutoEnrollment: "automated",
  deviceEnrollmentManager: "device",
  userEnrollment: "user",
  appleUserEnrollment: "user",
  appleUserEnrollmentWithServiceAccount: "user",
  windowsAzureADJoin: "unknown",
  windowsBulkUserless: "unknown",
  windowsBulkAzureDomainJoin: "unknown",
  windowsCoManagement: "unknown",
  windowsAzureADJoinUsingDeviceAuth: "unknown",
  unknown: "unknown",
  unknownFutureValue: "unknown",
};

/** Registration in the directory is no approval, but these two are statements about one. */
export const APPROVAL_STATUS: Record<Word<"deviceRegistrationState">, Device["approval_status"]> = {
  approvalPending: "pending",
  revoked: "rejected",
  registered: undefined,
  notRegistered: undefined,
  keyConflict: undefined,
  certificateReset: undefined,
  notRegisteredPendingEnrollment: undefined,
  unknown: undefined,
};

/** Within its grace period a device still counts as compliant. */
export const COMPLIANCE_STATUS: Record<Word<"complianceState">, Device["compliance_status"]> = {
  compliant: "compliant",
  inGracePeriod: "compliant",
  noncompliant: "non_compliant",
  conflict: "non_compliant",
  error: "non_compliant",
  configManager: "unknown",
  unknown: "unknown",
};

export const IS_JAILBROKEN: Record<string, boolean | undefined> = { True: true, False: false };

/** Enrollments of devices that are meant to have no user. */
const USERLESS: Record<Word<"deviceEnrollmentType">, boolean> = {
  appleBulkWithoutUser: true,
  windowsBulkUserless: true,
  appleBulkWithUser: false,
  windowsAutoEnrollment: false,
  deviceEnrollmentManager: false,
  userEnrollment: false,
  appleUserEnrollment: false,
  appleUserEnrollmentWithServiceAccount: false,
  windowsAzureADJoin: false,
  windowsBulkAzureDomainJoin: false,
  windowsCoManagement: false,
  windowsAzureADJoinUsingDeviceAuth: false,
  unknown: false,
  unknownFutureValue: false,
};

/** The primary user. Where the device names none, its own users were read, or it surely has none by its enrollment. */
export function ownerOf(device: IntuneDeviceRecord, drift?: Drift): Device["owner"] {
  const id = text(device.userId, drift);
  const email = text(device.emailAddress, drift) || addressIn(text(device.userPrincipalName, drift));
  const isUserless = lookup(USERLESS, device.deviceEnrollmentType, false, drift);
  const listed = device.users && userIn(list(device.users, drift), drift);
  if (!id && !email) return listed === undefined && isUserless ? null : listed;
  return {
    id: id || undefined,
    name: text(device.userDisplayName, drift),
    emails: primaryEmail(email),
  };
}

function userIn([user]: readonly DirectoryUser[], drift?: Drift): Device["owner"] {
  const id = text(user?.id, drift);
  const name = text(user?.displayName, drift);
  const email = text(user?.mail, drift) || addressIn(text(user?.userPrincipalName, drift));
  return id ? { id, name, emails: primaryEmail(email) } : null;
}

export function organizationOf({ organization }: IntuneDeviceRecord, drift?: Drift): Device["organization"] {
  return refTo(text(organization?.id, drift), text(organization?.displayName, drift)) ?? undefined;
}

/** Groups, and the category, of which only the name is known. */
export function tagsOf(device: IntuneDeviceRecord, drift?: Drift): Device["tags"] {
  if (device.groups === undefined) return undefined;
  const category = text(device.deviceCategoryDisplayName, drift);
  return [
    ...list(device.groups, drift).map((group) => ({
      id: text(group.id, drift),
      // Null is what the service has for a group that the app may not read.
      name: text(group.displayName, drift) ?? undefined,
    })),
    ...(category ? [{ name: category }] : []),
  ];
}

/** A device has one note, which has no id of its own. */
export function notesOf(device: IntuneDeviceRecord, drift?: Drift): Device["notes"] {
  const content = text(device.details?.notes, drift);
  return content ? [{ id: text(device.id, drift) ?? "", content }] : undefined;
}

/** Windows writes its build into the version, and a Mac puts it behind it, in brackets. */
export function versionOf(device: IntuneDeviceRecord, platform: Platform, drift?: Drift) {
  const whole = text(device.osVersion, drift);
  const [, macVersion, macBuild] = /^(\S+) \(([^()]+)\)$/.exec(whole ?? "") ?? [];
  if (macVersion) return { version: macVersion, build: macBuild };
  const [, windowsBuild] = /^\d+\.\d+\.(\d+(?:\.\d+)?)$/.exec(whole ?? "") ?? [];
  return { version: whole, build: platform === "windows" ? windowsBuild : undefined };
}

/** Platforms of which the service learns whether they are encrypted: of the others false is only the default. */
const REPORTS_ENCRYPTION: readonly Platform[] = ["windows", "macos", "ios", "ipados"];

type Kind = { platform: Platform; mdmEnabled: Device["mdm_enabled"] };

/** Of a device that Intune itself does not manage there is no inventory, and what is false is a default. */
const hasInventory = ({ mdmEnabled }: Kind): boolean => mdmEnabled !== false;

export function diskEncryption(
  device: IntuneDeviceRecord,
  kind: Kind,
  drift?: Drift,
): Device["disk_encryption"] {
  const isEncrypted = flag(device.isEncrypted, drift);
  const isReported = REPORTS_ENCRYPTION.includes(kind.platform) && hasInventory(kind);
  return isEncrypted || isReported ? isEncrypted : undefined;
}

/** Apple's devices only; of others false is the default. */
export function isSupervised(device: IntuneDeviceRecord, kind: Kind, drift?: Drift): Device["is_supervised"] {
  if (!isApple(kind.platform)) return undefined;
  const supervised = flag(device.isSupervised, drift);
  return supervised || hasInventory(kind) ? supervised : undefined;
}

/** Some numbers are masked up to their last digits, which is no number to call. */
export function phoneNumberOf({ phoneNumber }: IntuneDeviceRecord, drift?: Drift): Device["phone_number"] {
  const written = text(phoneNumber, drift);
  return written?.includes("*") ? undefined : written;
}

/** Only Apple's phones and tablets have a lost mode; `disabled` of others is the default. */
export function lostMode(
  { details }: IntuneDeviceRecord,
  platform: Platform,
  drift?: Drift,
): Device["lost_mode"] {
  if (!isMobileApple(platform)) return undefined;
  return lookup(
    { enabled: "enabled", disabled: "disabled" } as const,
    details?.lostModeState,
    "unknown",
    drift,
  );
}
