import {
  createSharedRead,
  type Drift,
  type GetRequest,
  type GroupFilters,
  isRecord,
  isUuid,
  type Page,
  type PageRequest,
  pageInTurn,
  pageOfWhole,
  text,
} from "@mdmkit/unified/vendor";
import { invalidCursor, notFound, recordIn } from "../api/errors.ts";
import { readPage } from "../api/pages.ts";
import type { IntuneDeviceMember, IntuneGroupRecord, IntuneMemberRecord } from "../api/record.ts";
import { isInDirectory } from "../devices/read-device.ts";
import type { IntuneApi } from "../generated/api/client.ts";
import { mapIntuneGroup } from "./map-group.ts";
import { mapIntuneMember, mapIntuneUserMember } from "./map-member.ts";
import { planCriteria } from "./plan-criteria.ts";
import { groupPlanners } from "./plan-group.ts";
import { createMemberPlanners } from "./plan-members.ts";

const $select =
  "id,displayName,description,groupTypes,membershipRule,mailEnabled,securityEnabled,createdDateTime";
const GROUP = "#microsoft.graph.group";

/** Groups of the directory, those without devices and users included: nothing says beforehand which have some. */
export function createGroups(client: IntuneApi) {
  const managed = createSharedRead(({ signal }: { signal?: AbortSignal | undefined }) => readManaged(signal));

  return {
    async list(request: PageRequest<GroupFilters>): Promise<Page<IntuneGroupRecord>> {
      const { device, user } = request.filters;
      if (device?.id !== undefined || user?.id !== undefined)
        return pageOfWhole(await groupsOf({ device: device?.id, user: user?.id }, request), request);
      return readPage(client, { operation: "listGroups", query: { $select } }, request, (query, call) =>
        client.listGroups({ query }, call),
      );
    },

    async get(groupId: string, { primary }: GetRequest): Promise<IntuneGroupRecord> {
      assertGroupId("getGroup", groupId);
      return recordIn(await client.getGroup({ path: { groupId }, query: { $select } }, primary), "getGroup");
    },

    map: mapIntuneGroup,
    ...groupPlanners,
    ...createMemberPlanners(client),
    setCriteria: planCriteria,

    members: {
      async list(groupId: string, request: PageRequest<never>): Promise<Page<IntuneMemberRecord>> {
        assertGroupId("listGroupDevices", groupId);
        if (request.cursor === undefined) managed.restart();
        return pageInTurn<IntuneMemberRecord>(request.cursor, {
          device: (cursor) => devicesIn(groupId, { ...request, cursor }),
          user: (cursor) => usersIn(groupId, { ...request, cursor }),
          invalidCursor: () => invalidCursor("groups.members"),
        });
      },
      map: (member: IntuneMemberRecord, drift?: Drift) =>
        "memberType" in member ? mapIntuneUserMember(member, drift) : mapIntuneMember(member, drift),
    },
  };

  async function devicesIn(groupId: string, request: PageRequest<never>): Promise<Page<IntuneMemberRecord>> {
    const path = { groupId };
    const of = { operation: "listGroupDevices", path, query: { $select: "id,deviceId,displayName" } };
    const page = await readPage(client, of, request, (query, call) =>
      client.listGroupDevices({ path, query }, call),
    );
    if (page.items.length === 0) return page;
    const byDeviceId = await managed.get({ signal: request.signal });
    // A device of the directory may be managed twice, or not at all.
    const items = page.items.flatMap((object): (IntuneMemberRecord | null)[] => {
      const devices = byDeviceId.get(text(object?.deviceId) ?? "") ?? [];
      return object && devices.length > 0
        ? devices.map((managedDevice) => ({ ...object, managedDevice }))
        : [object];
    });
    return { ...page, items };
  }

  async function usersIn(groupId: string, request: PageRequest<never>): Promise<Page<IntuneMemberRecord>> {
    const path = { groupId };
    const of = { operation: "listGroupUsers", path, query: { $select: "id,displayName,userPrincipalName" } };
    const page = await readPage(client, of, request, (query, call) =>
      client.listGroupUsers({ path, query }, call),
    );
    const items = page.items.map((user) =>
      isRecord(user) ? { ...user, memberType: "user" as const } : null,
    );
    return { ...page, items };
  }

  /** The directory has other ids than Intune, so that all devices are read to tell which is which. */
  async function readManaged(signal: AbortSignal | undefined) {
    const byDeviceId = new Map<string, NonNullable<IntuneDeviceMember["managedDevice"]>[]>();
    const query = { $select: "id,azureADDeviceId,deviceName,serialNumber" };
    for await (const device of client.paginate("listManagedDevices", { query }, { signal })) {
      const { azureADDeviceId, id, deviceName, serialNumber } = device;
      if (!azureADDeviceId || !isInDirectory(device)) continue;
      const others = byDeviceId.get(azureADDeviceId) ?? [];
      byDeviceId.set(azureADDeviceId, [...others, { id, deviceName, serialNumber }]);
    }
    return byDeviceId;
  }

  /** A device without an object in the directory is in no group. A group may have the device and the user. */
  async function groupsOf(
    { device, user }: { device: string | undefined; user: string | undefined },
    request: PageRequest<GroupFilters>,
  ): Promise<IntuneGroupRecord[]> {
    if (device === undefined) return groupsOfUser(user ?? "", request);
    const groups = await groupsOfDevice(device, request);
    if (user === undefined) return groups;
    const others = new Set((await groupsOfUser(user, request)).map(({ id }) => id));
    return groups.filter(({ id }) => others.has(id));
  }

  async function groupsOfUser(
    userId: string,
    { signal }: PageRequest<GroupFilters>,
  ): Promise<IntuneGroupRecord[]> {
    if (!isUuid(userId)) throw notFound("listUserMemberships", "user not found: user ids are GUIDs.");
    const input = { path: { userId }, query: { $select } };
    return groupsAmong(client.paginate("listUserMemberships", input, { signal }));
  }

  async function groupsOfDevice(
    managedDeviceId: string,
    { primary, signal }: PageRequest<GroupFilters>,
  ): Promise<IntuneGroupRecord[]> {
    if (!isUuid(managedDeviceId))
      throw notFound("getManagedDevice", "device not found: device ids are GUIDs.");
    const response = await client.getManagedDevice({ path: { managedDeviceId } }, primary);
    const device = recordIn(response, "getManagedDevice");
    const deviceId = text(device.azureADDeviceId);
    if (!deviceId || !isInDirectory(device)) return [];
    const input = { path: { deviceId }, query: { $select } };
    return groupsAmong(client.paginate("listDeviceMemberships", input, { signal }));
  }
}

/** The directory also has roles and administrative units. */
async function groupsAmong(
  objects: AsyncIterable<IntuneGroupRecord & { "@odata.type"?: string }>,
): Promise<IntuneGroupRecord[]> {
  const groups: IntuneGroupRecord[] = [];
  for await (const object of objects) if ((object["@odata.type"] ?? GROUP) === GROUP) groups.push(object);
  return groups;
}

function assertGroupId(operation: string, id: string): void {
  if (!isUuid(id)) throw notFound(operation, "group not found: ids of groups are GUIDs.");
}
