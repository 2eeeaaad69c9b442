import { isRecord, type MemberReads, pageOfWhole } from "@mdmkit/unified/vendor";
import { parseId } from "../api/device-id.ts";
import { invalidResponse } from "../api/errors.ts";
import type { JamfProMemberRecord } from "../api/record.ts";
import type { JamfProApi } from "../generated/api/client.ts";
import { mapJamfProMember } from "./map-member.ts";
import { readClassicGroup } from "./read-classic-group.ts";

/** The members of groups of either kind. */
export function createMembers(client: JamfProApi) {
  return {
    async list(groupId, request) {
      const { kind, id } = parseId(groupId, "group");
      const { members } = await readClassicGroup(client, { kind, id }, request.primary);
      if (!Array.isArray(members))
        throw invalidResponse(OPERATIONS[kind], "the response contains no members.");
      return pageOfWhole(
        members.map((member) => (isRecord(member) ? { ...member, kind } : member)),
        request,
      );
    },
    map: mapJamfProMember,
  } satisfies MemberReads<JamfProMemberRecord>;
}

const OPERATIONS = { computer: "findComputerGroupsById", mobile: "findMobileDeviceGroupsById" } as const;
