import type { DeviceRow, MdmUser } from "@mdmkit/applivery";
import { NotFoundError } from "@mdmkit/runtime";
import {
  type Complete,
  type Drift,
  first,
  type GetRequest,
  type Group,
  type GroupFilters,
  type GroupMember,
  idOfUserGroup,
  isRecord,
  list,
  listGroups,
  type Page,
  type PageRequest,
  type PrimaryCall,
  pageOfWhole,
  serialNumber,
  text,
  urlSafeId,
  userGroupId,
} from "@mdmkit/unified/vendor";
import { invalidCursor, invalidResponse } from "../api/errors.ts";
import { readPage } from "../api/paging.ts";
import { type AppliveryGroupRecord, recordOf } from "../api/record.ts";
import type { AppliveryWorkspace } from "../api/workspace.ts";
import { deviceIdOf } from "../devices/device-id.ts";
import { findDevice } from "../devices/find-device.ts";
import { createUsers } from "../users/users.ts";
import { createMemberPlanners } from "./plan-members.ts";

type Request = PageRequest<GroupFilters>;
type TagOf = AppliveryGroupRecord["tagOf"];

/** Tags that devices have, then those that users have. They are texts, and come all at once. */
export function createGroups(workspace: AppliveryWorkspace) {
  const { client, organizationId } = workspace;
  const users = createUsers(workspace);

  async function readTags(
    tagOf: TagOf,
    call: PrimaryCall | undefined,
  ): Promise<readonly AppliveryGroupRecord[]> {
    const [operation, response] =
      tagOf === "device"
        ? (["listDeviceTags", await client.listDeviceTags({ path: { organizationId } }, call)] as const)
        : (["listMdmUserTags", await client.listMdmUserTags({ path: { organizationId } }, call)] as const);
    const tags = isRecord(response) ? response.data : undefined;
    if (!Array.isArray(tags) || !(tags.length === 0 || tags.some(isRecord)))
      throw invalidResponse(operation, "The response is not a list of tags.");
    return tags.map((tag) => (isRecord(tag) ? { ...tag, tagOf } : tag));
  }

  async function tagWith(id: string, call: PrimaryCall | undefined): Promise<AppliveryGroupRecord> {
    const tagOf = idOfUserGroup(id) === undefined ? "device" : "user";
    const tags = await readTags(tagOf, call);
    const tag = tags.find((each) => isRecord(each) && mapTag(each).id === id);
    if (tag) return tag;
    const operation = tagOf === "device" ? "listDeviceTags" : "listMdmUserTags";
    const facts = { vendor: "applivery", operation, status: 404 };
    throw new NotFoundError(`group not found: no ${tagOf} has this tag.`, facts);
  }

  async function listDeviceTags(request: Request): Promise<Page<AppliveryGroupRecord>> {
    const { filters, primary, signal } = request;
    const id = filters.device?.id;
    if (id === undefined) return pageOfWhole(await readTags("device", primary), request);
    const device = await findDevice(workspace, id, { detail: "full", primary, signal });
    return pageOfWhole(tagsIn(recordOf(device)?.tags ?? device.tags, "device"), request);
  }

  async function listUserTags(request: Request): Promise<Page<AppliveryGroupRecord>> {
    const { filters, primary } = request;
    const id = filters.user?.id;
    if (id === undefined) return pageOfWhole(await readTags("user", primary), request);
    const user = await users.get(id, { detail: "full", primary });
    return pageOfWhole(tagsIn(user.tags, "user"), request);
  }

  return {
    list: (request: Request): Promise<Page<AppliveryGroupRecord>> =>
      listGroups<AppliveryGroupRecord>(request, {
        device: listDeviceTags,
        user: listUserTags,
        userOperation: "listMdmUserTags",
        invalidCursor,
      }),

    get: (id: string, { primary }: GetRequest): Promise<AppliveryGroupRecord> => tagWith(id, primary),

    map: mapTag,
    ...createMemberPlanners(workspace),

    members: {
      async list(groupId: string, request: PageRequest<never>): Promise<Page<DeviceRow | MdmUser>> {
        const { value, tagOf } = await tagWith(groupId, { signal: request.signal });
        const tag = text(value) ?? "";
        const page =
          tagOf === "device"
            ? await readPage<DeviceRow | MdmUser>("listDevices", request, (paging, call) =>
                client.listDevices(
                  { path: { organizationId }, query: { subType: "device", tags: [tag], ...paging } },
                  call,
                ),
              )
            : await readPage<DeviceRow | MdmUser>("listMdmUsers", request, (paging, call) =>
                client.listMdmUsers({ path: { organizationId }, query: { tags: [tag], ...paging } }, call),
              );
        // Whether the vendor compares the whole text is not documented.
        const isIn = (row: DeviceRow | MdmUser | null) =>
          !isRecord(row) || list(row.tags).some((each) => text(each) === tag);
        return { ...page, items: page.items.filter(isIn), total: undefined };
      },
      map: (member: DeviceRow | MdmUser, drift?: Drift) =>
        "email" in member ? mapAppliveryUserMember(member, drift) : mapAppliveryMember(member, drift),
    },
  };
}

const mapTag = (tag: AppliveryGroupRecord, drift?: Drift) =>
  tag.tagOf === "user" ? mapAppliveryUserTag(tag, drift) : mapAppliveryTag(tag, drift);

const tagsIn = (tags: readonly string[] | null | undefined, tagOf: TagOf): AppliveryGroupRecord[] =>
  [...new Set(list(tags))].map((value) => ({ value, tagOf }));

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

/** A tag that users have. */
export function mapAppliveryUserTag(tag: AppliveryGroupRecord, drift?: Drift): Complete<Group, "times"> {
  const name = text(tag.value, drift);
  return {
    id: userGroupId(name && urlSafeId(`tag:${name}`)),
    name,
    description: undefined,
    kind: "tag",
    membership: "static",
    member_type: "user",
    device_type: undefined,
    platform: undefined,
    is_exclusive: false,
    is_builtin: undefined,
    accepts_members: true,
    member_count: undefined,
    evaluated_at: undefined,
    parent: undefined,
    organization: undefined,
  };
}

function mapAppliveryUserMember(user: MdmUser, drift?: Drift): Complete<GroupMember> {
  return {
    id: text(user.id, drift) ?? "",
    type: "user",
    name: first(text(user.name, drift), text(user.email, drift)),
    serial_number: undefined,
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
