import type { GoogleEmmDevice } from "@mdmkit/jumpcloud";
import { count, type Device, type Drift, flag, list, number, text } from "@mdmkit/unified/vendor";
import type { JumpCloudDevice, SystemInsights } from "../api/record.ts";

type AndroidInformation = NonNullable<GoogleEmmDevice["deviceInformation"]>;

/** The agent's word first, then the MDM's, then the inventory's: the Windows system drive, or any volume elsewhere. */
export function diskEncryption(device: JumpCloudDevice, drift?: Drift): Device["disk_encryption"] {
  const { fde, appleMdmDevice, googleEmmDevice, insights = {} } = device;
  return (
    flag(fde?.active, drift) ??
    flag(appleMdmDevice?.securityInfo?.filevaultEnabled, drift) ??
    flag(googleEmmDevice?.deviceInformation?.deviceStateInfo?.deviceSettings?.isEncrypted, drift) ??
    bitlocker(insights, drift) ??
    volumes(insights, drift)
  );
}

/** osquery: 0 off, 1 on, 2 unknown. */
function bitlocker({ bitlocker_info }: SystemInsights, drift?: Drift): boolean | undefined {
  const drive = list(bitlocker_info, drift).find(
    ({ drive_letter }) => text(drive_letter, drift)?.toUpperCase() === "C:",
  );
  const status = number(drive?.protection_status, drift);
  if (status === 1) return true;
  return status === 0 ? false : undefined;
}

function volumes({ disk_encryption }: SystemInsights, drift?: Drift): boolean | undefined {
  const volumes = list(disk_encryption, drift);
  if (volumes.length === 0) return undefined;
  return volumes.some(({ encrypted }) => number(encrypted, drift) === 1);
}

/** macOS: 0 off, 1 on, 2 blocks all incoming. Windows: the security center's word. */
export function firewallEnabled(insights: SystemInsights, drift?: Drift): Device["firewall_enabled"] {
  const state = number(insights.alf?.[0]?.global_state, drift);
  if (typeof state === "number") return state > 0;
  const word = text(insights.windows_security_center?.[0]?.firewall, drift)?.toLowerCase();
  return word === undefined || word === "error" ? undefined : word === "good";
}

export function isCorporateOwned(device: JumpCloudDevice, drift?: Drift): Device["is_corporate_owned"] {
  const { appleMdmDevice, googleEmmDevice, mdm } = device;
  if (flag(appleMdmDevice?.securityInfo?.isUserEnrollment, drift)) return false;
  if (flag(appleMdmDevice?.depRegistered, drift)) return true;
  const ownership = text(
    googleEmmDevice?.deviceInformation?.emmEnrollmentInfo?.ownership,
    drift,
  )?.toUpperCase();
  if (ownership === "COMPANY_OWNED") return true;
  if (ownership === "PERSONALLY_OWNED") return false;
  if (flag(mdm?.dep, drift)) return true;
  return mdm?.enrollmentType === "user" ? false : undefined;
}

/** Only Android tells: the values are those of Google's Android Management API. */
export function patchStatus({ softwareInfo }: AndroidInformation, drift?: Drift): Device["patch_status"] {
  const status = text(softwareInfo?.systemUpdateInfo?.updateStatus, drift)?.toUpperCase();
  if (!status) return undefined;
  if (status === "UP_TO_DATE") return "up_to_date";
  return status.endsWith("_AVAILABLE") ? "updates_available" : "unknown";
}

/** Apple counts in gigabytes of 10^9 bytes, the others in bytes. */
export function storageTotal(
  { appleMdmDevice, googleEmmDevice, insights = {} }: JumpCloudDevice,
  drift?: Drift,
): Device["storage_total_bytes"] {
  const disk = list(insights.disk_info, drift).find(({ disk_index }) => number(disk_index, drift) === 0);
  return (
    gigabytes(appleMdmDevice?.deviceInformation?.deviceCapacity, drift) ??
    count(googleEmmDevice?.deviceInformation?.memoryInfo?.totalInternalStorage, drift) ??
    count(disk?.disk_size, drift)
  );
}

export function storageAvailable(
  { appleMdmDevice }: JumpCloudDevice,
  drift?: Drift,
): Device["storage_available_bytes"] {
  return gigabytes(appleMdmDevice?.deviceInformation?.availableDeviceCapacity, drift);
}

function gigabytes(value: number | undefined, drift?: Drift): number | undefined {
  const parsed = number(value, drift);
  return typeof parsed === "number" ? (count(Math.round(parsed * 1e9), drift) ?? undefined) : undefined;
}
