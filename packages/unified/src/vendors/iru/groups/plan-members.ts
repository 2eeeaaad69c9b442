import { changeTags, isUuid, type PrimaryCall, text } from "@mdmkit/unified/vendor";
import { invalidResponse, notFound, recordIn } from "../api/errors.ts";
import type { IruGroupRecord } from "../api/record.ts";
import type { IruApi, IruPlan } from "../generated/api/client.ts";

type Call = Pick<PrimaryCall, "signal">;

/**
 * Plans that move a device to a blueprint, or change its tags. A device takes all of its tags at once, so they are read before: of two
 * changes at the same time the later one stays.
 */
export function createMemberPlanners(client: IruApi) {
  async function planTag(
    { name }: IruGroupRecord,
    { id, isMember, call }: { id: string; isMember: boolean; call: Call },
  ): Promise<IruPlan> {
    const path = { device_id: assertDeviceId(id) };
    const device = recordIn(await client.getDevice({ path }, call), "getDevice", "device_id");
    const unreadable = () => invalidResponse("getDevice", "The tags of the device cannot be read.");
    const tags = changeTags(device.tags, { name: text(name) ?? "", isMember, unreadable });
    return { steps: tags ? [{ operation: "updateDevice", path, body: { tags } }] : [] };
  }

  return {
    async addMembers(group: IruGroupRecord, [id = ""]: readonly string[], call: Call): Promise<IruPlan> {
      if (group.groupKind === "tag") return planTag(group, { id, isMember: true, call });
      const path = { device_id: assertDeviceId(id) };
      return { operation: "updateDevice", path, body: { blueprint_id: text(group.id) ?? "" } };
    },
    /** A device leaves a tag; a blueprint is exclusive. */
    removeMembers: (group: IruGroupRecord, [id = ""]: readonly string[], call: Call): Promise<IruPlan> =>
      planTag(group, { id, isMember: false, call }),
  };
}

function assertDeviceId(id: string): string {
  if (isUuid(id)) return id;
  throw notFound("getDevice", "device not found: device ids are UUIDs.");
}
