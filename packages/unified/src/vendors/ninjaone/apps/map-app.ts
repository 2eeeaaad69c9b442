import {
  type App,
  type Complete,
  count,
  type Drift,
  earliest,
  flag,
  idText,
  lookup,
  text,
} from "@mdmkit/unified/vendor";
import { dayOf, timeOf } from "../api/times.ts";
import { PLATFORMS } from "../devices/platform.ts";
import { appIdOf, type NinjaOneAppRecord } from "./app-record.ts";

/** Software that an agent found on a device. */
export function mapNinjaOneApp(
  app: NinjaOneAppRecord,
  drift?: Drift,
): Complete<App, "is_managed" | "tags" | "times"> {
  const productCode = text(app.productCode, drift);
  const deviceId = idText(app.deviceId, drift) ?? idText(app.device?.id, drift);
  const installedAt = dayOf(app.installDate, drift);
  const seenAt = timeOf(app.timestamp, drift); // of the collection
  return {
    id: appIdOf(app, drift),
    source_id: productCode,
    name: text(app.name, drift),
    version: text(app.version, drift),
    publisher: text(app.publisher, drift),
    app_id: productCode,
    app_id_type: productCode ? "product_code" : undefined,
    platform: lookup(PLATFORMS, app.device?.nodeClass, undefined, drift),
    install_state: app.name === undefined ? undefined : "installed",
    is_system_app: flag(app.isSystemComponent, drift),
    installed_at: installedAt && earliest(installedAt, seenAt),
    last_seen_at: seenAt,
    install_path: text(app.location, drift) ?? undefined, // part of the id, so it is read as it is
    size_bytes: count(app.size, drift),
    device: deviceId == null ? undefined : { id: deviceId },
  };
}
