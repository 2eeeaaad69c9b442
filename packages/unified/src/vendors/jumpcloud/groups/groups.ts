import type { JumpCloudSchemas } from "@mdmkit/jumpcloud";
import {
  type Complete,
  type Drift,
  type GroupFilters,
  type GroupMember,
  type GroupParts,
  idOfUserGroup,
  listGroups,
  type Page,
  type PageRequest,
  pageByOffset,
  pageOfWhole,
  text,
} from "@mdmkit/unified/vendor";
import { invalidCursor, recordsIn } from "../api/errors.ts";
import { wholeRecord } from "../api/responses.ts";
import type { JumpCloudApi } from "../generated/api/client.ts";
import {
  isUserGroup,
  type JumpCloudGroupRecord,
  mapJumpCloudGroup,
  mapJumpCloudUserGroup,
} from "./map-group.ts";
import { createGroupPlanners } from "./plan-group.ts";
import { planAdditions, planRemovals } from "./plan-members.ts";

type Member = JumpCloudSchemas["GraphObjectWithPaths"];
type Request = PageRequest<GroupFilters>;

/** Device groups, then user groups. Members are those that are effective: of a group within a group, too. */
export function createGroups(client: JumpCloudApi) {
  return {
    list: (request) =>
      listGroups<JumpCloudGroupRecord>(request, {
        device: listSystemGroups,
        user: listUserGroups,
        userOperation: "groups_user_list",
        invalidCursor,
      }),

    async get(id, { primary }) {
      const userGroup = idOfUserGroup(id);
      if (userGroup === undefined)
        return wholeRecord(await client.groups_system_get({ path: { id } }, primary), "groups_system_get");
      return wholeRecord(
        await client.groups_user_get({ path: { id: userGroup } }, primary),
        "groups_user_get",
      );
    },

    map: (group, drift) =>
      isUserGroup(group) ? mapJumpCloudUserGroup(group, drift) : mapJumpCloudGroup(group, drift),
    ...createGroupPlanners(client),
    addMembers: planAdditions,
    removeMembers: planRemovals,

    members: {
      async list(groupId, { cursor = "0", limit, primary }) {
        const userGroup = idOfUserGroup(groupId);
        const input = { path: { group_id: userGroup ?? groupId }, query: { limit, skip: Number(cursor) } };
        const [operation, members] =
          userGroup === undefined
            ? ([
                "graph_systemGroupMembership",
                await client.graph_systemGroupMembership(input, primary),
              ] as const)
            : ([
                "graph_userGroupMembership",
                await client.graph_userGroupMembership(input, primary),
              ] as const);
        // No member at all is a response without a body.
        return { items: members ? recordsIn(members, operation) : [] };
      },
      map: mapJumpCloudMember,
    },
  } satisfies GroupParts<JumpCloudGroupRecord, Member>;

  async function listSystemGroups(request: Request): Promise<Page<JumpCloudGroupRecord>> {
    const { filters, primary, signal } = request;
    if (filters.device?.id === undefined)
      return inPages(request, async (paging) =>
        recordsIn(
          await client.groups_system_list({ query: { ...paging, ...ORDER } }, primary),
          "groups_system_list",
        ),
      );
    const path = { system_id: filters.device.id };
    const objects = client.paginate("graph_systemMemberOf", { path }, { signal });
    return pageOfWhole(await those(objects, client.paginate("groups_system_list", {}, { signal })), request);
  }

  async function listUserGroups(request: Request): Promise<Page<JumpCloudGroupRecord>> {
    const { filters, primary, signal } = request;
    if (filters.user?.id === undefined)
      return inPages(request, async (paging) =>
        recordsIn(
          await client.groups_user_list({ query: { ...paging, ...ORDER } }, primary),
          "groups_user_list",
        ),
      );
    const path = { user_id: filters.user.id };
    const objects = client.paginate("graph_userMemberOf", { path }, { signal });
    return pageOfWhole(await those(objects, client.paginate("groups_user_list", {}, { signal })), request);
  }
}

const ORDER = { sort: ["id"] };

/** The most rows that the vendor gives at once. */
const MOST_ROWS = 100;

const inPages = (
  request: Request,
  load: (paging: { limit: number; skip: number }) => Promise<readonly JumpCloudGroupRecord[]>,
): Promise<Page<JumpCloudGroupRecord>> =>
  pageByOffset<JumpCloudGroupRecord>(request, {
    most: MOST_ROWS,
    idOf: (group) => text(group?.id) ?? "",
    load,
    invalidCursor: () => invalidCursor("groups.list"),
  });

/** The graph has ids only, so that the groups are picked from all. */
async function those(
  objects: AsyncIterable<{ readonly id: string }>,
  groups: AsyncIterable<JumpCloudGroupRecord>,
): Promise<JumpCloudGroupRecord[]> {
  const ids = new Set<string>();
  for await (const { id } of objects) ids.add(id);
  const found: JumpCloudGroupRecord[] = [];
  for await (const group of groups) if (ids.has(text(group?.id) ?? "")) found.push(group);
  return found;
}

const MEMBERS: Readonly<Record<string, GroupMember["type"]>> = { system: "device", user: "user" };

function mapJumpCloudMember(member: Member, drift?: Drift): Complete<GroupMember> {
  return {
    id: text(member.id, drift) ?? "",
    type: MEMBERS[member.type] ?? "other",
    name: undefined,
    serial_number: undefined,
  };
}
