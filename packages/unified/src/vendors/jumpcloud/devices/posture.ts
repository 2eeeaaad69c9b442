import type { GoogleEmmDevice } from "@mdmkit/jumpcloud";
import type { Device } from "../../../contract/model.ts";
import { count, flag, list, number, text } from "../../../mapping/values.ts";
import type { JumpCloudDevice, SystemInsights } from "../api/record.ts";

type AndroidInformation = NonNullable<GoogleEmmDevice["deviceInformation"]>;

/** The agent's word first, then the MDM's, then the inventory's: the Windows system drive, or any volume elsewhere. */
export function diskEncryption(device: JumpCloudDevice): Device["disk_encryption"] {
  const { fde, appleMdmDevice, googleEmmDevice, insights = {} } = device;
  return (
    flag(fde?.active) ??
    flag(appleMdmDevice?.securityInfo?.filevaultEnabled) ??
    flag(googleEmmDevice?.deviceInformation?.deviceStateInfo?.deviceSettings?.isEncrypted) ??
    bitlocker(insights) ??
    volumes(insights)
  );
}

/** osquery: 0 off, 1 on, 2 unknown. */
function bitlocker({ bitlocker_info }: SystemInsights): boolean | undefined {
  const drive = list(bitlocker_info).find(({ drive_letter }) => text(drive_letter)?.toUpperCase() === "C:");
  if (drive?.protection_status === 1) return true;
  return drive?.protection_status === 0 ? false : undefined;
}

function volumes({ disk_encryption }: SystemInsights): boolean | undefined {
  if (!disk_encryption?.length) return undefined;
  return list(disk_encryption).some(({ encrypted }) => encrypted === 1);
}

/** macOS: 0 off, 1 on, 2 blocks all incoming. Windows: the security center's word. */
export function firewallEnabled({
  alf,
  windows_security_center,
}: SystemInsights): Device["firewall_enabled"] {
  const state = number(alf?.[0]?.global_state);
  if (typeof state === "number") return state > 0;
  const word = text(windows_security_center?.[0]?.firewall)?.toLowerCase();
  return word === undefined || word === "error" ? undefined : word === "good";
}

export function isCorporateOwned(device: JumpCloudDevice): Device["is_corporate_owned"] {
  const { appleMdmDevice, googleEmmDevice, mdm } = device;
  if (appleMdmDevice?.securityInfo?.isUserEnrollment === true) return false;
  if (appleMdmDevice?.depRegistered === true) return true;
  const ownership = text(googleEmmDevice?.deviceInformation?.emmEnrollmentInfo?.ownership)?.toUpperCase();
  if (ownership === "COMPANY_OWNED") return true;
  if (ownership === "PERSONALLY_OWNED") return false;
  if (mdm?.dep === true) return true;
  return mdm?.enrollmentType === "user" ? false : undefined;
}

/** Only Android tells: the values are those of Google's Android Management API. */
export function patchStatus({ softwareInfo }: AndroidInformation): Device["patch_status"] {
  const status = text(softwareInfo?.systemUpdateInfo?.updateStatus)?.toUpperCase();
  if (!status) return undefined;
  if (status === "UP_TO_DATE") return "up_to_date";
  return status.endsWith("_AVAILABLE") ? "updates_available" : "unknown";
}

/** Apple counts in gigabytes of 10^9 bytes, the others in bytes. */
export function storageTotal({
  appleMdmDevice,
  googleEmmDevice,
  insights = {},
}: JumpCloudDevice): Device["storage_total_bytes"] {
  const disk = list(insights.disk_info).find(({ disk_index }) => disk_index === 0);
  return (
    gigabytes(appleMdmDevice?.deviceInformation?.deviceCapacity) ??
    count(googleEmmDevice?.deviceInformation?.memoryInfo?.totalInternalStorage) ??
    count(disk?.disk_size)
  );
}

export function storageAvailable({ appleMdmDevice }: JumpCloudDevice): Device["storage_available_bytes"] {
  return gigabytes(appleMdmDevice?.deviceInformation?.availableDeviceCapacity);
}

function gigabytes(value: number | undefined): number | undefined {
  const parsed = number(value);
  return typeof parsed === "number" ? (count(Math.round(parsed * 1e9)) ?? undefined) : undefined;
}
