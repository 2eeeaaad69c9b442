import type { DevicePlatform } from "@mdmkit/applivery";
import { type Drift, text } from "@mdmkit/unified/vendor";
import { type AppliveryDeviceRecord, devicePlatformOf, isDevicePlatform, recordOf } from "../api/record.ts";

/**
 * A device has two ids at Applivery: one of its row in the list over all platforms, by which nothing can be read or
 * done, and one of its platform's record. Ours is the record's with the platform behind it, `64b0…01:apple`, and
 * leads there without a request. If the row does not have the record's id, it is the row's: `64b0…01:aosp` or, on
 * the other platforms, `64b0…01`; then the list leads from the row to the record.
 */
export type DeviceId =
  | { kind: "record"; id: string; platform: RecordPlatform }
  | { kind: "row"; id: string; platform: "aosp" | undefined };

/** Platforms whose record can be got. */
export type RecordPlatform = Exclude<DevicePlatform, "aosp">;

export function parseDeviceId(deviceId: string): DeviceId {
  const at = deviceId.lastIndexOf(":");
  const id = at < 0 ? deviceId : deviceId.slice(0, at);
  const platform = deviceId.slice(at + 1);
  if (at < 0 || !isDevicePlatform(platform)) return { kind: "row", id: deviceId, platform: undefined };
  return platform === "aosp" ? { kind: "row", id, platform } : { kind: "record", id, platform };
}

/** Our id of a device; empty where the vendor gave none. */
export function deviceIdOf(device: AppliveryDeviceRecord, drift?: Drift): string {
  const platform = devicePlatformOf(device);
  const recordId = pointerOf(device, drift);
  if (recordId && platform) return `${recordId}:${platform}`;
  const rowId = text(device.id, drift) ?? "";
  return rowId && platform === "aosp" ? `${rowId}:aosp` : rowId;
}

/** The record's id from a row. */
export function pointerOf(device: AppliveryDeviceRecord, drift?: Drift): string | undefined {
  const platform = devicePlatformOf(device);
  if (platform === "apple") return text(device.admDevice, drift) ?? undefined;
  if (platform === "android") return text(device.emmDevice, drift) ?? undefined;
  return platform === "windows" ? (text(device.winDevice, drift) ?? undefined) : undefined;
}

/** The id that updates and commands want: what the record says of itself, or what its row says of it. */
export function recordIdOf(device: AppliveryDeviceRecord, drift?: Drift): string | undefined {
  const own = text(device.apple?.admDevice, drift) ?? text(recordOf(device)?.id, drift);
  return own ?? pointerOf(device, drift);
}
