import {
  createSharedRead,
  type GroupFilters,
  type GroupParts,
  isUuid,
  type PageRequest,
  pageOfWhole,
  text,
} from "@mdmkit/unified/vendor";
import { notFound, recordIn } from "../api/errors.ts";
import { readPage } from "../api/pages.ts";
import type { IntuneGroupRecord, IntuneMemberRecord } from "../api/record.ts";
import { isInDirectory } from "../devices/read-device.ts";
import type { IntuneApi } from "../generated/api/client.ts";
import { mapIntuneGroup } from "./map-group.ts";
import { mapIntuneMember } from "./map-member.ts";
import { planCriteria } from "./plan-criteria.ts";
import { groupPlanners } from "./plan-group.ts";
import { createMemberPlanners } from "./plan-members.ts";

const $select =
  "id,displayName,description,groupTypes,membershipRule,mailEnabled,securityEnabled,createdDateTime";
const GROUP = "#microsoft.graph.group";

/** Groups of the directory, those without devices included: nothing says beforehand which have some. */
export function createGroups(client: IntuneApi) {
  const managed = createSharedRead(({ signal }: { signal?: AbortSignal | undefined }) => readManaged(signal));

  return {
    async list(request) {
      const id = request.filters.device?.id;
      if (id !== undefined) return pageOfWhole(await groupsOf(id, request), request);
      return readPage(client, { operation: "listGroups", query: { $select } }, request, (query, call) =>
        client.listGroups({ query }, call),
      );
    },

    async get(groupId, { primary }) {
      assertGroupId("getGroup", groupId);
      return recordIn(await client.getGroup({ path: { groupId }, query: { $select } }, primary), "getGroup");
    },

    map: mapIntuneGroup,
    ...groupPlanners,
    ...createMemberPlanners(client),
    setCriteria: planCriteria,

    members: {
      async list(groupId, request) {
        assertGroupId("listGroupDevices", groupId);
        if (request.cursor === undefined) managed.restart();
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
      },
      map: mapIntuneMember,
    },
  } satisfies GroupParts<IntuneGroupRecord, IntuneMemberRecord>;

  /** The directory has other ids than Intune, so that all devices are read to tell which is which. */
  async function readManaged(signal: AbortSignal | undefined) {
    const byDeviceId = new Map<string, NonNullable<IntuneMemberRecord["managedDevice"]>[]>();
    const query = { $select: "id,azureADDeviceId,deviceName,serialNumber" };
    for await (const device of client.paginate("listManagedDevices", { query }, { signal })) {
      const { azureADDeviceId, id, deviceName, serialNumber } = device;
      if (!azureADDeviceId || !isInDirectory(device)) continue;
      const others = byDeviceId.get(azureADDeviceId) ?? [];
      byDeviceId.set(azureADDeviceId, [...others, { id, deviceName, serialNumber }]);
    }
    return byDeviceId;
  }

  /** A device without an object in the directory is in no group. */
  async function groupsOf(
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
    const groups: IntuneGroupRecord[] = [];
    for await (const object of client.paginate("listDeviceMemberships", input, { signal }))
      if ((object["@odata.type"] ?? GROUP) === GROUP) groups.push(object);
    return groups;
  }
}

function assertGroupId(operation: string, id: string): void {
  if (!isUuid(id)) throw notFound(operation, "group not found: ids of groups are GUIDs.");
}
