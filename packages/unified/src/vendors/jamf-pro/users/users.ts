import type { GetRequest, PageRequest, UserFilters } from "@mdmkit/unified/vendor";
import { isPlain } from "../api/rsql.ts";
import type { Server } from "../api/server-version.ts";
import type { JamfProApi } from "../generated/api/client.ts";
import { mapJamfProUser } from "./map-user.ts";
import { createUserDeletePlanner, createUserPlanner, createUserUpdatePlanner } from "./plan-users.ts";
import type { UserReader } from "./read-users.ts";

/** The people devices are assigned to. */
export function createUsers(client: JamfProApi, reader: UserReader, users: Server["users"]) {
  return {
    pageSize: 1000,
    filters: ["email"] as const,
    narrowed: { email: isPlain },
    list: (request: PageRequest<UserFilters>) => reader.page(request),
    get: (id: string, { primary }: GetRequest) => reader.one(id, primary),
    map: mapJamfProUser,
    creatable: ["name", "emails"] as const,
    create: createUserPlanner(users),
    writable: ["name", "emails"] as const,
    update: createUserUpdatePlanner(client, users),
    delete: createUserDeletePlanner(users),
  };
}
