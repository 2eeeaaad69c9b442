import { onFirstCall } from "@mdmkit/unified/vendor";
import type { InventoryReader } from "../devices/read-inventory.ts";
import type { JamfProApi } from "../generated/api/client.ts";

/** Computer groups and mobile device groups. */
export function createGroups(client: JamfProApi, devices: InventoryReader) {
  return {
    pageSize: 1000,
    seek: "offset" as const,
    filters: ["name", "membership", "device"] as const,
    pushed: { device: () => true },
    membersAtOnce: 100,
    ...onFirstCall(["list", "get", "map", "setCriteria", "addMembers", "removeMembers"], async () =>
      (await import("./group-calls.ts")).createGroupCalls(client, devices),
    ),
    criteria: onFirstCall(["get", "language"], async () =>
      (await import("./criteria.ts")).createCriteria(client),
    ),
    members: {
      pageSize: 5000,
      seek: "offset" as const,
      ...onFirstCall(["list", "map"], async () =>
        (await import("./member-calls.ts")).createMemberCalls(client),
      ),
    },
  };
}
