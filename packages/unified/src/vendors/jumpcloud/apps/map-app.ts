import {
  type App,
  type Complete,
  count,
  type Drift,
  earliest,
  first,
  lookup,
  text,
  toRfc3339,
} from "@mdmkit/unified/vendor";
import type { JumpCloudAppRecord } from "../api/record.ts";
import { appId } from "./app-id.ts";
import { installedAt, isSystemApp, packageVersion, platformId, titleOf } from "./app-parts.ts";
import { APP_ID_TYPE, PLATFORM_OF } from "./software-tables.ts";

/** A row of System Insights: an app of a Mac, a program of Windows or a package of Linux. */
export function mapJumpCloudApp(app: JumpCloudAppRecord, drift?: Drift): Complete<App, "tags" | "times"> {
  const identifier = platformId(app, drift);
  const seenAt = toRfc3339(app.collection_time, drift);
  const installed = installedAt(app, drift);
  return {
    id: appId(app, drift),
    source_id: identifier,
    name: titleOf(app, drift),
    version: first(
      text(app.bundle_short_version, drift),
      text(app.bundle_version, drift),
      packageVersion(app, drift),
    ),
    publisher: first(text(app.publisher, drift), text(app.maintainer_or_vendor, drift)),
    app_id: identifier,
    app_id_type: identifier ? lookup(APP_ID_TYPE, app.insightTable, "unknown", drift) : undefined,
    platform: lookup(PLATFORM_OF, app.insightTable, "unknown", drift),
    install_state: "installed", // the tables hold what is there
    is_managed: undefined, // System Insights does not report who installed it
    is_system_app: isSystemApp(app, drift),
    installed_at: installed && earliest(installed, seenAt), // the day of an installation is that of its time zone
    last_seen_at: seenAt,
    install_path: first(text(app.path, drift), text(app.install_location, drift)),
    size_bytes: count(app.size, drift),
    device: text(app.system_id, drift) ? { id: text(app.system_id, drift) } : undefined,
  };
}
