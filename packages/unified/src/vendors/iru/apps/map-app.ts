import type { InstalledApp } from "@mdmkit/iru";
import {
  type App,
  type Complete,
  count,
  type Drift,
  first,
  flag,
  lookup,
  looseTimeToRfc3339,
  type Platform,
  text,
  urlSafeId,
} from "@mdmkit/unified/vendor";

const FAMILIES: Readonly<Record<string, Platform>> = {
  Mac: "macos",
  iPhone: "ios",
  iPad: "ipados",
  tvOS: "unknown",
};

/** What distinguishes the apps of one device: the bundle, and where it is or what it is called. */
function keyOf(app: InstalledApp, drift?: Drift): string {
  const bundle = text(app.bundle_id, drift);
  const path = text(app.path, drift);
  const name = text(app.name, drift);
  if (bundle) return path ? `${bundle}|${path}` : bundle;
  const rest = path ?? name;
  return rest ? `|${rest}` : "";
}

/** The device and the key; empty where either is missing. */
export function appIdOf(app: InstalledApp, drift?: Drift): string {
  const deviceId = text(app.device_id, drift);
  const key = keyOf(app, drift);
  return deviceId && key ? `${deviceId}:${urlSafeId(key)}` : "";
}

/** An app as Prism has it, a row for each device. */
export function mapIruApp(app: InstalledApp, drift?: Drift): Complete<App, "installed_at" | "tags"> {
  const deviceId = text(app.device_id, drift);
  const bundleId = text(app.bundle_id, drift);
  const path = text(app.path, drift);
  return {
    id: appIdOf(app, drift),
    source_id: undefined,
    name: text(app.name, drift),
    version: first(text(app.version, drift), text(app.short_version, drift)),
    publisher: text(app.developer_name, drift),
    app_id: bundleId ?? undefined, // part of the id, as the path is
    app_id_type: bundleId ? "bundle_id" : undefined,
    platform: lookup(FAMILIES, app.device__family, "unknown", drift),
    install_state: stateOf(app, drift),
    is_managed: flag(app.device_based_vpp, drift) || undefined, // bought by the company; others may be managed, too
    is_system_app: path ? path.startsWith("/System/") : undefined,
    last_seen_at: looseTimeToRfc3339(app.last_collected_at, drift),
    install_path: path ?? undefined,
    size_bytes: count(app.bundle_size, drift),
    device: deviceId ? { id: deviceId } : undefined,
    created_at: undefined, // of the row in Prism
    updated_at: undefined,
  };
}

function stateOf(app: InstalledApp, drift?: Drift): App["install_state"] {
  const hasFailed = flag(app.download_failed, drift);
  const isInstalling = flag(app.installing, drift);
  if (hasFailed) return "failed";
  if (isInstalling) return "pending";
  return app.name === undefined ? undefined : "installed";
}
