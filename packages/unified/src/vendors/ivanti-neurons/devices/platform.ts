import type { IvantiNeuronsSchemas } from "@mdmkit/ivanti-neurons";
import { type DeviceType, type Drift, lookup, type Platform, text } from "@mdmkit/unified/vendor";
import type { IvantiNeuronsDevice } from "../api/record.ts";

type PlatformType = NonNullable<IvantiNeuronsSchemas["PlatformType"]>;

/** Windows PCs still go by the name of the phone. */
const PLATFORM: Record<PlatformType, Platform> = {
  ANDROID: "android",
  IOS: "ios",
  OSX: "macos",
  WINDOWS_PHONE: "windows",
  OTHER: "unknown",
};

/** The `platformType` that all devices of a platform have; that of iPhones is that of iPads too. */
export const PLATFORM_TYPE: Partial<Record<Platform, PlatformType>> = {
  android: "ANDROID",
  ios: "IOS",
  ipados: "IOS",
  macos: "OSX",
  windows: "WINDOWS_PHONE",
};

/** iPads and Apple TVs say IOS; their model tells them apart. */
export function platformOf(device: IvantiNeuronsDevice, drift?: Drift): Platform | null | undefined {
  const platform = lookup(PLATFORM, device.platformType, "unknown", drift);
  if (platform !== "ios") return platform;
  const model = modelsOf(device, drift);
  if (/\bapple ?tv/i.test(model)) return "unknown";
  return /\bipad/i.test(model) ? "ipados" : "ios";
}

export function isApple(platform: Platform | null | undefined): boolean {
  return platform === "macos" || platform === "ios" || platform === "ipados";
}

/** Form factor as far as the model tells: Android tablets and Windows laptops look like any other. */
export function formFactorOf(
  device: IvantiNeuronsDevice,
  platform: Platform | null | undefined,
  drift?: Drift,
): DeviceType | undefined {
  if (!platform) return undefined;
  const model = modelsOf(device, drift);
  if (/virtual machine|virtualbox|vmware|parallels/i.test(model)) return "virtual_machine";
  if (platform === "ipados") return "tablet";
  if (platform === "ios" || platform === "android") return "mobile";
  if (platform === "windows") return "workstation";
  if (platform !== "macos") return "other";
  if (/macbook/i.test(model)) return "laptop";
  return /imac|mac ?mini|mac ?pro|mac ?studio/i.test(model) ? "desktop" : "workstation";
}

const modelsOf = (device: IvantiNeuronsDevice, drift?: Drift): string =>
  `${text(device.deviceModel, drift) ?? ""} ${text(device.prettyModel, drift) ?? ""}`;
