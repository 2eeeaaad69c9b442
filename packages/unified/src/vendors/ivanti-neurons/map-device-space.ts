import type { DeviceSpace } from "@mdmkit/ivanti-neurons";
import type { Complete } from "../../mapping/complete.ts";
import { text } from "../../mapping/values.ts";
import type { Organization } from "../../model.ts";
import { idText } from "./device-parts.ts";
import { time } from "./look-alikes.ts";

/** A part of the tenant with devices, configurations and administrators of its own. */
export function mapDeviceSpace(space: DeviceSpace): Complete<Organization> {
  return {
    id: idText(space.id) ?? "",
    name: text(space.name),
    created_at: time(space.createdAt),
    updated_at: time(space.modifiedAt),
    remote_data: undefined, // attached by the engine
  };
}
