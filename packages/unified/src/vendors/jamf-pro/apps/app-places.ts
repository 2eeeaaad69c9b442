import type { AppFilters } from "@mdmkit/unified/vendor";
import { type DeviceKind, parseId } from "../api/device-id.ts";
import { allOf } from "../api/rsql.ts";
import { reportedSince } from "../devices/dated-devices.ts";
import { kindsOf } from "../devices/filters.ts";
import type { AppSource } from "./app-position.ts";

type Filters = Partial<AppFilters>;

/** Where apps have to be looked for. */
export function sourcesOf({ device, device_type, platform }: Filters): readonly AppSource[] {
  const place = device && deviceOf(device);
  const kinds = kindsOf({ platform: platform ?? undefined, type: device_type ?? undefined });
  const sources = (["computer", "mobile", "managed"] as const).filter((source) =>
    kinds.includes(source === "computer" ? "computer" : "mobile"),
  );
  return device ? sources.filter((source) => source === place?.kind) : sources;
}

/** The filter of a source's devices, in RSQL. */
export function targetOf(
  source: AppSource,
  { device, updated_since }: Filters,
  dated: readonly DeviceKind[] = [],
): string | undefined {
  if (source === "managed") return undefined;
  const place = device && deviceOf(device);
  return allOf([
    place && (source === "mobile" ? `mobileDeviceId==${place.id}` : `id==${place.id}`),
    updated_since != null && dated.includes(source) ? reportedSince(source, updated_since) : undefined,
  ]);
}

/** The device of an id; undefined for a text that is the id of none. */
function deviceOf({ id }: NonNullable<AppFilters["device"]>): ReturnType<typeof parseId> | undefined {
  return typeof id === "string" && /^(computer|mobile)-\d+$/.test(id) ? parseId(id) : undefined;
}
