import type { IvantiNeuronsSchemas } from "@mdmkit/ivanti-neurons";
import {
  type AppleModel,
  appleModel,
  type DeviceType,
  type Drift,
  lookup,
  type Platform,
  text,
  usualFormFactor,
} from "@mdmkit/unified/vendor";
import type { IvantiNeuronsDeviceRecord } from "../api/record.ts";

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

/** The vendor's word for the system: iPads, Apple TVs and watches say IOS. */
export function familyOf(device: IvantiNeuronsDeviceRecord, drift?: Drift): Platform | null | undefined {
  return lookup(PLATFORM, device.platformType, "unknown", drift);
}

export function platformOf(device: IvantiNeuronsDeviceRecord, drift?: Drift): Platform | null | undefined {
  return platformBy(familyOf(device, drift), modelOf(device, drift));
}

/** For Apple's devices with IOS the model decides. */
export function platformBy(
  family: Platform | null | undefined,
  model: AppleModel | undefined,
): Platform | null | undefined {
  return family === "ios" && model ? model.platform : family;
}

export function modelOf(device: IvantiNeuronsDeviceRecord, drift?: Drift): AppleModel | undefined {
  return appleModel([text(device.deviceModel, drift), text(device.prettyModel, drift)]);
}

/** Form factor as far as the model shows it: Android tablets and Windows laptops look like any other. */
export function formFactorOf(
  platform: Platform | null | undefined,
  model: AppleModel | undefined,
): DeviceType | undefined {
  return platform ? (model?.type ?? usualFormFactor(platform)) : undefined;
}
