import { isUuid, list, text } from "@mdmkit/unified/vendor";
import { invalidInput, notFound, recordIn } from "../api/errors.ts";
import type { IruGroupRecord } from "../api/record.ts";
import type { IruApi, IruPlan } from "../generated/api/client.ts";

/**
 * Plans that move a device to a blueprint, or change its tags. A device takes all of its tags at once, so they are read before: of two
 * changes at the same time the later one stays.
 */
export function createMemberPlanners(client: IruApi) {
  async function tagsOf(id: string): Promise<string[]> {
    if (!isUuid(id)) throw notFound("getDevice", "device not found: device ids are UUIDs.");
    const device = recordIn(await client.getDevice({ path: { device_id: id } }), "getDevice", "device_id");
    return list(device.tags).flatMap((tag) => text(tag) ?? []);
  }

  return {
    async addMembers(group: IruGroupRecord, [id = ""]: readonly string[]): Promise<IruPlan> {
      const path = { device_id: id };
      if (group.groupKind === "blueprint")
        return { steps: [{ operation: "updateDevice", path, body: { blueprint_id: text(group.id) ?? "" } }] };
      const tags = [...new Set([...(await tagsOf(id)), text(group.name) ?? ""])];
      return { steps: [{ operation: "updateDevice", path, body: { tags } }] };
    },
    async removeMembers(group: IruGroupRecord, [id = ""]: readonly string[]): Promise<IruPlan> {
      if (group.groupKind === "blueprint")
        throw invalidInput("updateDevice", "A device leaves a blueprint only for another one: add it there.");
      const tags = (await tagsOf(id)).filter((tag) => tag !== text(group.name));
      return { steps: [{ operation: "updateDevice", path: { device_id: id }, body: { tags } }] };
    },
  };
}
