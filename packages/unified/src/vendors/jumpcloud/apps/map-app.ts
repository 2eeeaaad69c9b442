import type { App } from "../../../contract/model.ts";
import type { Complete } from "../../../mapping/complete.ts";
import { toRfc3339 } from "../../../mapping/rfc3339.ts";
import { count, first, lookup, text } from "../../../mapping/values.ts";
import type { JumpCloudApp } from "../api/record.ts";
import { appId } from "./app-id.ts";
import { installedAt, isSystemApp, packageVersion, platformId, titleOf } from "./app-parts.ts";
import { APP_ID_TYPE, PLATFORM_OF } from "./software-tables.ts";

/** A row of System Insights: an app of a Mac, a program of Windows or a package of Linux. */
export function mapJumpCloudApp(app: JumpCloudApp): Complete<App> {
  const identifier = platformId(app);
  return {
    id: appId(app),
    source_id: identifier,
    name: titleOf(app),
    version: first(text(app.bundle_short_version), text(app.bundle_version), packageVersion(app)),
    publisher: first(text(app.publisher), text(app.maintainer_or_vendor)),
    app_id: identifier,
    app_id_type: identifier ? lookup(APP_ID_TYPE, app.insightTable, "unknown") : undefined,
    platform: lookup(PLATFORM_OF, app.insightTable, "unknown"),
    install_state: "installed", // the tables hold what is there
    is_managed: undefined, // System Insights does not tell who installed it
    is_system_app: isSystemApp(app),
    installed_at: installedAt(app),
    last_seen_at: toRfc3339(app.collection_time),
    install_path: first(text(app.path), text(app.install_location)),
    size_bytes: count(app.size),
    device: text(app.system_id) ? { id: text(app.system_id) } : undefined,
    tags: undefined,
    created_at: undefined,
    updated_at: undefined,
    remote_data: undefined, // attached by the engine
  };
}
