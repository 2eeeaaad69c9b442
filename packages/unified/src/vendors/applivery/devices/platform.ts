import type { DevicePlatform } from "@mdmkit/applivery";
import { type DeviceType, type Drift, lookup, type Platform } from "@mdmkit/unified/vendor";
import { devicePlatformOf } from "../api/record.ts";

type Maybe<T> = T | null | undefined;
type Family = Platform | "apple";

const FAMILIES: Record<DevicePlatform, Family> = {
  android: "android",
  aosp: "android",
  windows: "windows",
  apple: "apple",
};

/** Applivery's platform in our words; `apple` is four systems. */
export function familyOf(device: Parameters<typeof devicePlatformOf>[0], drift?: Drift): Maybe<Family> {
  const platform = devicePlatformOf(device);
  return lookup(FAMILIES, device.type ?? platform, "unknown", drift);
}

type System = { family: Maybe<Family>; model: Maybe<string>; os: Maybe<string> };

/** Of Apple's systems the model tells which, and the name of the system where it can mean only one. */
export function platformOf({ family, model, os }: System): Maybe<Platform> {
  if (family !== "apple") return family;
  const name = model ?? "";
  const system = os ?? "";
  if (/\bipad/i.test(name) || /^ipados/i.test(system)) return "ipados";
  if (/\b(iphone|ipod)/i.test(name)) return "ios";
  return /\bi?mac/i.test(name) || /^mac ?os/i.test(system) ? "macos" : "unknown";
}

/** The form factor as far as platform and model tell; a Windows PC with a battery is still no proof of a laptop. */
export function formFactorOf(
  { model, osVersionName }: { model: Maybe<string>; osVersionName: Maybe<string> },
  platform: Maybe<Platform>,
): DeviceType | undefined {
  const name = model ?? "";
  if (platform === "ipados") return "tablet";
  if (platform === "ios" || platform === "android") return "mobile";
  if (platform === "macos") {
    if (/macbook/i.test(name)) return "laptop";
    return /\b(imac|mac ?(mini|pro|studio))/i.test(name) ? "desktop" : "workstation";
  }
  if (platform !== "windows") return platform ? "other" : undefined;
  if (VIRTUAL.test(name)) return "virtual_machine";
  return /server/i.test(osVersionName ?? "") ? "server" : "workstation";
}

const VIRTUAL = /vmware|virtualbox|qemu|kvm|parallels|virtual machine/i;
