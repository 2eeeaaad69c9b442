import type { AntivirusStatus } from "@mdmkit/ninjaone";
import { count, type Device, type Drift, list, lookup, number, text } from "@mdmkit/unified/vendor";
import type { NinjaOneDeviceRecord } from "../api/record.ts";
import { millisecondsOf } from "../api/times.ts";
import { systemVolumeOf } from "./device-parts.ts";
import { isAgent, isMac, isWindows } from "./platform.ts";

type EdrStatus = NonNullable<Device["edr_status"]>;

/** What the report has where no product is installed. */
const NO_PRODUCT = "NONE";
/** A row this much older than the last contact of its device says nothing of today. */
const STALE_MILLISECONDS = 15 * 86_400_000;

/** Rows of products, and whether any row is recent. Undefined where nothing was collected. */
function productsOf(device: NinjaOneDeviceRecord, drift?: Drift) {
  const rows = list(device.antivirus, drift).filter((row) => text(row.productName, drift));
  if (rows.length === 0) return undefined;
  const contact = millisecondsOf(Number(device.lastContact));
  const isRecent = (row: AntivirusStatus) =>
    !(millisecondsOf(number(row.timestamp, drift) ?? 0) < contact - STALE_MILLISECONDS);
  const recent = rows.filter(isRecent);
  return {
    products: recent.filter((row) => text(row.productName, drift) !== NO_PRODUCT),
    isStale: recent.length === 0,
  };
}

/** NinjaOne reports antivirus products; a product that was there weeks ago may be gone. */
export function edrInstalled(device: NinjaOneDeviceRecord, drift?: Drift): boolean | undefined {
  const found = productsOf(device, drift);
  return found && !found.isStale ? found.products.length > 0 : undefined;
}

/** The best of several products counts: Windows turns its own one off beside another. */
export function edrStatus(device: NinjaOneDeviceRecord, drift?: Drift): Device["edr_status"] {
  const found = productsOf(device, drift);
  if (!found) return undefined;
  if (found.isStale) return "unknown";
  const states = found.products.map((row) => statusOf(row, device, drift));
  if (states.length === 0) return undefined;
  return RANKS.find((status) => states.includes(status)) ?? "unknown";
}

const RANKS: readonly EdrStatus[] = ["healthy", "degraded", "unhealthy"];

/** The state of a product of another maker cannot be read on a Mac, so only ON is a statement there. */
function statusOf(row: AntivirusStatus, device: NinjaOneDeviceRecord, drift?: Drift): EdrStatus {
  const state = text(row.productState, drift)?.toUpperCase();
  if (state === "OFF") return isMac(device) ? "unknown" : "unhealthy";
  if (state !== "ON") return "unknown";
  return text(row.definitionStatus, drift)?.toUpperCase() === "OUT_OF_DATE" ? "degraded" : "healthy";
}

/** Patches of the system that are pending or have failed. Before its first contact a device has counted nothing. */
export function patchStatus(device: NinjaOneDeviceRecord, drift?: Drift): Device["patch_status"] {
  const pending = count(device.health?.pendingOSPatchesCount, drift);
  const failed = count(device.health?.failedOSPatchesCount, drift);
  if (pending == null || !isAgent(device) || !device.lastContact) return undefined;
  return pending + (failed ?? 0) > 0 ? "updates_available" : "up_to_date";
}

/** A count; 0 only where the tenant counts vulnerabilities. */
export function vulnerabilityCount(
  counted: number | null | undefined,
  device: NinjaOneDeviceRecord,
): number | null | undefined {
  if (counted === 0 && !device.countsVulnerabilities) return undefined;
  return counted;
}

type BitLocker = NonNullable<
  NonNullable<NinjaOneDeviceRecord["bitLockerVolumes"]>[number]["bitLockerStatus"]
>;

const IS_PROTECTED: Record<NonNullable<BitLocker["protectionStatus"]>, boolean | undefined> = {
  PROTECTED: true,
  UNPROTECTED: false,
  UNKNOWN: undefined,
  PENDING: false,
};

const IS_ENCRYPTED: Record<NonNullable<BitLocker["conversionStatus"]>, boolean | undefined> = {
  FULLY_ENCRYPTED: true,
  FULLY_DECRYPTED: false,
  ENCRYPTION_IN_PROGRESS: false,
  DECRYPTION_IN_PROGRESS: false,
  ENCRYPTION_PAUSED: false,
  DECRYPTION_PAUSED: false,
  UNKNOWN: undefined,
};

/** Whether the volume that Windows is on is encrypted and protected. Of FileVault and LUKS nothing is reported. */
export function diskEncryption(device: NinjaOneDeviceRecord, drift?: Drift): boolean | undefined {
  if (!isWindows(device)) return undefined;
  const status = systemVolumeOf(device.bitLockerVolumes, drift)?.bitLockerStatus;
  const isProtected = lookup(IS_PROTECTED, status?.protectionStatus, undefined, drift);
  const isEncrypted = lookup(IS_ENCRYPTED, status?.conversionStatus, undefined, drift);
  if (isProtected === false || isEncrypted === false) return false;
  return isProtected && isEncrypted ? true : undefined;
}
