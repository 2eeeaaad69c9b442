import type { Device } from "@mdmkit/simplemdm";
import {
  deviceMember,
  idText,
  isRecord,
  list,
  type MemberReads,
  type Page,
  type PageRequest,
  pageOfWhole,
} from "@mdmkit/unified/vendor";
import { ids, invalidCursor, invalidResponse, recordIn } from "../api/errors.ts";
import { readPage } from "../api/pages.ts";
import type { SimpleMDMApi } from "../generated/api/client.ts";
import { DEVICE_GROUP } from "./map-group.ts";

/** A device, or a reference to one. */
type Member = Pick<Device, "id"> & Partial<Pick<Device, "attributes">>;

/** Members of a group: an assignment group names them all; of a device group, all devices are asked for theirs. */
export function createMembers(client: SimpleMDMApi) {
  return {
    list: (groupId, request) =>
      groupId.startsWith(DEVICE_GROUP)
        ? inDeviceGroup(ids.recordNumber("listDevices", groupId.slice(DEVICE_GROUP.length)), request)
        : assigned(ids.recordNumber("getAssignmentGroup", groupId), request),
    map: ({ id, attributes }, drift) => deviceMember(idText(id, drift), attributes ?? {}, drift),
  } satisfies MemberReads<Member>;

  async function assigned(assignmentGroupId: number, request: PageRequest<never>): Promise<Page<Member>> {
    const { cursor = "0", limit, primary } = request;
    if (!/^\d{1,9}$/.test(cursor)) throw invalidCursor("groups.members");
    const response = await client.getAssignmentGroup({ path: { assignmentGroupId } }, primary);
    const { relationships } = recordIn(response, "getAssignmentGroup");
    const members = relationships?.devices?.data;
    if (!Array.isArray(members)) throw invalidResponse("getAssignmentGroup", "The group has no `devices`.");
    const page = pageOfWhole(members, { cursor, limit });
    const end = Number(cursor) + page.items.length;
    return {
      ...page,
      ...(end < members.length && { next: String(end) }),
      // Devices of a device group that is in this one, as in older accounts, are not among them.
      doubt: list(relationships?.device_groups?.data).length > 0 ? "short" : undefined,
    };
  }

  async function inDeviceGroup(deviceGroupId: number, request: PageRequest<never>): Promise<Page<Member>> {
    const { cursor, signal } = request;
    if (cursor === undefined)
      recordIn(await client.getDeviceGroup({ path: { deviceGroupId } }, { signal }), "getDeviceGroup");
    const page = await readPage<Device>("listDevices", request, (part, call) =>
      client.listDevices({ query: { include_awaiting_enrollment: true, ...part } }, call),
    );
    const isIn = (device: Device | null): boolean =>
      !isRecord(device) || device.relationships?.device_group?.data?.id === deviceGroupId;
    return { ...page, items: page.items.filter(isIn) };
  }
}
