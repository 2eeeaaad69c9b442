import type { DeviceUpdate as IruDeviceUpdate } from "@mdmkit/iru";
import { type DeviceUpdate, isUuid, list, nameOfTag, type TagRef } from "@mdmkit/unified/vendor";
import { invalidInput } from "../api/errors.ts";
import type { IruApi, IruPlan, IruStep } from "../generated/api/client.ts";
import { userIn } from "./plan-actions.ts";
import { noteSteps } from "./plan-notes.ts";

/** Name and blueprint cannot be cleared. */
export type IruUpdate = Pick<DeviceUpdate, "asset_tag" | "owner" | "tags" | "notes" | "remote_data"> & {
  name?: string;
  policy?: { id: string };
};

const UPDATE = "devices.update";

/** A request for the name, which the device takes on itself, those for its notes, and one for the record. */
export const createUpdatePlanner =
  (client: IruApi) =>
  async (deviceId: string, input: IruUpdate): Promise<IruPlan> => {
    const { name, policy, owner, tags, notes, asset_tag: assetTag } = input;
    const path = { device_id: deviceId };
    const steps: IruStep[] = [];
    if (name !== undefined) steps.push({ operation: "setDeviceName", path, body: { DeviceName: name } });
    if (notes !== undefined) steps.push(...(await noteSteps(client, deviceId, notes)));
    const body: IruDeviceUpdate = {};
    if (assetTag !== undefined) body.asset_tag = assetTag;
    if (owner !== undefined) body.user = userIn(UPDATE, owner && (owner.id ?? ""));
    if (policy !== undefined) body.blueprint_id = blueprintIn(policy);
    if (tags !== undefined) body.tags = list(tags).map(nameOf);
    if (Object.keys(body).length > 0 || input.remote_data || steps.length === 0)
      steps.push({ operation: "updateDevice", path, body });
    return { steps };
  };

function blueprintIn({ id }: { id: string }): string {
  if (isUuid(id)) return id;
  throw invalidInput(UPDATE, "The `id` of `policy` must be the UUID of a blueprint.");
}

/** Devices have names of tags only, so the name is the id, too. */
function nameOf(tag: TagRef): string {
  const name = nameOfTag(tag);
  if (name) return name;
  throw invalidInput(UPDATE, "Each of `tags` must have a name. If id and name are set, they must be equal.");
}
