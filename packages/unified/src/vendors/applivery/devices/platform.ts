import type { DevicePlatform } from "@mdmkit/applivery";
import {
  type AppleModel,
  type DeviceType,
  type Drift,
  lookup,
  type Platform,
  usualFormFactor,
} from "@mdmkit/unified/vendor";
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

type System = { family: Maybe<Family>; model: AppleModel | undefined; os: Maybe<string> };

/** For Apple the model decides the system, or the name of the system if it is unambiguous. */
export function platformOf({ family, model, os }: System): Maybe<Platform> {
  if (family !== "apple") return family;
  if (model) return model.platform;
  const system = os ?? "";
  if (/^ipados/i.test(system)) return "ipados";
  return /^mac ?os/i.test(system) ? "macos" : "unknown";
}

/** The form factor as far as platform and model show it; a Windows PC with a battery need not be a laptop. */
export function formFactorOf(
  { model, osVersionName }: { model: AppleModel | undefined; osVersionName: Maybe<string> },
  platform: Maybe<Platform>,
): DeviceType | undefined {
  if (!platform) return undefined;
  if (model?.type) return model.type;
  if (platform === "windows" && /server/i.test(osVersionName ?? "")) return "server";
  return usualFormFactor(platform);
}
