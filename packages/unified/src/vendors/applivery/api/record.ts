import type {
  AndroidDevice,
  AospDevice,
  AppleDevice,
  AppliverySchemas,
  DevicePlatform,
  DeviceRow,
  WindowsDevice,
} from "@mdmkit/applivery";

/** A tag of a workspace, with what has it; this is `remote_data` of a group. */
export type AppliveryGroupRecord = AppliverySchemas["Tag"] & {
  /** Whether devices or users have it. */
  readonly tagOf: "device" | "user";
};

/** The platform's own record of a device; it has another id than the row, and knows more. Absent when it was not read. */
export type Joined = {
  apple?: AppleDevice;
  android?: AndroidDevice;
  windows?: WindowsDevice;
  aosp?: AospDevice;
};

/** A row of the list over all platforms with the platform's record; this is `remote_data` of a device. */
export type AppliveryDeviceRecord = DeviceRow & Joined;

/** The platform's record, whichever it is. */
export function recordOf({ apple, android, windows, aosp }: AppliveryDeviceRecord) {
  return apple ?? android ?? windows ?? aosp;
}

const PLATFORMS: Record<DevicePlatform, true> = { android: true, apple: true, windows: true, aosp: true };

export function isDevicePlatform(value: unknown): value is DevicePlatform {
  return typeof value === "string" && Object.hasOwn(PLATFORMS, value);
}

/** Applivery's platform; for a row without one, the record that it points to decides. */
export function devicePlatformOf(device: AppliveryDeviceRecord): DevicePlatform | undefined {
  if (isDevicePlatform(device.type)) return device.type;
  if (device.admDevice !== undefined) return "apple";
  if (device.emmDevice !== undefined) return "android";
  return device.winDevice === undefined ? undefined : "windows";
}
