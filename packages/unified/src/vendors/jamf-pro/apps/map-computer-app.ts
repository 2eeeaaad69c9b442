import type { App } from "../../../contract/model.ts";
import type { Complete } from "../../../mapping/complete.ts";
import { toRfc3339 } from "../../../mapping/rfc3339.ts";
import { count, first, text } from "../../../mapping/values.ts";
import type { JamfProComputerApp } from "../api/record.ts";
import { known } from "../devices/device-parts.ts";
import { platformOf } from "../devices/form-factor.ts";
import { installedAppId } from "./app-id.ts";
import { deviceRef, idTypeOf } from "./app-parts.ts";

/** An application that a computer's last inventory found. Jamf does not tell who put it there, nor when. */
export function mapJamfProComputerApp(app: JamfProComputerApp): Complete<App> {
  const { general, application } = app;
  return {
    id: installedAppId("computer", app.id, {
      bundleId: application?.bundleId,
      path: application?.path,
      name: application?.name,
    }),
    source_id: undefined,
    name: titleOf(application?.name),
    version: first(text(application?.cfBundleShortVersionString), text(application?.version)),
    publisher: undefined,
    app_id: text(application?.bundleId),
    app_id_type: idTypeOf(application?.bundleId),
    platform: platformOf(app),
    install_state: "installed", // or it would not be in the inventory
    is_managed: undefined, // `macAppStore` is where it came from
    is_system_app: isSystemApp(application?.path),
    installed_at: undefined,
    last_seen_at: toRfc3339(general?.reportDate),
    install_path: text(application?.path),
    size_bytes: sizeOf(application?.sizeMegabytes),
    device: deviceRef("computer", app.id),
    tags: undefined,
    created_at: undefined,
    updated_at: toRfc3339(general?.reportDate), // an inventory writes all of them anew
    remote_data: undefined, // attached by the engine
  };
}

type Maybe<T> = T | null | undefined;

/** Applications are named as their folders are. */
function titleOf(name: Maybe<string>): Maybe<string> {
  const given = text(name);
  return given?.replace(/(?<=.)\.app$/i, "") ?? given;
}

/** Apple seals what belongs to macOS in a folder of its own. */
function isSystemApp(path: Maybe<string>): boolean | undefined {
  return text(path)?.startsWith("/System/");
}

/** Applications are counted in megabytes of 2^20 bytes. */
function sizeOf(megabytes: Maybe<number>): Maybe<number> {
  const amount = known(megabytes);
  return typeof amount === "number" ? count(amount * 1024 ** 2) : amount;
}
