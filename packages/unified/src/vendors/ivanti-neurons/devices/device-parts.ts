import type { DevicePolicy } from "@mdmkit/ivanti-neurons";
import {
  count,
  type Device,
  type Drift,
  type EnrollmentType,
  fieldsOf,
  flag,
  hardwareText,
  imeis,
  isApple,
  list,
  maybeList,
  number,
  type Platform,
  serialNumber,
  text,
  uniqueOfGiven,
} from "@mdmkit/unified/vendor";
import { digits, filledText } from "../api/look-alikes.ts";
import type { IvantiNeuronsDeviceRecord } from "../api/record.ts";
import { emailsOf, fullName, idText, namedRef } from "../api/references.ts";

/** Windows keeps its own in the hardware inventory, which lists leave out: null beside that is no statement. */
export function serialNumberOf(
  device: IvantiNeuronsDeviceRecord,
  platform: OnPlatform,
  drift?: Drift,
): Device["serial_number"] {
  const own = serialNumber(filledText(device.serialNumber, drift), drift);
  if (platform !== "windows") return own;
  const product = device.hardware?.computerSystemProduct;
  return own || serialNumber(filledText(product?.identifyingNumber, drift), drift) || undefined;
}

/** The first processor; all of them are alike. */
export function cpuNameOf({ hardware }: IvantiNeuronsDeviceRecord, drift?: Drift): Device["cpu_name"] {
  const [processor] = list(hardware?.processor, drift);
  return hardwareText(filledText(processor?.name, drift), drift) || undefined;
}

/** The cores of all processors; absent unless every one of them has a number. */
export function cpuCoresOf({ hardware }: IvantiNeuronsDeviceRecord, drift?: Drift): Device["cpu_cores"] {
  const cores = list(hardware?.processor, drift).map((processor) => count(processor.cores, drift));
  const total = cores.reduce<number>((sum, one) => sum + (one ?? Number.NaN), 0);
  return total > 0 ? total : undefined;
}

/** Storage is counted in gigabytes of 10^9 bytes. */
export const GIGABYTE = 1e9;

type OnPlatform = Platform | null | undefined;

/** The person a device belongs to; the names and the address in a device's record are that person's. */
export function ownerOf(device: IvantiNeuronsDeviceRecord, drift?: Drift): Device["owner"] {
  const { ownerId } = device;
  if (ownerId === null || ownerId === undefined) return ownerId;
  return {
    id: idText(device.ownerId, drift),
    name: text(device.displayName, drift) ?? fullName(device, drift),
    emails: emailsOf(filledText(device.emailAddress, drift)),
  };
}

export function organizationOf(device: IvantiNeuronsDeviceRecord, drift?: Drift): Device["organization"] {
  const { dmPartitionId } = device;
  if (dmPartitionId === null || dmPartitionId === undefined) return dmPartitionId;
  return {
    id: idText(device.dmPartitionId, drift),
    name: text(device.dmPartitionName, drift) ?? text(device.deviceSpaceName, drift),
  };
}

/** Attributes are lists of text; one of a single value is that value. The case of their names varies. */
export function customFields(
  { customAttributes }: IvantiNeuronsDeviceRecord,
  drift?: Drift,
): Device["custom_fields"] {
  if (customAttributes === null || customAttributes === undefined) return customAttributes;
  const { attrs } = customAttributes;
  if (typeof attrs !== "object" || attrs === null) {
    if (attrs != null) drift?.note("wrong-type", attrs);
    return undefined;
  }
  return fieldsOf(Object.entries(attrs).map(([name, values]) => [name, single(values)]));
}

const single = (values: unknown): unknown =>
  Array.isArray(values) && values.length === 1 ? values[0] : values;

/** Of the policies in force the one that goes first. */
export function policyOf({ policies }: IvantiNeuronsDeviceRecord, drift?: Drift): Device["policy"] {
  const inForce = maybeList(policies, drift)?.filter(({ enabled }) => flag(enabled, drift) !== false);
  if (!inForce) return undefined;
  const rank = ({ priority }: DevicePolicy) => number(priority, drift) ?? Number.MAX_VALUE;
  const [first] = inForce.sort((one, other) => rank(one) - rank(other));
  return first ? namedRef(first, drift) : null;
}

