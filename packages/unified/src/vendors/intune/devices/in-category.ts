import { type DeviceFilters, type ReadRequest, text } from "@mdmkit/unified/vendor";
import type { IntuneReadApi } from "../generated/api/client.ts";
import { unsetInIntuneDevice } from "../generated/api/unset.ts";

/** Ids of the devices whose category has the name of the tag. A category has no id, as `tags` have it. */
export async function inCategory(
  client: IntuneReadApi,
  { id: tagId, name }: NonNullable<DeviceFilters["tags"]>,
  { signal }: ReadRequest,
): Promise<string[]> {
  if (tagId !== undefined || name === undefined) return [];
  const ids: string[] = [];
  const query = { $select: "id,deviceCategoryDisplayName" };
  for await (const device of client.paginate("listManagedDevices", { query }, { signal })) {
    unsetInIntuneDevice(device);
    const id = text(device.id);
    if (id && text(device.deviceCategoryDisplayName) === name) ids.push(id);
  }
  return ids;
}
