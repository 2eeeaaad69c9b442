import { type DeviceType, type Drift, type Platform, text } from "@mdmkit/unified/vendor";
import type { JamfProComputer } from "../api/record.ts";

/** Newer Macs say `Mac14,2` whatever their form, so the model's name goes first. */
export function formFactorOf({ hardware }: JamfProComputer, drift?: Drift): DeviceType {
  const model = text(hardware?.model, drift) ?? "";
  const identifier = text(hardware?.modelIdentifier, drift) ?? "";
  const both = `${model} ${identifier}`;
  if (/vmware|virtual|parallels|qemu/i.test(both)) return "virtual_machine";
  if (/book/i.test(both)) return "laptop";
  if (/xserve|server/i.test(both)) return "server";
  return /mac/i.test(both) ? "desktop" : "other";
}

const PLATFORMS: Readonly<Record<string, Platform>> = { mac: "macos", windows: "windows" };

/** Windows computers exist as records that somebody wrote by hand. */
export function platformOf({ general }: JamfProComputer, drift?: Drift): Platform | null | undefined {
  const platform = text(general?.platform, drift);
  return platform == null ? platform : (PLATFORMS[platform.toLowerCase()] ?? "unknown");
}
