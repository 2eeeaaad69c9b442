import { type GroupParts, list, pageOfWhole } from "@mdmkit/unified/vendor";
import { notFound } from "../api/errors.ts";
import { listPart, wholeRecord } from "../api/responses.ts";
import { readDevice } from "../devices/devices.ts";
import type { IvantiNeuronsApi } from "../generated/api/client.ts";
import { unsetInIvantiNeuronsGroup } from "../generated/api/unset.ts";
import { type IvantiNeuronsGroupRecord, mapIvantiNeuronsGroup } from "./map-group.ts";

/** Device groups. Which devices are in one is in the records of the devices alone, so that there is no list of members. */
export function createGroups(client: IvantiNeuronsApi) {
  return {
    async list(request) {
      const { cursor, limit, filters, primary } = request;
      if (filters.device?.id !== undefined)
        return pageOfWhole(list((await readDevice(client, filters.device.id, primary)).groups), request);
      const query = { rows: limit, start: Number(cursor ?? 0) };
      const { rows, total } = listPart(await client.listDeviceGroups({ query }, primary), "listDeviceGroups");
      return { items: rows, total };
    },

    async get(id, { primary }) {
      if (!/^[1-9]\d{0,14}$/.test(id))
        throw notFound("getGroup", "group not found: ids of groups are numbers.");
      return wholeRecord(await client.getGroup({ path: { groupId: Number(id) } }, primary), "getGroup");
    },

    unset: unsetInIvantiNeuronsGroup,
    map: mapIvantiNeuronsGroup,
  } satisfies GroupParts<IvantiNeuronsGroupRecord>;
}
