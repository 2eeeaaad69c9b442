import type { AppCreate, AppUpdate } from "@mdmkit/unified/vendor";
import { classicId } from "../api/classic-id.ts";
import { invalidInput } from "../api/errors.ts";
import type { JamfProPlan } from "../generated/api/client.ts";
import { parseAppId } from "./app-id.ts";

/** An app to distribute to mobile devices. Jamf Pro has no property for apps that belong to the system. */
export type JamfProAppCreate = Pick<AppCreate, "name" | "version" | "app_id" | "remote_data">;
export type JamfProAppUpdate = Pick<AppUpdate, "name" | "app_id" | "remote_data">;

/** Plans an app to distribute. It is not installed anywhere until it has a scope. */
export function planAppCreate({ name, version, app_id }: JamfProAppCreate): JamfProPlan {
  const general = { name, display_name: name, bundle_id: app_id, version };
  return {
    operation: "createMobileDeviceApplicationById",
    path: { id: "0" },
    body: { general },
    recordId: createdId,
  };
}

/** Plans a change, which leaves alone what it does not name. */
export function planAppUpdate(unified: string, { name, app_id }: JamfProAppUpdate): JamfProPlan {
  const path = { id: managedId(unified, "apps.update") };
  const general = { name, display_name: name, bundle_id: app_id };
  return { operation: "updateMobileDeviceApplicationById", path, body: { general } };
}

/** Plans the end of the distribution. */
export function planAppDelete(unified: string): JamfProPlan {
  const path = { id: managedId(unified, "apps.delete") };
  return { operation: "deleteMobileDeviceApplicationById", path };
}

function managedId(unified: string, operation: string): number {
  const place = parseAppId(unified, operation);
  if (place.kind === "managed") return place.id;
  throw invalidInput(
    operation,
    "Jamf Pro can change only apps that it distributes, such as `managed-7`, not an app that is installed on a device.",
  );
}

function createdId(response: unknown): string | undefined {
  const id = classicId(response);
  return id && `managed-${id}`;
}
