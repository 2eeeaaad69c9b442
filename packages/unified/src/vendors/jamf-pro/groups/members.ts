import { type Drift, isRecord, type Page, type PageRequest, pageOfWhole } from "@mdmkit/unified/vendor";
import { parseId } from "../api/device-id.ts";
import { invalidResponse } from "../api/errors.ts";
import type { JamfProMemberRecord, JamfProUserMember } from "../api/record.ts";
import type { JamfProApi } from "../generated/api/client.ts";
import { mapJamfProMember, mapJamfProUserMember } from "./map-member.ts";
import { readClassicGroup } from "./read-classic-group.ts";
import { readUserMembers, userGroupNumber } from "./user-groups.ts";

type Member = JamfProMemberRecord | JamfProUserMember;

/** The members of groups of any kind. */
export function createMembers(client: JamfProApi) {
  return {
    async list(groupId: string, request: PageRequest<never>): Promise<Page<Member>> {
      const userGroup = userGroupNumber(groupId);
      if (userGroup !== undefined)
        return pageOfWhole(await readUserMembers(client, userGroup, request.primary), request);
      const { kind, id } = parseId(groupId, "group");
      const { members } = await readClassicGroup(client, { kind, id }, request.primary);
      if (!Array.isArray(members))
        throw invalidResponse(OPERATIONS[kind], "the response contains no members.");
      return pageOfWhole(
        members.map((member) => (isRecord(member) ? { ...member, kind } : member)),
        request,
      );
    },
    map: (member: Member, drift?: Drift) =>
      "kind" in member ? mapJamfProMember(member, drift) : mapJamfProUserMember(member, drift),
  };
}

const OPERATIONS = { computer: "findComputerGroupsById", mobile: "findMobileDeviceGroupsById" } as const;
