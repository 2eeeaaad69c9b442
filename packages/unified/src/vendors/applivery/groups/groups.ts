import type { AppliverySchemas, DeviceRow } from "@mdmkit/applivery";
import {
  type Complete,
  type Drift,
  deviceMember,
  type Group,
  type GroupParts,
  isRecord,
  list,
  type PrimaryCall,
  pageOfWhole,
  tagId,
  text,
} from "@mdmkit/unified/vendor";
import { invalidResponse, notFound } from "../api/errors.ts";
import { readPage } from "../api/paging.ts";
import { recordOf } from "../api/record.ts";
import type { AppliveryWorkspace } from "../api/workspace.ts";
import { deviceIdOf } from "../devices/device-id.ts";
import { findDevice } from "../devices/find-device.ts";
import { createMemberPlanners } from "./plan-members.ts";

/** A tag of a workspace; this is `remote_data` of a group. */
export type AppliveryGroupRecord = AppliverySchemas["Tag"];

/** Tags that devices have. They are texts, and come all at once. */
export function createGroups(workspace: AppliveryWorkspace) {
  const { client, organizationId } = workspace;

  async function readTags(call: PrimaryCall | undefined): Promise<readonly AppliveryGroupRecord[]> {
    const response = await client.listDeviceTags({ path: { organizationId } }, call);
    const tags = isRecord(response) ? response.data : undefined;
    if (Array.isArray(tags) && (tags.length === 0 || tags.some(isRecord))) return tags;
    throw invalidResponse("listDeviceTags", "The response is not a list of tags.");
  }

  async function tagOf(id: string, call: PrimaryCall | undefined): Promise<AppliveryGroupRecord> {
    const tag = (await readTags(call)).find((each) => isRecord(each) && mapAppliveryTag(each).id === id);
    if (tag) return tag;
    throw notFound("listDeviceTags", "group not found: no device has this tag.");
  }

  return {
    async list(request) {
      const { filters, primary, signal } = request;
      const id = filters.device?.id;
      if (id === undefined) return pageOfWhole(await readTags(primary), request);
      const device = await findDevice(workspace, id, { detail: "full", primary, signal });
      const tags = list(recordOf(device)?.tags ?? device.tags);
      return pageOfWhole(
        [...new Set(tags)].map((value) => ({ value })),
        request,
      );
    },

    get: (id, { primary }) => tagOf(id, primary),

    map: mapAppliveryTag,
    ...createMemberPlanners(workspace),

    members: {
      async list(groupId, request) {
        const { value } = await tagOf(groupId, { signal: request.signal });
        const tag = text(value) ?? "";
        const page = await readPage<DeviceRow>("listDevices", request, (paging, call) =>
          client.listDevices(
            { path: { organizationId }, query: { subType: "device", tags: [tag], ...paging } },
            call,
          ),
        );
        // Whether the vendor compares the whole text is not documented.
        const isIn = (row: DeviceRow | null) =>
          !isRecord(row) || list(row.tags).some((each) => text(each) === tag);
        return { ...page, items: page.items.filter(isIn), total: undefined };
      },
      map: (row, drift) =>
        deviceMember(
          deviceIdOf(row, drift),
          { name: row.displayName, serial_number: row.summary?.serialNumber },
          drift,
        ),
    },
  } satisfies GroupParts<AppliveryGroupRecord, DeviceRow>;
}

type Tag = Complete<Group, "evaluated_at" | "is_builtin" | "member_count" | "place" | "scope" | "times">;

/** A tag of the workspace, which devices name by text. */
export function mapAppliveryTag(tag: AppliveryGroupRecord, drift?: Drift): Tag {
  const name = text(tag.value, drift);
  return {
    id: name ? tagId(name) : "",
    name,
    description: undefined,
    kind: "tag",
    membership: "static",
    member_type: "device",
    is_exclusive: false,
    accepts_members: true,
  };
}
