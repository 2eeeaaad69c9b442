import { type App, type Complete, type Drift, idText, list, text, toRfc3339 } from "@mdmkit/unified/vendor";
import type { FleetAppRecord } from "../api/record.ts";
import { platformOf } from "../devices/platform.ts";

/** Software on a host. Its own id is that of its version, the same on all hosts. */
export function mapFleetApp(
  app: FleetAppRecord,
  drift?: Drift,
): Complete<App, "installed_at" | "size_bytes" | "tags" | "times"> {
  const { host } = app;
  const hostId = idText(host?.id, drift);
  const id = idText(app.id, drift);
  const [path] = list(app.installed_paths, drift).map((each) => text(each, drift));
  const bundle = text(app.bundle_identifier, drift);
  const product = text(app.upgrade_code, drift);
  const packageName = PACKAGES.test(text(app.source, drift) ?? "") ? text(app.name, drift) : undefined;
  return {
    id: hostId && id ? `${hostId}:${id}` : "",
    source_id: id,
    name: text(app.display_name, drift) || text(app.name, drift),
    version: text(app.version, drift),
    publisher: text(app.vendor, drift),
    app_id: bundle || product || packageName,
    app_id_type: bundle ? "bundle_id" : product ? "product_code" : packageName ? "package_name" : undefined,
    platform: host ? platformOf(host, drift) : "unknown",
    install_state: "installed",
    is_managed: undefined, // known of titles, not of versions
    is_system_app: path?.startsWith("/System/") || undefined,
    last_seen_at: toRfc3339(host?.software_updated_at, drift),
    install_path: path,
    device: hostId ? { id: hostId } : undefined,
  };
}

/** Sources whose names are those of packages. */
const PACKAGES = /^(?:android_apps|(?:deb|rpm|pacman|homebrew|npm|python|portage)_packages)$/;
