import type { App, AppInstallState } from "../../../contract/model.ts";
import type { Complete } from "../../../mapping/complete.ts";
import { toRfc3339 } from "../../../mapping/rfc3339.ts";
import { first, text } from "../../../mapping/values.ts";
import type { JamfProMobileApp } from "../api/record.ts";
import { familyOf } from "../devices/mobile-family.ts";
import { installedAppId } from "./app-id.ts";
import { deviceRef, idTypeOf } from "./app-parts.ts";

/** An application that a mobile device's last inventory found. */
export function mapJamfProMobileApp(app: JamfProMobileApp): Complete<App> {
  const { general, application } = app;
  return {
    id: installedAppId("mobile", app.mobileDeviceId, {
      bundleId: application?.identifier,
      name: application?.name,
    }),
    source_id: undefined,
    name: text(application?.name),
    version: first(text(application?.shortVersion), text(application?.version)),
    publisher: undefined,
    app_id: text(application?.identifier),
    app_id_type: idTypeOf(application?.identifier),
    platform: familyOf(app)?.platform ?? "unknown",
    install_state: installState(application?.managementStatus),
    is_managed: isManaged(application?.managementStatus),
    is_system_app: undefined,
    installed_at: undefined,
    last_seen_at: toRfc3339(general?.lastInventoryUpdateDate),
    install_path: undefined,
    size_bytes: undefined, // the unit of `bundleSize` is not documented
    device: deviceRef("mobile", app.mobileDeviceId),
    tags: undefined,
    created_at: undefined,
    updated_at: toRfc3339(general?.lastInventoryUpdateDate), // an inventory writes all of them anew
    remote_data: undefined, // attached by the engine
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
function installState(managementStatus: Maybe<string>): AppInstallState {
  const word = text(managementStatus)?.toLowerCase();
  return word ? (STATES.get(word) ?? "unknown") : "installed";
}

function isManaged(managementStatus: Maybe<string>): boolean | undefined {
  const word = text(managementStatus)?.toLowerCase();
  if (word?.startsWith("managed")) return true;
  return word === "unmanaged" ? false : undefined;
}
