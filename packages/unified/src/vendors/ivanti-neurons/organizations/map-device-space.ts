import type { DeviceSpace } from "@mdmkit/ivanti-neurons";
import { type Complete, type Drift, type Organization, text } from "@mdmkit/unified/vendor";
import { time } from "../api/look-alikes.ts";
import { idText } from "../api/references.ts";

/** A part of the tenant with devices, configurations and administrators of its own. */
export function mapDeviceSpace(space: DeviceSpace, drift?: Drift): Complete<Organization> {
  return {
    id: idText(space.id, drift) ?? "",
    name: text(space.name, drift),
    created_at: time(space.createdAt, drift),
    updated_at: time(space.modifiedAt, drift),
    remote_data: undefined, // attached by the engine
  };
}
