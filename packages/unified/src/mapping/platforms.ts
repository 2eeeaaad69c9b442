import type { DeviceType, Platform } from "../contract/model.ts";

type Maybe<T> = T | null | undefined;

/** iPhones and iPads. */
export const MOBILE_APPLE = ["ios", "ipados"] as const satisfies readonly Platform[];
/** Macs, iPhones and iPads. */
export const APPLE = ["macos", ...MOBILE_APPLE] as const satisfies readonly Platform[];

/** Whether a device is an iPhone or iPad. */
export const isMobileApple = (platform: Maybe<Platform>): boolean =>
  platform === "ios" || platform === "ipados";

/** Whether a device is a Mac, iPhone or iPad. */
export const isApple = (platform: Maybe<Platform>): boolean =>
  platform === "macos" || isMobileApple(platform);

/** The form factor as far as the platform shows it, for devices of which nothing else does. */
export function usualFormFactor(platform: Platform): DeviceType {
  if (platform === "ipados") return "tablet";
  if (platform === "ios" || platform === "android") return "mobile";
  return platform === "unknown" ? "other" : "workstation";
}
