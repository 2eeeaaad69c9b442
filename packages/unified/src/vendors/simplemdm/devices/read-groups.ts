import type { AssignmentGroup, DeviceGroup } from "@mdmkit/simplemdm";
import { isRecord, list, noteIncomplete, type Unreadable } from "@mdmkit/unified/vendor";
import type { NamedGroup, SimpleMDMDeviceRecord } from "../api/record.ts";
import type { SimpleMDMReadApi } from "../generated/api/client.ts";

export type ReadOptions = { signal: AbortSignal | undefined; unreadable: Unreadable };

type Ids = NonNullable<AssignmentGroup["relationships"]>["devices"];

/** The assignment groups of an account: one list names them and their devices. */
export type Groups = {
  /** Those that a device is in. A device of an older account does not name them, so that the groups do. */
  of(device: SimpleMDMDeviceRecord): readonly NamedGroup[];
};

export async function readGroups(
  client: SimpleMDMReadApi,
  { signal, unreadable }: ReadOptions,
): Promise<Groups> {
  const byId = new Map<number, NamedGroup>();
  const byDevice = new Map<number, NamedGroup[]>();
  const byDeviceGroup = new Map<number, NamedGroup[]>();
  const groups = client.paginate("listAssignmentGroups", {}, { signal, incomplete: "report" });
  for await (const group of groups) {
    if (!isRecord(group) || typeof group.id !== "number") {
      unreadable();
      continue;
    }
    const named = { id: group.id, attributes: group.attributes };
    byId.set(group.id, named);
    note(byDevice, group.relationships?.devices, named);
    note(byDeviceGroup, group.relationships?.device_groups, named);
  }
  noteIncomplete(groups, unreadable);
  return {
    of({ id, relationships }) {
      const refs = relationships?.groups?.data;
      if (Array.isArray(refs))
        return list(refs).map((ref) => byId.get(ref.id) ?? { id: ref.id, attributes: {} });
      const inGroup = byDeviceGroup.get(relationships?.device_group?.data?.id ?? 0) ?? [];
      return [...new Set([...(byDevice.get(id) ?? []), ...inGroup])];
    },
  };
}

/** Keeps a group for each of the records that it refers to. */
function note(found: Map<number, NamedGroup[]>, ids: Ids, group: NamedGroup): void {
  for (const { id } of list(ids?.data)) {
    const others = found.get(id);
    if (others) others.push(group);
    else found.set(id, [group]);
  }
}

/** Device groups by id, of which a device of an older account is in one. */
export async function readDeviceGroups(
  client: SimpleMDMReadApi,
  { signal, unreadable }: ReadOptions,
): Promise<ReadonlyMap<number, DeviceGroup>> {
  const found = new Map<number, DeviceGroup>();
  const groups = client.paginate("listDeviceGroups", {}, { signal, incomplete: "report" });
  for await (const group of groups) {
    if (isRecord(group) && typeof group.id === "number") found.set(group.id, group);
    else unreadable();
  }
  noteIncomplete(groups, unreadable);
  return found;
}
