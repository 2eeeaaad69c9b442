import type { Device as IruDevice } from "@mdmkit/iru";
import {
  deviceMember,
  type GroupParts,
  isRecord,
  isUuid,
  list,
  type Page,
  type PrimaryCall,
  pageOfWhole,
  text,
} from "@mdmkit/unified/vendor";
import { invalidCursor, notFound, recordIn, rowsIn } from "../api/errors.ts";
import type { IruBlueprint, IruGroupRecord, IruTag } from "../api/record.ts";
import type { IruApi } from "../generated/api/client.ts";
import { mapIruBlueprint, mapIruTag } from "./map-group.ts";
import { createGroupPlanners } from "./plan-group.ts";
import { createMemberPlanners } from "./plan-members.ts";

/** What one page is asked for. */
const BLUEPRINTS = 300;

/** Blueprints, then tags, each of which are few: a page of the list is made of all. */
export function createGroups(client: IruApi) {
  async function readTags(call: PrimaryCall | undefined): Promise<Page<IruTag>> {
    const response = await client.listTags({}, call);
    const tags = rowsIn(response?.results, "listTags").map((tag) => (isRecord(tag) ? asTag(tag) : tag));
    // No parameter for another page is documented.
    return { items: tags, doubt: tags.length < (response?.count ?? 0) ? "short" : undefined };
  }

  async function readBlueprints(call: PrimaryCall | undefined): Promise<Page<IruBlueprint>> {
    const items: (IruBlueprint | null)[] = [];
    for (;;) {
      const query = { limit: BLUEPRINTS, offset: items.length };
      const page = await client.listBlueprints({ query }, call);
      const rows = rowsIn(page?.results, "listBlueprints");
      items.push(...rows.map((row) => (isRecord(row) ? asBlueprint(row) : row)));
      const isShort = items.length < (page?.count ?? 0);
      if (rows.length === 0 || (!page?.next && !isShort))
        return { items, doubt: isShort ? "short" : undefined };
    }
  }

  async function tagOf(groupId: string, call: PrimaryCall | undefined): Promise<IruTag> {
    const { items } = await readTags(call);
    const tag = items.find((each) => each && mapIruTag(each).id === groupId);
    if (tag) return tag;
    throw notFound("listTags", "group not found: its id must be that of a blueprint or tag of a list.");
  }

  async function groupOf(id: string, call: PrimaryCall | undefined): Promise<IruGroupRecord> {
    if (!isUuid(id)) return tagOf(id, call);
    return asBlueprint(
      recordIn(await client.getBlueprint({ path: { blueprint_id: id } }, call), "getBlueprint"),
    );
  }

  return {
    async list(request) {
      const { filters, primary } = request;
      if (filters.device?.id !== undefined)
        return pageOfWhole(await groupsOf(filters.device.id, primary), request);
      const parts = await Promise.all([readBlueprints(primary), readTags(primary)]);
      const groups = parts.flatMap(({ items }): readonly (IruGroupRecord | null)[] => items);
      return { ...pageOfWhole(groups, request), doubt: parts.find(({ doubt }) => doubt)?.doubt };
    },

    get: (id, { primary }) => groupOf(id, primary),

    map: (group, drift) =>
      group.groupKind === "tag" ? mapIruTag(group, drift) : mapIruBlueprint(group, drift),

    ...createGroupPlanners(tagOf),
    ...createMemberPlanners(client),

    members: {
      async list(groupId, { cursor = "0", limit, primary }) {
        const offset = Number(cursor);
        if (!Number.isSafeInteger(offset)) throw invalidCursor("groups.members");
        const group = await groupOf(groupId, { signal: primary?.signal });
        const chosen = group.groupKind === "tag" ? { tag_name: group.name } : { blueprint_id: group.id };
        const query = { ...chosen, limit, offset, ordering: "device_id" };
        const rows = rowsIn(await client.listDevices({ query }, primary), "listDevices");
        // The vendor finds a part of a text.
        const items = rows.filter((row) => !isRecord(row) || isIn(row, group));
        return rows.length < limit ? { items } : { items, next: String(offset + rows.length) };
      },
      map: ({ device_id, device_name, serial_number }, drift) =>
        deviceMember(text(device_id, drift), { name: device_name, serial_number }, drift),
    },
  } satisfies GroupParts<IruGroupRecord, IruDevice>;

  async function groupsOf(id: string, call: PrimaryCall | undefined): Promise<IruGroupRecord[]> {
    if (!isUuid(id)) throw notFound("getDevice", "device not found: device ids are UUIDs.");
    const response = await client.getDevice({ path: { device_id: id } }, call);
    const device = recordIn(response, "getDevice", "device_id");
    const blueprint = text(device.blueprint_id);
    const name = text(device.blueprint_name);
    return [
      ...(blueprint ? [asBlueprint({ id: blueprint, ...(name && { name }) })] : []),
      ...list(device.tags).flatMap((tag) => (text(tag) ? [asTag({ name: tag })] : [])),
    ];
  }
}

const asTag = (tag: Omit<IruTag, "groupKind">): IruTag => ({ ...tag, groupKind: "tag" });
const asBlueprint = (blueprint: Omit<IruBlueprint, "groupKind">): IruBlueprint => ({
  ...blueprint,
  groupKind: "blueprint",
});

function isIn({ blueprint_id, tags }: IruDevice, group: IruGroupRecord): boolean {
  return group.groupKind === "tag"
    ? list(tags).some((tag) => text(tag) === text(group.name))
    : blueprint_id === group.id;
}
