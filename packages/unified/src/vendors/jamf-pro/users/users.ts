import { onFirstCall } from "@mdmkit/unified/vendor";
import { isPlain } from "../api/rsql.ts";
import type { Server } from "../api/server-version.ts";
import type { JamfProApi } from "../generated/api/client.ts";

/** The people devices are assigned to. */
export function createUsers(client: JamfProApi, users: Server["users"]) {
  return {
    pageSize: 1000,
    filters: ["email"] as const,
    narrowed: { email: isPlain },
    creatable: ["name", "emails"] as const,
    writable: ["name", "emails"] as const,
    ...onFirstCall(["list", "get", "map", "create", "update", "delete"], async () =>
      (await import("./user-calls.ts")).createUserCalls(client, users),
    ),
  };
}
