import { type App, bytes, type Complete, type Drift, first, text, toRfc3339 } from "@mdmkit/unified/vendor";
import { unifiedId } from "../api/device-id.ts";
import type { JamfProComputerApp } from "../api/record.ts";
import { MEBIBYTE } from "../devices/device-parts.ts";
import { platformOf } from "../devices/form-factor.ts";
import { installedAppId } from "./app-id.ts";
import { deviceRef, idTypeOf } from "./app-parts.ts";

/** An application that a computer's last inventory found. Jamf does not report who installed it, nor when. */
export function mapJamfProComputerApp(
  app: JamfProComputerApp,
  drift?: Drift,
): Complete<App, "installed_at" | "tags"> {
  const { general, application } = app;
  return {
    id: installedAppId(unifiedId("computer", app.id, drift), {
      bundleId: text(application?.bundleId, drift),
      path: text(application?.path, drift),
      name: text(application?.name, drift),
    }),
    source_id: undefined,
    name: titleOf(application?.name, drift),
    version: first(text(application?.cfBundleShortVersionString, drift), text(application?.version, drift)),
    publisher: undefined,
    app_id: text(application?.bundleId, drift),
    app_id_type: idTypeOf(application?.bundleId, drift),
    platform: platformOf(app, drift),
    install_state: "installed", // or it would not be in the inventory
    is_managed: undefined, // `macAppStore` is where it came from
    is_system_app: isSystemApp(application?.path, drift),
    last_seen_at: toRfc3339(general?.reportDate, drift),
    install_path: text(application?.path, drift),
    size_bytes: bytes(application?.sizeMegabytes, MEBIBYTE, drift),
    device: deviceRef("computer", app.id, drift),
    created_at: undefined,
    updated_at: toRfc3339(general?.reportDate, drift), // an inventory writes all of them anew
  };
}

type Maybe<T> = T | null | undefined;

/** Applications are named as their folders are. */
function titleOf(name: Maybe<string>, drift?: Drift): Maybe<string> {
  const given = text(name, drift);
  return given?.replace(/(?<=.)\.app$/i, "") ?? given;
}

/** Apple seals what belongs to macOS in a folder of its own. */
function isSystemApp(path: Maybe<string>, drift?: Drift): boolean | undefined {
  return text(path, drift)?.startsWith("/System/");
}
