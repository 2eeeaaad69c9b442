import {
  type GetRequest,
  type GroupFilters,
  idOfUserGroup,
  isRecord,
  number,
  type Page,
  type PageRequest,
  type PrimaryCall,
  pageOfWhole,
  unlessGone,
} from "@mdmkit/unified/vendor";
import { invalidResponse, notFound } from "../api/errors.ts";
import type { JamfProUserGroup, JamfProUserMember } from "../api/record.ts";
import type { JamfProApi } from "../generated/api/client.ts";
import type { UserReader } from "../users/read-users.ts";

type Call = PrimaryCall | undefined;

/** Groups of users, which the Classic API has alone: all at once, and each with its members. */
export function createUserGroups(client: JamfProApi, users: UserReader) {
  async function readAll(call: Call): Promise<readonly JamfProUserGroup[]> {
    const groups = (await client.findUserGroups({}, call))?.user_groups;
    if (Array.isArray(groups) && (groups.length === 0 || groups.some(isRecord))) return groups;
    throw invalidResponse("findUserGroups", "the response contains no groups.");
  }

  /** A user does not say in which groups they are, so that each is asked. */
  async function groupsOf(userId: string, { primary, signal }: PageRequest<GroupFilters>) {
    await users.one(userId, primary);
    const groups = await readAll({ signal });
    const isIn = async (group: JamfProUserGroup) => {
      const id = number(group?.id);
      if (id == null) throw invalidResponse("findUserGroups", "a group has no id.");
      const members = await unlessGone(() => readUserMembers(client, id, { signal }), []);
      return members.some((member) => number(member?.id) === Number(userId));
    };
    const found = await Promise.all(groups.map(isIn));
    return groups.filter((_, at) => found[at]);
  }

  return {
    async list(request: PageRequest<GroupFilters>): Promise<Page<JamfProUserGroup>> {
      const { filters, primary } = request;
      const userId = filters.user?.id;
      const groups = userId === undefined ? await readAll(primary) : await groupsOf(userId, request);
      return pageOfWhole(groups, request);
    },
    async get(id: string, { primary }: GetRequest): Promise<JamfProUserGroup> {
      const group = (await readAll(primary)).find((each) => number(each?.id) === Number(id));
      if (group) return group;
      throw notFound("findUserGroups", "the group does not exist, or this role cannot see it.");
    },
  };
}

/** The members of a group of users. */
export async function readUserMembers(
  client: JamfProApi,
  id: number,
  call: Call,
): Promise<readonly JamfProUserMember[]> {
  const members = (await readUserGroup(client, id, call)).users;
  if (Array.isArray(members)) return members;
  throw invalidResponse("findUserGroupsById", "the response contains no members.");
}

/** A group of users with its criteria and members. */
export async function readUserGroup(client: JamfProApi, id: number, call: Call) {
  const group = (await client.findUserGroupsById({ path: { id } }, call))?.user_group;
  if (isRecord(group)) return group;
  throw invalidResponse("findUserGroupsById", "the response contains no group.");
}

/** The number of a group of users; undefined for the id of another group. */
export function userGroupNumber(id: string): number | undefined {
  const own = idOfUserGroup(id);
  if (own === undefined || /^\d{1,15}$/.test(own)) return own === undefined ? own : Number(own);
  throw notFound("findUserGroupsById", "group not found: ids of groups of users are as `user-group-12`.");
}
