import type { JamfProSchemas } from "@mdmkit/jamf-pro";
import { appleModel, type DeviceType, type Drift, lookup, type Platform, text } from "@mdmkit/unified/vendor";
import type { JamfProComputer } from "../api/record.ts";

type BatteryHealth = NonNullable<JamfProSchemas["ComputerHardware"]["batteryHealth"]>;

/** A Mac without a battery says that its health is not supported. */
const BY_BATTERY: Record<BatteryHealth, DeviceType | undefined> = {
  NORMAL: "laptop",
  SERVICE_RECOMMENDED: "laptop",
  NON_GENUINE: "laptop",
  UNSUPPORTED: "desktop",
  UNKNOWN: undefined,
};

/** The model by both of its names, then the battery. A server older than a Mac has its identifier for a name. */
export function formFactorOf({ general, hardware }: JamfProComputer, drift?: Drift): DeviceType {
  const model = appleModel([text(hardware?.model, drift), text(hardware?.modelIdentifier, drift)]);
  const platform = platformOf({ general }, drift);
  const form = model?.type ?? lookup(BY_BATTERY, hardware?.batteryHealth, undefined, drift);
  return form ?? (model || platform === "macos" || platform === "windows" ? "workstation" : "other");
}

/** A map: a computer that somebody wrote by hand can have any text for a platform. */
const PLATFORMS: ReadonlyMap<string, Platform> = new Map([
  ["mac", "macos"],
  ["windows", "windows"],
]);

/** Windows computers exist as records that somebody wrote by hand. */
export function platformOf({ general }: JamfProComputer, drift?: Drift): Platform | null | undefined {
  const platform = text(general?.platform, drift);
  return platform == null ? platform : (PLATFORMS.get(platform.toLowerCase()) ?? "unknown");
}
