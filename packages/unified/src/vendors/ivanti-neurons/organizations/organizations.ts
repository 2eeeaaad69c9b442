import type { DeviceSpace } from "@mdmkit/ivanti-neurons";
import { NotFoundError } from "@mdmkit/runtime";
import type { OrganizationContract } from "@mdmkit/unified/vendor";
import { idText } from "../api/references.ts";
import { unsetInDeviceSpace } from "../generated/api/unset.ts";
import type { DeviceSpaces } from "./device-spaces.ts";
import { mapDeviceSpace } from "./map-device-space.ts";

/** Device spaces. There are few, and no call for one of them, so they are always read all. */
export function createOrganizations(spaces: DeviceSpaces) {
  return {
    pageSize: 500,
    seek: "offset" as const,
    filters: [] as const,

    async list({ cursor, limit, primary }) {
      const start = Number(cursor ?? 0);
      const found = await spaces.records(primary);
      return { items: found.spaces.slice(start, start + limit), total: found.total };
    },

    async get(id, { primary }) {
      const found = await spaces.records(primary);
      const space = found.spaces.find((candidate) => idText(candidate?.id) === id);
      if (space) return space;
      const origin = { vendor: "ivanti-neurons", operation: "listDeviceSpaces", status: 404 };
      throw new NotFoundError(
        "404: the device space does not exist, or this administrator cannot see it. Check the id.",
        origin,
      );
    },

    unset: unsetInDeviceSpace,
    map: mapDeviceSpace,
  } satisfies OrganizationContract<DeviceSpace>;
}
