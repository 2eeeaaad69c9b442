import type { PageRequest } from "@mdmkit/unified/vendor";
import { ids, invalidResponse, recordIn } from "../api/errors.ts";
import type { SimpleMDMGroupRecord } from "../api/record.ts";
import { readGroups } from "../devices/read-groups.ts";
import type { SimpleMDMApi } from "../generated/api/client.ts";

/** The groups of a device: it names them, or in older accounts they name it. */
export async function readGroupsOf(
  client: SimpleMDMApi,
  deviceId: string,
  { primary, signal }: Pick<PageRequest<never>, "primary" | "signal">,
): Promise<SimpleMDMGroupRecord[]> {
  const path = { deviceId: ids.recordNumber("getDevice", deviceId) };
  const device = recordIn(await client.getDevice({ path }, primary), "getDevice");
  const unreadable = (problem = "A row of the response cannot be read."): never => {
    throw invalidResponse("listAssignmentGroups", problem);
  };
  const assigned = (await readGroups(client, { signal, unreadable })).of(device);
  const deviceGroupId = device.relationships?.device_group?.data?.id;
  if (deviceGroupId === undefined) return [...assigned];
  const own = await client.getDeviceGroup({ path: { deviceGroupId } }, { signal });
  return [...assigned, recordIn(own, "getDeviceGroup")];
}
