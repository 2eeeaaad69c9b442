import { UnsupportedOperationError } from "@mdmkit/runtime";
import type { AssignmentGroup, DeviceGroup } from "@mdmkit/simplemdm";
import {
  type GroupFilters,
  type GroupParts,
  isRecord,
  type Page,
  type PageRequest,
  pageOfWhole,
} from "@mdmkit/unified/vendor";
import { ids, recordIn } from "../api/errors.ts";
import { readPage } from "../api/pages.ts";
import type { SimpleMDMGroupRecord } from "../api/record.ts";
import type { SimpleMDMApi } from "../generated/api/client.ts";
import { createMembers } from "./list-members.ts";
import { DEVICE_GROUP, mapSimpleMDMDeviceGroup, mapSimpleMDMGroup } from "./map-group.ts";
import { groupPlanners } from "./plan-group.ts";
import { planAdditions, planRemovals } from "./plan-members.ts";
import { readGroupsOf } from "./read-groups-of.ts";

/** Where the second part of the list begins: its cursors have this before the id. */
const DEVICE_GROUPS = "d";

/** Assignment groups, then the device groups of older accounts. */
export function createGroups(client: SimpleMDMApi) {
  return {
    async list(request) {
      const { cursor, filters } = request;
      if (filters.device?.id !== undefined)
        return pageOfWhole(await readGroupsOf(client, filters.device.id, request), request);
      if (cursor?.startsWith(DEVICE_GROUPS)) return listDeviceGroups(request, cursor.slice(1));
      const page = await readPage<AssignmentGroup>("listAssignmentGroups", request, (query, call) =>
        client.listAssignmentGroups({ query }, call),
      );
      const items = page.items.map((group) => (isRecord(group) ? withoutMembers(group) : group));
      const left = request.limit - items.length;
      if (page.next !== undefined) return { ...page, items };
      if (left <= 0) return { ...page, items, next: DEVICE_GROUPS };
      const others = await listDeviceGroups({ ...request, limit: left }, "");
      return { ...others, items: [...items, ...others.items], doubt: page.doubt ?? others.doubt };
    },

    async get(id, { primary }) {
      if (!id.startsWith(DEVICE_GROUP)) {
        const path = { assignmentGroupId: ids.recordNumber("getAssignmentGroup", id) };
        const response = await client.getAssignmentGroup({ path }, primary);
        return withoutMembers(recordIn(response, "getAssignmentGroup"));
      }
      const path = { deviceGroupId: ids.recordNumber("getDeviceGroup", id.slice(DEVICE_GROUP.length)) };
      return recordIn(await client.getDeviceGroup({ path }, primary), "getDeviceGroup");
    },

    map: (group, drift) =>
      group.type === "device_group" ? mapSimpleMDMDeviceGroup(group, drift) : mapSimpleMDMGroup(group, drift),

    ...groupPlanners,
    addMembers: planAdditions,
    removeMembers: planRemovals,
    members: createMembers(client),
  } satisfies GroupParts<SimpleMDMGroupRecord>;

  /** Newer accounts need not have any, nor the operation. */
  async function listDeviceGroups(
    request: PageRequest<GroupFilters>,
    after: string,
  ): Promise<Page<SimpleMDMGroupRecord>> {
    try {
      const part = { ...request, cursor: after === "" ? undefined : after };
      const page = await readPage<DeviceGroup>("listDeviceGroups", part, (query, call) =>
        client.listDeviceGroups({ query }, call),
      );
      return { ...page, next: page.next === undefined ? undefined : DEVICE_GROUPS + page.next };
    } catch (error) {
      if (error instanceof UnsupportedOperationError) return { items: [] };
      throw error;
    }
  }
}

/** Every response has the ids of all members, which a group here is without. */
const withoutMembers = ({ type, id, attributes }: AssignmentGroup): SimpleMDMGroupRecord => ({
  type,
  id,
  attributes,
});
