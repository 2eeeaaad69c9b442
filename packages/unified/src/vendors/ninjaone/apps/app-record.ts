import type { Application, Device } from "@mdmkit/ninjaone";
import { type Drift, idText, text, urlSafeId } from "@mdmkit/unified/vendor";

/** The class says which platform an app is for; nothing else is known of the device. */
export type AppDevice = Pick<Device, "id" | "nodeClass">;

/** Software on one device. Rows have no ids; this is `remote_data` of an app. */
export type NinjaOneAppRecord = Application & {
  /** The device that the app is on. */
  device?: AppDevice;
};

/** What distinguishes the software of one device: the product or its name, its version, and where it is. */
export function keyOf(app: NinjaOneAppRecord, drift?: Drift): string {
  const product = text(app.productCode, drift) ?? text(app.name, drift);
  if (!product) return "";
  const parts = [product, text(app.version, drift), text(app.location, drift)];
  return parts
    .map((part) => part ?? "")
    .join("|")
    .replace(/\|+$/, "");
}

/** The number of the device and the key; empty where either is missing. */
export function appIdOf(app: NinjaOneAppRecord, drift?: Drift): string {
  const deviceId = idText(app.deviceId, drift) ?? idText(app.device?.id, drift);
  const key = keyOf(app, drift);
  return deviceId && key ? `${deviceId}:${urlSafeId(key)}` : "";
}

/** The parts of an app id. Undefined for an invalid one. */
export function parseAppId(appId: string): { deviceId: number; key: string } | undefined {
  const [, deviceId, key] = /^([1-9]\d{0,9}):(.+)$/s.exec(appId) ?? [];
  return deviceId && key ? { deviceId: Number(deviceId), key } : undefined;
}
