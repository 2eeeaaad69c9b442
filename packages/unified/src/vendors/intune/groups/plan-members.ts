import { isUuid, type PrimaryCall, text } from "@mdmkit/unified/vendor";
import { invalidInput, invalidResponse, notFound, recordIn } from "../api/errors.ts";
import type { IntuneGroupRecord } from "../api/record.ts";
import { isInDirectory } from "../devices/read-device.ts";
import type { IntuneApi, IntunePlan } from "../generated/api/client.ts";

type Call = Pick<PrimaryCall, "signal">;
type Device = { readonly id: string | undefined; readonly operation: string; readonly call: Call };

/** Plans that put a device into a group of the directory or take it out, where it has an id of its own. */
export function createMemberPlanners(client: IntuneApi) {
  async function objectIdOf({ id: managedDeviceId = "", operation, call }: Device): Promise<string> {
    if (!isUuid(managedDeviceId))
      throw notFound("getManagedDevice", "device not found: device ids are GUIDs.");
    const input = { path: { managedDeviceId }, query: { $select: "id,azureADDeviceId" } };
    const device = recordIn(await client.getManagedDevice(input, call), "getManagedDevice");
    const deviceId = text(device.azureADDeviceId);
    if (!deviceId || !isInDirectory(device))
      throw invalidInput(operation, "The directory does not know the device, so that no group can have it.");
    const query = { $select: "id" };
    const response = await client.getDirectoryDevice({ path: { deviceId }, query }, call);
    const id = text(recordIn(response, "getDirectoryDevice").id);
    if (id && isUuid(id)) return id;
    throw invalidResponse("getDirectoryDevice", "The device of the directory has no id.");
  }

  return {
    async addMembers(
      { id: groupId = "" }: IntuneGroupRecord,
      [id]: readonly string[],
      call: Call,
    ): Promise<IntunePlan> {
      const object = await objectIdOf({ id, operation: "addGroupMember", call });
      const { url } = client.prepare("getGroup", { path: { groupId } });
      const body = { "@odata.id": url.replace(/\/groups\/[^/]*$/, `/directoryObjects/${object}`) };
      return { operation: "addGroupMember", path: { groupId }, body };
    },
    async removeMembers(
      { id: groupId = "" }: IntuneGroupRecord,
      [id]: readonly string[],
      call: Call,
    ): Promise<IntunePlan> {
      const memberId = await objectIdOf({ id, operation: "removeGroupMember", call });
      return { operation: "removeGroupMember", path: { groupId, memberId } };
    },
  };
}
