import { type App, type Drift, text } from "@mdmkit/unified/vendor";
import { type DeviceKind, unifiedId } from "../api/device-id.ts";

/** The device an app is on, by the id that `devices` knows. */
export function deviceRef(kind: DeviceKind, vendorId: string | undefined, drift?: Drift): App["device"] {
  const id = unifiedId(kind, vendorId, drift);
  return id ? { id } : undefined;
}

/** Apple's apps go by bundle ids; one without any has no kind of id either. */
export function idTypeOf(bundleId: string | null | undefined, drift?: Drift): App["app_id_type"] {
  const given = text(bundleId, drift);
  return given == null ? given : "bundle_id";
}
