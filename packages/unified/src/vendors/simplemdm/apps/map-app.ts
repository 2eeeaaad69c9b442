import {
  type App,
  type Complete,
  count,
  type Drift,
  first,
  flag,
  idText,
  latest,
  looseTimeToRfc3339,
  text,
} from "@mdmkit/unified/vendor";
import type { SimpleMDMAppRecord } from "../api/record.ts";
import { platformOf } from "../devices/platform.ts";

/** An app that was found on a device. */
export function mapSimpleMDMApp(
  app: SimpleMDMAppRecord,
  drift?: Drift,
): Complete<App, "installed_at" | "install_path" | "tags"> {
  const { device } = app;
  const attributes = app.attributes ?? {};
  const id = idText(app.id, drift);
  const deviceId = idText(device?.id, drift);
  const identifier = text(attributes.identifier, drift);
  const discoveredAt = looseTimeToRfc3339(attributes.discovered_at, drift);
  const seenAt = looseTimeToRfc3339(attributes.last_seen_at, drift);
  return {
    id: id && deviceId ? `${deviceId}:${id}` : "",
    source_id: id,
    name: text(attributes.name, drift),
    // As people see it; the other one may count builds.
    version: first(text(attributes.short_version, drift), text(attributes.version, drift)),
    publisher: undefined,
    app_id: identifier,
    app_id_type: identifier ? "bundle_id" : undefined,
    platform: device ? platformOf(device, drift) : "unknown",
    install_state: "installed",
    is_managed: flag(attributes.managed, drift),
    // Apple's own apps are part of the system or from its store.
    is_system_app: identifier && !identifier.startsWith("com.apple.") ? false : undefined,
    last_seen_at: seenAt && latest(seenAt, discoveredAt),
    size_bytes: count(attributes.bundle_size, drift),
    device: deviceId ? { id: deviceId } : undefined,
    created_at: discoveredAt, // first sight
    updated_at: undefined,
  };
}
