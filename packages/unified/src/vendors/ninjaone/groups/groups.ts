import type { NinjaOneSchemas } from "@mdmkit/ninjaone";
import {
  type Complete,
  count,
  type Drift,
  type GetRequest,
  type Group,
  type GroupFilters,
  type GroupMember,
  isRecord,
  latest,
  number,
  type Page,
  type PageRequest,
  type PrimaryCall,
  pageOfWhole,
  text,
} from "@mdmkit/unified/vendor";
import { ids, notFound, recordsIn, rowsIn } from "../api/errors.ts";
import { timeOf } from "../api/times.ts";
import type { NinjaOneApi } from "../generated/api/client.ts";
import { unsetInNinjaOneGroup } from "../generated/api/unset.ts";

/** A saved search of devices; this is `remote_data` of a group. */
export type NinjaOneGroupRecord = NinjaOneSchemas["Group"];

/** Groups are searches that somebody saved. They come all at once, and nothing reads or changes one. */
export function createGroups(client: NinjaOneApi) {
  async function readAll(call: PrimaryCall | undefined): Promise<readonly NinjaOneGroupRecord[]> {
    return recordsIn(await client.getGroups({}, call), "getGroups");
  }

  return {
    list: async (request: PageRequest<GroupFilters>): Promise<Page<NinjaOneGroupRecord>> =>
      pageOfWhole(await readAll(request.primary), request),

    async get(id: string, { primary }: GetRequest): Promise<NinjaOneGroupRecord> {
      const group = (await readAll(primary)).find((each) => isRecord(each) && String(each.id) === id);
      if (group) return group;
      throw notFound("getGroups", "the group does not exist, or the technician cannot see it.");
    },

    unset: unsetInNinjaOneGroup,
    map: mapNinjaOneGroup,

    members: {
      async list(groupId: string, request: PageRequest<never>): Promise<Page<{ id: number }>> {
        const path = { id: ids.recordNumber("getGroupDeviceIds", groupId) };
        const response = await client.getGroupDeviceIds({ path }, request.primary);
        const members = rowsIn(response, "getGroupDeviceIds").map((id) => ({ id }));
        return pageOfWhole(members, request);
      },
      map: mapNinjaOneMember,
    },
  };
}

/** The members were counted when the search ran last, and so are an estimate. Its criteria are in no response. */
export function mapNinjaOneGroup(
  group: NinjaOneGroupRecord,
  drift?: Drift,
): Complete<Group, "is_builtin" | "place" | "scope"> {
  const createdAt = timeOf(group.created, drift);
  const updatedAt = timeOf(group.updated, drift);
  const id = number(group.id, drift);
  return {
    id: id == null ? "" : String(id),
    name: text(group.name, drift),
    description: text(group.description, drift),
    kind: "saved_search",
    membership: "dynamic",
    member_type: "device",
    is_exclusive: false,
    accepts_members: false,
    member_count: count(group.deviceCount, drift),
    evaluated_at: timeOf(group.lastEvaluated, drift),
    created_at: createdAt,
    updated_at: updatedAt && latest(updatedAt, createdAt),
  };
}

function mapNinjaOneMember(device: { id: number }, drift?: Drift): Complete<GroupMember> {
  const id = number(device.id, drift);
  return {
    id: id == null ? "" : String(id),
    type: "device",
    name: undefined,
    serial_number: undefined,
  };
}
