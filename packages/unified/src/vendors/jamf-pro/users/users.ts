import type { User } from "@mdmkit/jamf-pro";
import {
  type GetRequest,
  number,
  type Page,
  type PageRequest,
  text,
  type UserFilters,
} from "@mdmkit/unified/vendor";
import { invalidResponse } from "../api/errors.ts";
import { decodePagePosition, encodePagePosition, isLastPage } from "../api/page-position.ts";
import { contains } from "../api/rsql.ts";
import type { JamfProApi, JamfProPlan } from "../generated/api/client.ts";
import { mapJamfProUser } from "./map-user.ts";
import { createUserUpdatePlanner, planUserCreate } from "./plan-users.ts";

/** The people devices are assigned to, as servers from 11.26 on have them. */
export function createUsers(client: JamfProApi) {
  return {
    pageSize: 1000,
    filters: ["email"] as const,
    narrowed: { email: (value: string) => value.trim() !== "" && !value.includes("\\") },

    async list({ cursor, limit, filters, primary }: PageRequest<UserFilters>): Promise<Page<User>> {
      const position =
        cursor === undefined ? { page: 0, size: limit } : decodePagePosition(cursor, "users.list");
      const { page, size } = position;
      const filter = filters.email == null ? undefined : contains("email", filters.email.trim());
      const paging = { page, "page-size": size, sort: "id:asc" };
      const answer = await client.listUsers({ query: { ...paging, filter } }, primary);
      const items = answer?.results;
      if (!Array.isArray(items)) throw invalidResponse("listUsers", NO_USER);
      const total = number(answer?.totalCount) ?? undefined;
      if (isLastPage(position, { items, total })) return { items, total };
      return { items, total, next: encodePagePosition({ page: page + 1, size }) };
    },

    async get(id: string, { primary }: GetRequest): Promise<User> {
      const user = await client.getUser({ path: { id } }, primary);
      if (text(user?.id)) return user;
      throw invalidResponse("getUser", NO_USER);
    },

    map: mapJamfProUser,
    creatable: ["name", "emails"] as const,
    create: planUserCreate,
    writable: ["name", "emails"] as const,
    update: createUserUpdatePlanner(client),
    delete: (id: string): JamfProPlan => ({ steps: [{ operation: "deleteUser", path: { id } }] }),
  };
}

const NO_USER = "the answer holds no user.";
