import { isUuid, type MemberCall, text } from "@mdmkit/unified/vendor";
import { invalidInput, invalidResponse, notFound, recordIn } from "../api/errors.ts";
import type { IntuneGroupRecord } from "../api/record.ts";
import { isInDirectory } from "../devices/read-device.ts";
import type { IntuneApi, IntunePlan } from "../generated/api/client.ts";

type Call = MemberCall;
type Member = { readonly id: string | undefined; readonly operation: string; readonly call: Call };

/** Plans that put a device or user into a group of the directory or take it out. There a device has an id of its own, and a user the same. */
export function createMemberPlanners(client: IntuneApi) {
  async function objectIdOf(member: Member): Promise<string> {
    const { id: managedDeviceId = "", operation, call } = member;
    if (call.memberType === "user") return userIdOf(member);
    if (!isUuid(managedDeviceId))
      throw notFound("getManagedDevice", "device not found: device ids are GUIDs.");
    const input = { path: { managedDeviceId }, query: { $select: "id,azureADDeviceId" } };
    const device = recordIn(
      await client.getManagedDevice(input, { signal: call.signal }),
      "getManagedDevice",
    );
    const deviceId = text(device.azureADDeviceId);
    if (!deviceId || !isInDirectory(device))
      throw invalidInput(operation, "The directory does not know the device, so that no group can have it.");
    const query = { $select: "id" };
    const response = await client.getDirectoryDevice({ path: { deviceId }, query }, { signal: call.signal });
    const id = text(recordIn(response, "getDirectoryDevice").id);
    if (id && isUuid(id)) return id;
    throw invalidResponse("getDirectoryDevice", "The device of the directory has no id.");
  }

  function userIdOf({ id = "", operation }: Member): string {
    if (isUuid(id)) return id;
    throw notFound(operation, "user not found: user ids are GUIDs.");
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
