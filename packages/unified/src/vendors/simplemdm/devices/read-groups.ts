import type { AssignmentGroup, DeviceGroup } from "@mdmkit/simplemdm";
import { list, rowsByKey, type Unreadable } from "@mdmkit/unified/vendor";
import type { NamedGroup, SimpleMDMDeviceRecord } from "../api/record.ts";
import type { SimpleMDMReadApi } from "../generated/api/client.ts";

export type ReadOptions = { signal: AbortSignal | undefined; unreadable: Unreadable };

type Ids = NonNullable<AssignmentGroup["relationships"]>["devices"];

export type Groups = { of(device: SimpleMDMDeviceRecord): readonly NamedGroup[] };

/** The assignment groups of an account, of which one list names them and their devices, by the devices that are in them. */
export async function readGroups(
  client: SimpleMDMReadApi,
  { signal, unreadable }: ReadOptions,
): Promise<Groups> {
  const listed = client.paginate("listAssignmentGroups", {}, { signal, incomplete: "report" });
  const byId = await rowsByKey(listed, ({ id }) => id, unreadable);
  const byDevice = new Map<number, NamedGroup[]>();
  const byDeviceGroup = new Map<number, NamedGroup[]>();
  for (const { id, attributes, relationships } of byId.values()) {
    const named = { id, attributes };
    note(byDevice, relationships?.devices, named);
    note(byDeviceGroup, relationships?.device_groups, named);
  }
  return {
    // A device of an older account does not name its groups, so that they do.
    of({ id, relationships }) {
      const refs = relationships?.groups?.data;
      if (Array.isArray(refs))
        return list(refs).map((ref) => ({ id: ref.id, attributes: byId.get(ref.id)?.attributes ?? {} }));
      const inGroup = byDeviceGroup.get(relationships?.device_group?.data?.id ?? 0) ?? [];
      return [...new Set([...(byDevice.get(id) ?? []), ...inGroup])];
    },
  };
}

/** Keeps a group for each of the records that it refers to. */
function note(found: Map<number, NamedGroup[]>, ids: Ids, group: NamedGroup): void {
  for (const { id } of list(ids?.data)) {
    if (!found.get(id)?.push(group)) found.set(id, [group]);
  }
}

/** Device groups by id, of which a device of an older account is in one. */
export function readDeviceGroups(
  client: SimpleMDMReadApi,
  { signal, unreadable }: ReadOptions,
): Promise<ReadonlyMap<number, DeviceGroup>> {
  const groups = client.paginate("listDeviceGroups", {}, { signal, incomplete: "report" });
  return rowsByKey(groups, ({ id }) => id, unreadable);
}
