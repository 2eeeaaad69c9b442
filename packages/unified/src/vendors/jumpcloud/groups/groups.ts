import type { JumpCloudSchemas } from "@mdmkit/jumpcloud";
import {
  type Complete,
  type Drift,
  type GetRequest,
  type GroupFilters,
  type GroupMember,
  type Page,
  type PageRequest,
  pageOfWhole,
  text,
} from "@mdmkit/unified/vendor";
import { recordsIn } from "../api/errors.ts";
import { wholeRecord } from "../api/responses.ts";
import type { JumpCloudApi } from "../generated/api/client.ts";
import { type JumpCloudGroupRecord, mapJumpCloudGroup } from "./map-group.ts";
import { createGroupPlanners } from "./plan-group.ts";
import { planAdditions, planRemovals } from "./plan-members.ts";

type Member = JumpCloudSchemas["GraphObjectWithPaths"];

/** Device groups. Members are those that are effective: of a group within a group, too. */
export function createGroups(client: JumpCloudApi) {
  return {
    async list(request: PageRequest<GroupFilters>): Promise<Page<JumpCloudGroupRecord>> {
      const { cursor = "0", limit, filters, primary, signal } = request;
      if (filters.device?.id !== undefined)
        return pageOfWhole(await groupsOf(filters.device.id, signal), request);
      const query = { limit, skip: Number(cursor), sort: ["id"] };
      return { items: recordsIn(await client.groups_system_list({ query }, primary), "groups_system_list") };
    },

    async get(id: string, { primary }: GetRequest): Promise<JumpCloudGroupRecord> {
      return wholeRecord(await client.groups_system_get({ path: { id } }, primary), "groups_system_get");
    },

    map: mapJumpCloudGroup,
    ...createGroupPlanners(client),
    addMembers: planAdditions,
    removeMembers: planRemovals,

    members: {
      async list(
        groupId: string,
        { cursor = "0", limit, primary }: PageRequest<never>,
      ): Promise<Page<Member>> {
        const input = { path: { group_id: groupId }, query: { limit, skip: Number(cursor) } };
        const members = await client.graph_systemGroupMembership(input, primary);
        // No member at all is a response without a body.
        return { items: members ? recordsIn(members, "graph_systemGroupMembership") : [] };
      },
      map: mapJumpCloudMember,
    },
  };

  /** The graph has ids only, so that the groups are picked from all. */
  async function groupsOf(
    systemId: string,
    signal: AbortSignal | undefined,
  ): Promise<JumpCloudGroupRecord[]> {
    const path = { system_id: systemId };
    const ids = new Set<string>();
    for await (const { id } of client.paginate("graph_systemMemberOf", { path }, { signal })) ids.add(id);
    const groups: JumpCloudGroupRecord[] = [];
    for await (const group of client.paginate("groups_system_list", {}, { signal }))
      if (ids.has(text(group?.id) ?? "")) groups.push(group);
    return groups;
  }
}

function mapJumpCloudMember(member: Member, drift?: Drift): Complete<GroupMember> {
  return {
    id: text(member.id, drift) ?? "",
    type: member.type === "system" ? "device" : "other",
    name: undefined,
    serial_number: undefined,
  };
}
