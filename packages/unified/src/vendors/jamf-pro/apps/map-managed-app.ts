import { type App, type Complete, count, type Drift, first, text } from "@mdmkit/unified/vendor";
import type { JamfProManagedApp } from "../api/record.ts";
import { managedAppId } from "./app-id.ts";
import { idTypeOf } from "./app-parts.ts";

type MappedApp = Complete<App, "installed_at" | "install_path" | "size_bytes" | "tags" | "times">;

/** An app that the server distributes to mobile devices: a record of its own, on no device. */
export function mapJamfProManagedApp({ general }: JamfProManagedApp, drift?: Drift): MappedApp {
  const id = count(general?.id, drift) ?? undefined;
  return {
    id: managedAppId(id),
    source_id: id === undefined ? undefined : String(id),
    name: first(text(general?.display_name, drift), text(general?.name, drift)),
    version: text(general?.version, drift),
    publisher: undefined,
    app_id: text(general?.bundle_id, drift),
    app_id_type: idTypeOf(general?.bundle_id, drift),
    platform: "ios",
    install_state: undefined,
    is_managed: true,
    is_system_app: false,
    last_seen_at: undefined,
    device: null,
  };
}
