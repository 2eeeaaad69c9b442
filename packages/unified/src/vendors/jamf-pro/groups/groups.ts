import {
  type Drift,
  type GetRequest,
  type GroupFilters,
  isRecord,
  list,
  listGroups,
  number,
  type Page,
  type PageRequest,
  type PrimaryCall,
  pageOfWhole,
  text,
} from "@mdmkit/unified/vendor";
import { type DeviceKind, parseId } from "../api/device-id.ts";
import { invalidCursor, invalidResponse, notFound } from "../api/errors.ts";
import {
  isMobileDevice,
  isMobileGroup,
  isUserGroup,
  type JamfProDeviceRecord,
  type JamfProGroupRecord,
} from "../api/record.ts";
import type { Server } from "../api/server-version.ts";
import type { InventoryReader } from "../devices/read-inventory.ts";
import type { JamfProApi } from "../generated/api/client.ts";
import { createUserReader } from "../users/read-users.ts";
import { mapJamfProComputerGroup, mapJamfProMobileGroup, mapJamfProUserGroup } from "./map-group.ts";
import { createCriteriaPlanner } from "./plan-criteria.ts";
import { createGroupPlanners } from "./plan-group.ts";
import { planAdditions, planRemovals } from "./plan-members.ts";
import { createUserGroups, userGroupNumber } from "./user-groups.ts";

type Options = PrimaryCall | undefined;

/** Computer groups, mobile device groups, then groups of users, of which the server has a list each, whole. */
export function createGroups(client: JamfProApi, devices: InventoryReader, users: Server["users"]) {
  const userGroups = createUserGroups(client, createUserReader(client, users));

  async function readGroups(kind: DeviceKind, options: Options): Promise<readonly JamfProGroupRecord[]> {
    const [operation, groups] =
      kind === "computer"
        ? (["listComputerGroups", await client.listComputerGroups({}, options)] as const)
        : (["listMobileDeviceGroups", await client.listMobileDeviceGroups({}, options)] as const);
    // One bad record is counted; nothing but bad records is no list.
    if (Array.isArray(groups) && (groups.length === 0 || groups.some(isRecord))) return groups;
    throw invalidResponse(operation, "the response contains no groups.");
  }

  async function listDeviceGroups(request: PageRequest<GroupFilters>): Promise<Page<JamfProGroupRecord>> {
    const { filters, primary } = request;
    if (filters.device?.id !== undefined) {
      const { kind, id } = parseId(filters.device.id);
      return pageOfWhole(groupsOf(await devices.one(kind, id, "full", primary)), request);
    }
    const kinds = ["computer", "mobile"] as const;
    const groups = await Promise.all(kinds.map((kind) => readGroups(kind, primary)));
    return pageOfWhole(groups.flat(), request);
  }

  return {
    list: (request: PageRequest<GroupFilters>): Promise<Page<JamfProGroupRecord>> =>
      listGroups<JamfProGroupRecord>(request, {
        device: listDeviceGroups,
        user: userGroups.list,
        userOperation: "findUserGroups",
        invalidCursor,
      }),

    async get(unified: string, request: GetRequest): Promise<JamfProGroupRecord> {
      const { primary } = request;
      const userGroup = userGroupNumber(unified);
      if (userGroup !== undefined) return userGroups.get(String(userGroup), request);
      const { kind, id } = parseId(unified, "group");
      const group = (await readGroups(kind, primary)).find((each) => number(each?.id) === Number(id));
      if (group) return group;
      throw notFound(
        kind === "computer" ? "listComputerGroups" : "listMobileDeviceGroups",
        "the group does not exist, or this role cannot see it.",
      );
    },

    map: (group: JamfProGroupRecord, drift?: Drift) =>
      isUserGroup(group)
        ? mapJamfProUserGroup(group, drift)
        : isMobileGroup(group)
          ? mapJamfProMobileGroup(group, drift)
          : mapJamfProComputerGroup(group, drift),

    ...createGroupPlanners(client),
    setCriteria: createCriteriaPlanner(client),
    addMembers: planAdditions,
    removeMembers: planRemovals,
  };
}

/** The groups in the record of a device, as lists of groups have them. */
function groupsOf(device: JamfProDeviceRecord): JamfProGroupRecord[] {
  if (isMobileDevice(device)) {
    return list(device.groups).map(({ groupId, groupName, groupDescription, smart }) => ({
      ...{ id: number(groupId) ?? undefined, name: text(groupName) ?? undefined },
      ...{ description: text(groupDescription) ?? undefined, isSmartGroup: smart ?? undefined },
    }));
  }
  return list(device.groupMemberships).map(({ groupId, groupName, groupDescription, smartGroup }) => ({
    ...{ id: text(groupId) ?? undefined, name: text(groupName) ?? undefined },
    ...{ description: text(groupDescription) ?? undefined, smartGroup: smartGroup ?? undefined },
  }));
}
