import {
  type App,
  appleModel,
  type Complete,
  count,
  type Drift,
  hardwareText,
  text,
  urlSafeId,
} from "@mdmkit/unified/vendor";
import type { IntuneAppRecord } from "../api/record.ts";
import { platformOf } from "../devices/platform.ts";

type MappedApp = Complete<App, "installed_at" | "install_path" | "is_system_app" | "tags" | "times">;

/** An app that was found on a device. Its own platform may be missing, so the device's counts. */
export function mapIntuneApp(app: IntuneAppRecord, drift?: Drift): MappedApp {
  const { device } = app;
  const id = text(app.id, drift);
  const deviceId = text(device?.id, drift);
  const apple = appleModel([hardwareText(device?.model, drift)]);
  return {
    id: appId(deviceId, id),
    source_id: id,
    name: text(app.displayName, drift),
    version: text(app.version, drift),
    publisher: text(app.publisher, drift),
    app_id: undefined, // neither a bundle id nor a package name is reported
    app_id_type: undefined,
    platform: device ? platformOf(device, apple, drift) : "unknown",
    install_state: "installed",
    is_managed: undefined, // apps that the tenant distributes are found like others
    last_seen_at: undefined,
    size_bytes: count(app.sizeInByte, drift),
    device: deviceId ? { id: deviceId } : undefined,
  };
}

type Maybe<T> = T | null | undefined;

/** The id of an app is the same on all devices. */
export function appId(deviceId: Maybe<string>, id: Maybe<string>): string {
  return deviceId && id ? urlSafeId(`${deviceId}:${id}`) : "";
}
