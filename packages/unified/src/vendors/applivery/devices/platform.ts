import type { DevicePlatform } from "@mdmkit/applivery";
import type { DeviceType, Platform } from "../../../contract/model.ts";
import { lookup, text } from "../../../mapping/values.ts";

/** What is known of a device without its record. */
export type Looks = {
  type: DevicePlatform | undefined;
  model: string | null | undefined;
  os: string | null | undefined;
  osVersionName: string | null | undefined;
};

const FAMILIES: Record<DevicePlatform, Platform | "apple"> = {
  android: "android",
  aosp: "android",
  windows: "windows",
  apple: "apple",
};

/** `apple` is four systems: the model tells which, and the name of the system where it can mean only one. */
export function platformOf({ type, model, os }: Looks): Platform | null | undefined {
  const family = lookup(FAMILIES, type, "unknown");
  if (family !== "apple") return family;
  const name = text(model) ?? "";
  const system = text(os) ?? "";
  if (/\bipad/i.test(name) || /^ipados/i.test(system)) return "ipados";
  if (/\b(iphone|ipod)/i.test(name)) return "ios";
  return /\bi?mac/i.test(name) || /^mac ?os/i.test(system) ? "macos" : "unknown";
}

/** The form factor as far as platform and model tell; a Windows PC with a battery is still no proof of a laptop. */
export function formFactorOf(
  { model, osVersionName }: Looks,
  platform: Platform | null | undefined,
): DeviceType | undefined {
  const name = text(model) ?? "";
  if (platform === "ipados") return "tablet";
  if (platform === "ios" || platform === "android") return "mobile";
  if (platform === "macos") {
    if (/macbook/i.test(name)) return "laptop";
    return /\b(imac|mac ?(mini|pro|studio))/i.test(name) ? "desktop" : "workstation";
  }
  if (platform !== "windows") return platform ? "other" : undefined;
  if (VIRTUAL.test(name)) return "virtual_machine";
  return /server/i.test(text(osVersionName) ?? "") ? "server" : "workstation";
}

const VIRTUAL = /vmware|virtualbox|qemu|kvm|parallels|virtual machine/i;
