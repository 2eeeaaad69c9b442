import type { DevicePlatform } from "@mdmkit/applivery";
import {
  type App,
  type AppIdType,
  type AppInstallState,
  appleModel,
  type Complete,
  type Drift,
  first,
  lookup,
  text,
} from "@mdmkit/unified/vendor";
import { devicePlatformOf } from "../api/record.ts";
import { deviceIdOf } from "../devices/device-id.ts";
import { modelOf } from "../devices/device-parts.ts";
import { familyOf, platformOf } from "../devices/platform.ts";
import { appIdOf } from "./app-id.ts";
import { type AppliveryAppRecord, identifierOf } from "./app-record.ts";

const ID_TYPES: Record<DevicePlatform, AppIdType> = {
  apple: "bundle_id",
  android: "package_name",
  aosp: "package_name",
  windows: "product_code",
};

/** Removed ones are not in the list; other words are not documented. */
const ANDROID_STATES: Record<"INSTALLED", AppInstallState> = { INSTALLED: "installed" };

type MappedApp = Complete<
  App,
  "install_path" | "is_managed" | "is_system_app" | "size_bytes" | "tags" | "times"
>;

/** An app on one device. The content of a list of apps is known from client code only: every property may be missing. */
export function mapAppliveryApp(app: AppliveryAppRecord, drift?: Drift): MappedApp {
  const device = app.device ?? {};
  const summary = device.summary ?? {};
  const kind = devicePlatformOf(device);
  const identifier = identifierOf(app, drift);
  const platform = platformOf({
    family: familyOf(device, drift),
    model: appleModel([modelOf(summary.model, drift)]),
    os: text(summary.os, drift),
  });
  return {
    id: appIdOf(app, drift),
    source_id: identifier,
    name: first(text(app.Name, drift), text(app.displayName, drift)),
    version: first(text(app.ShortVersion, drift), text(app.Version, drift), text(app.versionName, drift)),
    publisher: text(app.Publisher, drift),
    app_id: identifier,
    app_id_type: identifier && kind ? ID_TYPES[kind] : undefined,
    platform,
    // Apple's list has what is installed; what Windows' numbers of a state mean is not documented.
    install_state:
      kind === "apple"
        ? "installed"
        : lookup<string, AppInstallState>(ANDROID_STATES, app.state, "unknown", drift),
    installed_at: undefined, // Windows has a date in a form that is not documented
    last_seen_at: undefined,
    device: app.device ? { id: deviceIdOf(app.device, drift) || undefined } : undefined,
  };
}
