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
import { decodePagePosition, encodePagePosition, endOf, readPage } from "../api/page-position.ts";
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

    async list(request: PageRequest<UserFilters>): Promise<Page<User>> {
      const { cursor, limit, filters } = request;
      const position =
        cursor === undefined ? { page: 0, size: limit } : decodePagePosition(cursor, "users.list");
      const filter = filters.email == null ? undefined : contains("email", filters.email.trim());
      const read = await readPage(position, request, async ({ page, size }, call) => {
        const query = { page, "page-size": size, sort: "id:asc", filter };
        const answer = await client.listUsers({ query }, call);
        if (!Array.isArray(answer?.results)) throw invalidResponse("listUsers", NO_USER);
        return { items: answer.results, total: number(answer.totalCount) ?? undefined };
      });
      const end = endOf(position, read);
      if (end === "last") return read;
      const next = encodePagePosition({ ...position, page: position.page + 1 });
      return { ...read, next, mayBeLast: end === "unsure" };
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
