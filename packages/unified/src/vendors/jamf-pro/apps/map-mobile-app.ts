import {
  type App,
  type AppInstallState,
  type Complete,
  type Drift,
  first,
  text,
  toRfc3339,
} from "@mdmkit/unified/vendor";
import { unifiedId } from "../api/device-id.ts";
import type { JamfProMobileApp } from "../api/record.ts";
import { familyOf } from "../devices/mobile-family.ts";
import { installedAppId } from "./app-id.ts";
import { deviceRef, idTypeOf } from "./app-parts.ts";

type MappedApp = Complete<App, "installed_at" | "install_path" | "is_system_app" | "tags">;

/** An application that a mobile device's last inventory found. */
export function mapJamfProMobileApp(app: JamfProMobileApp, drift?: Drift): MappedApp {
  const { general, application } = app;
  return {
    id: installedAppId(unifiedId("mobile", app.mobileDeviceId, drift), {
      bundleId: text(application?.identifier, drift),
      name: text(application?.name, drift),
    }),
    source_id: undefined,
    name: text(application?.name, drift),
    version: first(text(application?.shortVersion, drift), text(application?.version, drift)),
    publisher: undefined,
    app_id: text(application?.identifier, drift),
    app_id_type: idTypeOf(application?.identifier, drift),
    platform: familyOf(app, drift)?.platform ?? "unknown",
    install_state: installState(application?.managementStatus, drift),
    is_managed: isManaged(application?.managementStatus, drift),
    last_seen_at: toRfc3339(general?.lastInventoryUpdateDate, drift),
    size_bytes: undefined, // the unit of `bundleSize` is not documented
    device: deviceRef("mobile", app.mobileDeviceId, drift),
    created_at: undefined,
    updated_at: toRfc3339(general?.lastInventoryUpdateDate, drift), // an inventory writes all of them anew
  };
}

type Maybe<T> = T | null | undefined;

/** The words are documented by example only, so that another one says nothing. */
const STATES = new Map<string, AppInstallState>([
  ["managed", "installed"],
  ["unmanaged", "installed"],
  ["installing", "pending"],
]);

/** A row without a word is there because the device listed the app. */
function installState(managementStatus: Maybe<string>, drift?: Drift): AppInstallState {
  const word = text(managementStatus, drift)?.toLowerCase();
  return word ? (STATES.get(word) ?? "unknown") : "installed";
}

function isManaged(managementStatus: Maybe<string>, drift?: Drift): boolean | undefined {
  const word = text(managementStatus, drift)?.toLowerCase();
  if (word?.startsWith("managed")) return true;
  return word === "unmanaged" ? false : undefined;
}
