import type { SystemUser } from "@mdmkit/jumpcloud";
import type { UserFilters } from "../../model.ts";
import type { GetRequest, Page, PageRequest } from "../../vendor.ts";
import { pageItems, wholeRecord } from "./answers.ts";
import type { JumpCloudApi, JumpCloudPlan } from "./client.ts";
import { mapJumpCloudUser } from "./map-systemuser.ts";
import { planUserCreate, planUserUpdate } from "./plan-updates.ts";

/** JumpCloud's directory users. */
export function createUsers(client: JumpCloudApi) {
  return {
    pageSize: 100,
    seek: "offset" as const,
    filters: ["email"] as const,

    async list({ cursor, limit, query, signal }: PageRequest<UserFilters>): Promise<Page<SystemUser>> {
      const paging = { limit, skip: Number(cursor ?? 0), sort: "_id" };
      const page = await client.systemusers_list({ query: paging }, { query, signal });
      return { items: pageItems(page?.results, "systemusers_list"), total: page.totalCount };
    },

    async get(id: string, { query, signal }: GetRequest): Promise<SystemUser> {
      return wholeRecord(
        await client.systemusers_get({ path: { id } }, { query, signal }),
        "systemusers_get",
      );
    },

    map: mapJumpCloudUser,
    create: planUserCreate,
    writable: ["name", "emails"] as const,
    update: planUserUpdate,
    delete: (id: string): JumpCloudPlan => ({ steps: [{ operation: "systemusers_delete", path: { id } }] }),
  };
}