/** FileVault or BitLocker. Both are false on every other platform, which says nothing. */
export function diskEncryption(
  device: IvantiNeuronsDeviceRecord,
  platform: OnPlatform,
  drift?: Drift,
): Device["disk_encryption"] {
  if (platform === "macos") return flag(device.osxFdeEnabled, drift) ?? undefined;
  return platform === "windows" ? bitLocker(device, drift) : undefined;
}

/** BitLocker's words for a drive that is not encrypted, without separators. */
const DECRYPTED: ReadonlySet<string> = new Set([
  "DECRYPTED",
  "DEVICENOTENCRYPTED",
  "FULLYDECRYPTED",
  "NOTENCRYPTED",
  "UNENCRYPTED",
]);

/** False is also the value where BitLocker does not report, so that it counts only beside a value that means it. */
function bitLocker(device: IvantiNeuronsDeviceRecord, drift?: Drift): boolean | undefined {
  const encrypted = flag(device.windowsEncrypted, drift);
  if (encrypted !== false) return encrypted ?? undefined;
  const word = filledText(device.bitLockerEncryptionStatus, drift);
  if (!word) return undefined;
  if (DECRYPTED.has(word.toUpperCase().replace(/[\s_-]/g, ""))) return false;
  drift?.note("unknown-value", word);
  return undefined;
}

/** Windows always reports 10.0; its build is more specific. */
export function osVersion(
  device: IvantiNeuronsDeviceRecord,
  platform: OnPlatform,
  drift?: Drift,
): Device["os_version"] {
  const build = platform === "windows" ? filledText(device.osBuildVersion, drift) : undefined;
  return build && /^\d+(\.\d+){2,}$/.test(build) ? build : filledText(device.platformVersion, drift);
}

/** The patch level of Android, the edition of Windows. */
export function osVersionExtra(
  device: IvantiNeuronsDeviceRecord,
  platform: OnPlatform,
  drift?: Drift,
): Device["os_version_extra"] {
  if (platform === "android") return filledText(device.androidSecurityPatchLevel, drift);
  return platform === "windows" ? filledText(device.osEdition, drift) : undefined;
}

/** Updates that are there are outstanding. An empty list is no proof, since devices without updates have it too. */
export function patchStatus(device: IvantiNeuronsDeviceRecord): Device["patch_status"] {
  const lists: unknown[] = [device.availableOSUpdates, device.availableMacOSUpdates];
  return lists.some((one) => Array.isArray(one) && one.length > 0) ? "updates_available" : undefined;
}

/** The enrollment types that are known: Apple's, and for Android that the whole device is managed. */
export function enrollmentType(
  device: IvantiNeuronsDeviceRecord,
  platform: OnPlatform,
  drift?: Drift,
): EnrollmentType | undefined {
  if (platform === "android") {
    return flag(device.androidDeviceOwnerModeEnabled, drift) === true ? "device" : undefined;
  }
  if (!isApple(platform)) return undefined;
  if (flag(device.depEnrolled, drift)) return "automated";
  return flag(device.userEnrolled, drift) ? "user" : undefined;
}

export function imeisOf(device: IvantiNeuronsDeviceRecord, drift?: Drift): Device["imeis"] {
  return imeis([
    digits(device.imei, 14, drift),
    digits(device.imei2, 14, drift),
    ...list(device.serviceSubscriptions, drift).map(({ imei }) => digits(imei, 14, drift)),
  ]);
}

export function iccidsOf(device: IvantiNeuronsDeviceRecord, drift?: Drift): Device["iccids"] {
  return uniqueOfGiven([
    digits(device.iccid, 18, drift),
    ...list(device.serviceSubscriptions, drift).map(({ iccid }) => digits(iccid, 18, drift)),
  ]);
}
