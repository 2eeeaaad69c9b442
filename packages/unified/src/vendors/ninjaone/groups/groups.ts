import type { NinjaOneSchemas } from "@mdmkit/ninjaone";
import {
  type Complete,
  count,
  type Drift,
  deviceMember,
  type Group,
  type GroupParts,
  idText,
  isRecord,
  latest,
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
    list: async (request) => pageOfWhole(await readAll(request.primary), request),

    async get(id, { primary }) {
      const group = (await readAll(primary)).find((each) => isRecord(each) && String(each.id) === id);
      if (group) return group;
      throw notFound("getGroups", "the group does not exist, or the technician cannot see it.");
    },

    unset: unsetInNinjaOneGroup,
    map: mapNinjaOneGroup,

    members: {
      async list(groupId, request) {
        const path = { id: ids.recordNumber("getGroupDeviceIds", groupId) };
        const response = await client.getGroupDeviceIds({ path }, request.primary);
        const members = rowsIn(response, "getGroupDeviceIds").map((id) => ({ id }));
        return pageOfWhole(members, request);
      },
      map: ({ id }, drift) => deviceMember(idText(id, drift), {}, drift),
    },
  } satisfies GroupParts<NinjaOneGroupRecord, { id: number }>;
}

/** The members were counted when the search ran last, and so are an estimate. Its criteria are in no response. */
export function mapNinjaOneGroup(
  group: NinjaOneGroupRecord,
  drift?: Drift,
): Complete<Group, "is_builtin" | "place" | "scope"> {
  const createdAt = timeOf(group.created, drift);
  const updatedAt = timeOf(group.updated, drift);
  return {
    id: idText(group.id, drift) ?? "",
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
