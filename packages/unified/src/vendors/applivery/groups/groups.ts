import type { AppliverySchemas, DeviceRow } from "@mdmkit/applivery";
import { NotFoundError } from "@mdmkit/runtime";
import {
  type Complete,
  type Drift,
  type GetRequest,
  type Group,
  type GroupFilters,
  type GroupMember,
  isRecord,
  list,
  type Page,
  type PageRequest,
  type PrimaryCall,
  pageOfWhole,
  serialNumber,
  text,
  urlSafeId,
} from "@mdmkit/unified/vendor";
import { invalidResponse } from "../api/errors.ts";
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
    const facts = { vendor: "applivery", operation: "listDeviceTags", status: 404 };
    throw new NotFoundError("group not found: no device has this tag.", facts);
  }

  return {
    async list(request: PageRequest<GroupFilters>): Promise<Page<AppliveryGroupRecord>> {
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

    get: (id: string, { primary }: GetRequest): Promise<AppliveryGroupRecord> => tagOf(id, primary),

    map: mapAppliveryTag,
    ...createMemberPlanners(workspace),

    members: {
      async list(groupId: string, request: PageRequest<never>): Promise<Page<DeviceRow>> {
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
      map: mapAppliveryMember,
    },
  };
}

/** A tag. Devices name their tags by text, so its id here is made of that, too. */
export function mapAppliveryTag(tag: AppliveryGroupRecord, drift?: Drift): Complete<Group, "times"> {
  const name = text(tag.value, drift);
  return {
    id: name ? urlSafeId(`tag:${name}`) : "",
    name,
    description: undefined,
    kind: "tag",
    membership: "static",
    member_type: "device",
    device_type: undefined,
    platform: undefined,
    is_exclusive: false,
    is_builtin: undefined,
    accepts_members: true,
    member_count: undefined,
    evaluated_at: undefined,
    parent: undefined,
    organization: undefined, // the workspace, for every tag
  };
}

function mapAppliveryMember(row: DeviceRow, drift?: Drift): Complete<GroupMember> {
  return {
    id: deviceIdOf(row, drift),
    type: "device",
    name: text(row.displayName, drift),
    serial_number: serialNumber(row.summary?.serialNumber, drift),
  };
}
