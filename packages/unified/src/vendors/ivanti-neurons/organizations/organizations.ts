import type { DeviceSpace } from "@mdmkit/ivanti-neurons";
import { type OrganizationContract, pageOfWhole } from "@mdmkit/unified/vendor";
import { notFound } from "../api/errors.ts";
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

    async list(request) {
      const { spaces: all, total } = await spaces.records(request.primary);
      return { ...pageOfWhole(all, request), total };
    },

    async get(id, { primary }) {
      const found = await spaces.records(primary);
      const space = found.spaces.find((candidate) => idText(candidate?.id) === id);
      if (space) return space;
      throw notFound(
        "listDeviceSpaces",
        "404: the device space does not exist, or this administrator cannot see it. Check the id.",
      );
    },

    unset: unsetInDeviceSpace,
    map: mapDeviceSpace,
  } satisfies OrganizationContract<DeviceSpace>;
}
