import type { DeviceSpace } from "@mdmkit/ivanti-neurons";
import { type Complete, type Drift, latest, type Organization, text } from "@mdmkit/unified/vendor";
import { time } from "../api/look-alikes.ts";
import { idText } from "../api/references.ts";

/** A part of the tenant with devices, configurations and administrators of its own. */
export function mapDeviceSpace(space: DeviceSpace, drift?: Drift): Complete<Organization> {
  const createdAt = time(space.createdAt, drift);
  const modifiedAt = time(space.modifiedAt, drift);
  return {
    id: idText(space.id, drift) ?? "",
    name: text(space.name, drift),
    created_at: createdAt,
    updated_at: modifiedAt && latest(modifiedAt, createdAt),
  };
}
