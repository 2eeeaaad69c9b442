import type { App } from "../../../contract/model.ts";
import { text } from "../../../mapping/values.ts";
import { type Kind, unifiedId } from "../api/device-id.ts";

/** The device an app is on, by the id that `devices` knows. */
export function deviceRef(kind: Kind, id: string | undefined): App["device"] {
  return text(id) ? { id: unifiedId(kind, id) } : undefined;
}

/** Apple's apps go by bundle ids; one without any has no kind of id either. */
export function idTypeOf(bundleId: string | null | undefined): App["app_id_type"] {
  const given = text(bundleId);
  return given == null ? given : "bundle_id";
}
