import type { DeviceKind } from "../api/device-id.ts";
import { notFound } from "../api/errors.ts";
import type { JamfProApi } from "../generated/api/client.ts";

const TYPES = { computer: "COMPUTER", mobile: "MOBILE" } as const;

/** A group by the number that it has among those of its kind. What changes groups of both kinds knows them by an id of its own, from 11.28 on. */
export async function findGroup(client: JamfProApi, { kind, id }: { kind: DeviceKind; id: string }) {
  for await (const group of client.paginate("listGroups", {}))
    if (group.groupType === TYPES[kind] && group.groupJamfProId === id) return group;
  throw notFound("listGroups", "the group does not exist, or this role cannot see it.");
}
