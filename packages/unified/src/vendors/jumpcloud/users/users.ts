import type { SystemUser } from "@mdmkit/jumpcloud";
import {
  createSupportingReads,
  isRecord,
  type SupportingReads,
  text,
  type UserContract,
} from "@mdmkit/unified/vendor";
import { rowsIn } from "../api/errors.ts";
import type { JumpCloudUserRecord } from "../api/record.ts";
import { wholeRecord } from "../api/responses.ts";
import type { JumpCloudApi, JumpCloudPlan } from "../generated/api/client.ts";
import { mapJumpCloudUser } from "./map-systemuser.ts";
import { planUserCreate, planUserUpdate } from "./plan-users.ts";
import type { OrganizationNames } from "./read-people.ts";

/** JumpCloud's directory users. */
export function createUsers(
  client: JumpCloudApi,
  { organizationNames }: { organizationNames: OrganizationNames },
) {
  const withNames = async (users: readonly SystemUser[], reads: SupportingReads, signal?: AbortSignal) => {
    const names = await reads.read("organization_list", ["organization"], (unreadable) =>
      organizationNames({ signal, unreadable }),
    );
    return users.map((user): JumpCloudUserRecord => {
      if (!isRecord(user)) return user;
      return Object.assign(user, { organizationName: names?.get(text(user.organization) ?? "") });
    });
  };

  return {
    async list(request) {
      const { cursor, limit, primary, signal } = request;
      const paging = { limit, skip: Number(cursor ?? 0), sort: "_id" };
      const page = await client.systemusers_list({ query: paging }, primary);
      const reads = createSupportingReads("list", request);
      const items = await withNames(rowsIn(page?.results, "systemusers_list"), reads, signal);
      return { items, total: page.totalCount, gaps: reads.gaps };
    },

    async get(id, request) {
      const { primary, signal } = request;
      const response = await client.systemusers_get({ path: { id } }, primary);
      const user = wholeRecord(response, "systemusers_get");
      const [named = user] = await withNames([user], createSupportingReads("get", request), signal);
      return named;
    },

    map: mapJumpCloudUser,
    create: planUserCreate,
    update: planUserUpdate,
    delete: (id: string): JumpCloudPlan => ({ operation: "systemusers_delete", path: { id } }),
  } satisfies Partial<UserContract<JumpCloudUserRecord>>;
}
