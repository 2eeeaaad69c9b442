import type { DeviceUpdate as NinjaOneDeviceUpdate } from "@mdmkit/ninjaone";
import { type DeviceUpdate, isRecord, list, nameOfTag, type TagRef, text } from "@mdmkit/unified/vendor";
import { ids, invalidInput, invalidResponse } from "../api/errors.ts";
import type { NinjaOneApi, NinjaOnePlan, NinjaOneStep } from "../generated/api/client.ts";
import { ownerStep } from "./plan-actions.ts";

/** Label and policy cannot be cleared; what the vendor makes of such a request is not documented. */
export type NinjaOneUpdate = Pick<DeviceUpdate, "tags" | "owner" | "remote_data"> & {
  name?: string;
  custom_fields?: Readonly<Record<string, unknown>>;
  policy?: { id: string };
};

const UPDATE = "devices.update";

/** Plans a request for the record, and one each for owner, tags and custom fields. */
export function createUpdatePlanner(client: NinjaOneApi) {
  return async (deviceId: string, input: NinjaOneUpdate): Promise<NinjaOnePlan> => {
    const { name, policy, owner, tags, custom_fields: fields } = input;
    const id = ids.recordNumber("updateDevice", deviceId);
    const body: NinjaOneDeviceUpdate = {};
    if (name !== undefined) body.displayName = name;
    if (policy !== undefined) body.policyId = ids.inputNumber(UPDATE, "policy", policy.id);
    const steps: NinjaOneStep[] = [];
    if (owner !== undefined) steps.push(ownerStep(UPDATE, id, owner && (text(owner.id) ?? "")));
    if (tags !== undefined) {
      const tagIds = await tagIdsOf(client, list(tags));
      steps.push({
        operation: "setTagsForAsset",
        path: { assetType: "device", assetId: id },
        body: { tagIds },
      });
    }
    if (fields !== undefined)
      steps.push({ operation: "updateNodeAttributeValues", path: { id }, body: valuesIn(fields) });
    // The last one, since `remote_data` is for the record.
    if (Object.keys(body).length > 0 || input.remote_data || steps.length === 0)
      steps.push({ operation: "updateDevice", path: { id }, body });
    return { steps };
  };
}

function valuesIn(fields: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  if (!Object.values(fields).includes(null)) return fields;
  throw invalidInput(UPDATE, "How NinjaOne clears a custom field is not documented, so none can be null.");
}

/** Devices have the names of tags, and writes take their ids. A tag must exist. */
async function tagIdsOf(client: NinjaOneApi, tags: readonly TagRef[]): Promise<number[]> {
  if (tags.length === 0) return [];
  const response = await client.getTags({});
  const known = new Map<string, number>();
  if (!isRecord(response) || !Array.isArray(response.tags))
    throw invalidResponse("getTags", "The response contains no tags.");
  for (const tag of response.tags)
    if (tag?.name !== undefined && tag.id !== undefined) known.set(tag.name, tag.id);
  return tags.map((tag) => {
    const id = known.get(nameOfTag(tag) ?? "");
    if (id !== undefined) return id;
    throw invalidInput(
      UPDATE,
      "Each of `tags` must name a tag that exists. If id and name are set, they must be equal.",
    );
  });
}
