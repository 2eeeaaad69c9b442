import type { GoogleEmmDevice } from "@mdmkit/jumpcloud";
import {
  bytes,
  count,
  type Device,
  type Drift,
  flag,
  list,
  lookup,
  NO_NUMBER,
  number,
  type Platform,
  text,
} from "@mdmkit/unified/vendor";
import type { JumpCloudDeviceRecord, SystemInsights } from "../api/record.ts";

type AndroidInformation = NonNullable<GoogleEmmDevice["deviceInformation"]>;

/**
 * The agent's word first, then the MDM's, then the inventory's: the Windows system drive, or any volume elsewhere. FileVault exists on
 * Macs alone: Apple documents the answer for macOS, so that other devices' false says nothing of their encryption.
 */
export function diskEncryption(
  device: JumpCloudDeviceRecord,
  platform: Platform,
  drift?: Drift,
): Device["disk_encryption"] {
  const { fde, appleMdmDevice, googleEmmDevice, insights = {} } = device;
  return (
    flag(fde?.active, drift) ??
    (platform === "macos" ? flag(appleMdmDevice?.securityInfo?.filevaultEnabled, drift) : undefined) ??
    flag(googleEmmDevice?.deviceInformation?.deviceStateInfo?.deviceSettings?.isEncrypted, drift) ??
    bitlocker(insights, drift) ??
    volumes(insights, drift)
  );
}

function bitlocker({ bitlocker_info }: SystemInsights, drift?: Drift): boolean | undefined {
  const drive = list(bitlocker_info, drift).find(
    ({ drive_letter }) => text(drive_letter, drift)?.toUpperCase() === "C:",
  );
  return isOn(drive?.protection_status, drift);
}

function volumes({ disk_encryption }: SystemInsights, drift?: Drift): boolean | undefined {
  const states = list(disk_encryption, drift).map(({ encrypted }) => isOn(encrypted, drift));
  if (states.includes(true)) return true;
  return states.length > 0 && !states.includes(undefined) ? false : undefined;
}

/** osquery's numbers, some of which arrive as text. */
const SWITCH: Readonly<Record<string, boolean | undefined>> = {
  0: false,
  1: true,
  2: undefined, // BitLocker does not know
  [NO_NUMBER]: undefined,
};

function isOn(value: number | string | null | undefined, drift?: Drift): boolean | undefined {
  const state = number(value, drift);
  return lookup(SWITCH, state == null ? state : String(state), undefined, drift) ?? undefined;
}

/** The security center's words, as osquery writes them. */
const FIREWALL: Readonly<Record<string, boolean | undefined>> = {
  Good: true,
  Poor: false,
  Snoozed: undefined,
  "Not Monitored": undefined,
  Error: undefined,
};

/** macOS: 0 off, 1 on, 2 blocks all incoming. Windows: the security center's word. */
export function firewallEnabled(insights: SystemInsights, drift?: Drift): Device["firewall_enabled"] {
  const state = number(insights.alf?.[0]?.global_state, drift);
  if (typeof state === "number" && state >= 0) return state > 0;
  const word = text(insights.windows_security_center?.[0]?.firewall, drift);
  return lookup(FIREWALL, word, undefined, drift) ?? undefined;
}

export function isCorporateOwned(device: JumpCloudDeviceRecord, drift?: Drift): Device["is_corporate_owned"] {
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

/** Only for Android: the values are those of Google's Android Management API. */
export function patchStatus({ softwareInfo }: AndroidInformation, drift?: Drift): Device["patch_status"] {
  const status = text(softwareInfo?.systemUpdateInfo?.updateStatus, drift)?.toUpperCase();
  if (!status) return undefined;
  if (status === "UP_TO_DATE") return "up_to_date";
  return status.endsWith("_AVAILABLE") ? "updates_available" : "unknown";
}

/** What Apple counts in; the others count in bytes. */
const GIGABYTE = 1e9;

export function storageTotal(
  { appleMdmDevice, googleEmmDevice, insights = {} }: JumpCloudDeviceRecord,
  drift?: Drift,
): Device["storage_total_bytes"] {
  const disk = list(insights.disk_info, drift).find(({ disk_index }) => number(disk_index, drift) === 0);
  return (
    bytes(appleMdmDevice?.deviceInformation?.deviceCapacity, GIGABYTE, drift) ??
    count(googleEmmDevice?.deviceInformation?.memoryInfo?.totalInternalStorage, drift) ??
    count(disk?.disk_size, drift)
  );
}

export function storageAvailable(
  { appleMdmDevice }: JumpCloudDeviceRecord,
  drift?: Drift,
): Device["storage_available_bytes"] {
  return bytes(appleMdmDevice?.deviceInformation?.availableDeviceCapacity, GIGABYTE, drift);
}
