import type { ManagedDevice, WindowsProtectionState } from "@mdmkit/intune";
import { type Device, type Drift, flag, lookup } from "@mdmkit/unified/vendor";
import type { IntuneDeviceRecord } from "../api/record.ts";

type ThreatState = NonNullable<ManagedDevice["partnerReportedThreatState"]>;
type HealthState = NonNullable<WindowsProtectionState["deviceState"]>;
type EdrStatus = Device["edr_status"];

const STATUS_BY_PARTNER: Record<ThreatState, EdrStatus> = {
  activated: "healthy",
  secured: "healthy",
  lowSeverity: "degraded",
  mediumSeverity: "degraded",
  misconfigured: "degraded",
  highSeverity: "unhealthy",
  compromised: "unhealthy",
  unresponsive: "unhealthy",
  deactivated: "unhealthy",
  unknown: undefined,
};

const INSTALLED_BY_PARTNER: Record<ThreatState, boolean | undefined> = {
  activated: true,
  secured: true,
  lowSeverity: true,
  mediumSeverity: true,
  misconfigured: true,
  highSeverity: true,
  compromised: true,
  unresponsive: true,
  deactivated: undefined, // the agent may still be there
  unknown: undefined,
};

const STATUS_BY_DEFENDER: Record<HealthState, EdrStatus> = {
  clean: "healthy",
  fullScanPending: "degraded",
  rebootPending: "degraded",
  manualStepsPending: "degraded",
  offlineScanPending: "degraded",
  critical: "unhealthy",
};

/** By the threat defense partner that is connected, or else by Defender, which is off beside the product of another maker. */
export function edrInstalled(device: IntuneDeviceRecord, drift?: Drift): Device["edr_installed"] {
  const byPartner = lookup(INSTALLED_BY_PARTNER, device.partnerReportedThreatState, undefined, drift);
  return byPartner ?? (isDefenderOn(device, drift) || undefined);
}

/** What the partner says of the device, or else Defender. */
export function edrStatus(device: IntuneDeviceRecord, drift?: Drift): EdrStatus {
  const byPartner = lookup(STATUS_BY_PARTNER, device.partnerReportedThreatState, "unknown", drift);
  const protection = device.windowsProtectionState;
  const isWatching = flag(protection?.realTimeProtectionEnabled, drift);
  const isOutdated = flag(protection?.signatureUpdateOverdue, drift);
  const state = lookup(STATUS_BY_DEFENDER, protection?.deviceState, "unknown", drift) ?? undefined;
  if (byPartner != null || !isDefenderOn(device, drift)) return byPartner;
  if (isWatching === false) return "unhealthy";
  return state === "healthy" && isOutdated ? "degraded" : state;
}

function isDefenderOn({ windowsProtectionState }: IntuneDeviceRecord, drift?: Drift): boolean {
  return flag(windowsProtectionState?.malwareProtectionEnabled, drift) === true;
}
