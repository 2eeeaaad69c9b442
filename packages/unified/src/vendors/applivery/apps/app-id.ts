import { type Drift, urlSafeId } from "@mdmkit/unified/vendor";
import { deviceIdOf } from "../devices/device-id.ts";
import type { AppliveryAppRecord } from "./app-record.ts";
import { keyOf } from "./app-record.ts";

/** Our id of an app on a device: `64b0…01:apple:com.example.notes`. The vendor has none. */
export function appIdOf(app: AppliveryAppRecord, drift?: Drift): string {
  const deviceId = app.device ? deviceIdOf(app.device, drift) : "";
  const key = keyOf(app, drift);
  return deviceId && key ? urlSafeId(`${deviceId}:${key}`) : "";
}

/** The device's id and the app's key in an app id, both as they are in it. Undefined for an invalid id. */
export function parseAppId(appId: string): { deviceId: string; key: string } | undefined {
  const [, deviceId, key] = /^([^:]+(?::(?:apple|android|windows|aosp))?):(.+)$/s.exec(appId) ?? [];
  return deviceId && key ? { deviceId, key } : undefined;
}
