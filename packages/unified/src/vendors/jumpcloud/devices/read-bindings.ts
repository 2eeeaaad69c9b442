import type { Paginated } from "@mdmkit/runtime";
import { noteIncomplete, text, type Unreadable } from "@mdmkit/unified/vendor";
import type { JumpCloudDeviceRecord } from "../api/record.ts";
import type { JumpCloudReadApi } from "../generated/api/client.ts";

type ReadOptions = { signal?: AbortSignal | undefined; unreadable: Unreadable };
type Named = { id: string; name?: string };

/** The device groups of a system. Graph rows hold ids only, so the names come from the groups themselves. */
export async function readSystemGroups(
  client: JumpCloudReadApi,
  systemId: string,
  { signal, unreadable }: ReadOptions,
): Promise<JumpCloudDeviceRecord["systemGroups"]> {
  const path = { system_id: systemId };
  const options = { signal, incomplete: "report" } as const;
  const ids = await idsOf(client.paginate("graph_systemMemberOf", { path }, options), unreadable);
  return ids.size === 0 ? [] : named(client.paginate("groups_system_list", {}, options), ids, unreadable);
}

/** The policies bound to a system, directly or through a group. */
export async function readPolicies(
  client: JumpCloudReadApi,
  systemId: string,
  { signal, unreadable }: ReadOptions,
): Promise<JumpCloudDeviceRecord["policies"]> {
  const path = { system_id: systemId };
  const options = { signal, incomplete: "report" } as const;
  const ids = await idsOf(client.paginate("graph_systemTraversePolicy", { path }, options), unreadable);
  return ids.size === 0 ? [] : named(client.paginate("policies_list", {}, options), ids, unreadable);
}

async function idsOf(rows: Paginated<{ id: string }>, unreadable: Unreadable): Promise<Set<string>> {
  const ids = new Set<string>();
  for await (const row of rows) {
    const id = text(row?.id);
    if (id) ids.add(id);
    else unreadable();
  }
  noteIncomplete(rows, unreadable);
  return ids;
}

/** Stops reading names as soon as every id has one. An id without a name keeps its id. */
async function named(
  rows: Paginated<{ id?: string; name?: string }>,
  ids: Set<string>,
  unreadable: Unreadable,
): Promise<Named[]> {
  const byId = new Map<string, Named>([...ids].map((id) => [id, { id }]));
  let missing = ids.size;
  let isReadable = true;
  for await (const row of rows) {
    isReadable &&= text(row?.id) != null;
    const entry = byId.get(row?.id ?? "");
    if (entry && entry.name === undefined && row.name !== undefined) {
      entry.name = row.name;
      missing -= 1;
    }
    if (missing === 0) return [...byId.values()];
  }
  // The row of one that has no name yet.
  if (!isReadable) unreadable();
  noteIncomplete(rows, unreadable);
  return [...byId.values()];
}
