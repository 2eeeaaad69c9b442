import type { GetRequest, PageRequest, UserFilters } from "@mdmkit/unified/vendor";
import type { Server } from "../api/server-version.ts";
import type { JamfProApi } from "../generated/api/client.ts";
import { mapJamfProUser } from "./map-user.ts";
import { createUserDeletePlanner, createUserPlanner, createUserUpdatePlanner } from "./plan-users.ts";
import { createUserReader } from "./read-users.ts";

/** The people devices are assigned to. */
export function createUsers(client: JamfProApi, users: Server["users"]) {
  const reader = createUserReader(client, users);
  return {
    list: (request: PageRequest<UserFilters>) => reader.page(request),
    get: (id: string, { primary }: GetRequest) => reader.one(id, primary),
    map: mapJamfProUser,
    create: createUserPlanner(users),
    update: createUserUpdatePlanner(client, users),
    delete: createUserDeletePlanner(users),
  };
}
