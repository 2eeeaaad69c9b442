import { type DeviceContract, HARDWARE_FILTERS, isRecord, isUuid } from "@mdmkit/unified/vendor";
import { notFound, recordIn, recordsIn } from "../api/errors.ts";
import type { IruDeviceRecord } from "../api/record.ts";
import { tenantOf } from "../api/tenant.ts";
import type { IruReadApi } from "../generated/api/client.ts";
import { unsetInIruDevice } from "../generated/api/unset.ts";
import { deviceQuery, NARROWED } from "./device-filter.ts";
import { mapIruDevice } from "./map-device.ts";
import { createPostureReader, DETAIL_FIELDS } from "./read-posture.ts";

/** Iru's devices, read. */
export function createDeviceReads(client: IruReadApi) {
  const posture = createPostureReader(client);
  const tenant = tenantOf(client);
  return {
    pageSize: 300,
    seek: "offset" as const,
    getOnly: [...DETAIL_FIELDS, "notes"] as const,
    /** The device, its details, its notes, and two categories of Prism. */
    getRequests: 5,
    /** None in a record: what has some, such as the recovery key, is not read. */
    secrets: [],
    filters: [...HARDWARE_FILTERS, "tags", "owner", "policy", "organization", "updated_since"] as const,
    narrowed: NARROWED,

    async list(request) {
      const { cursor, limit, filters, primary } = request;
      const query = { ...deviceQuery(filters), limit, offset: Number(cursor ?? 0), ordering: "device_id" };
      const response = await client.listDevices({ query }, primary);
      const items: readonly (IruDeviceRecord | null)[] = recordsIn(response, "listDevices");
      if (cursor === undefined) posture.restart();
      const devices = items.filter((device) => isRecord(device));
      for (const device of devices) device.tenant = tenant;
      const gaps = await posture.page(devices, request);
      return { items, gaps };
    },

    async get(id, request) {
      if (!isUuid(id)) throw notFound("getDevice", "device not found: device ids are UUIDs.");
      const response = await client.getDevice({ path: { device_id: id } }, request.primary);
      const device: IruDeviceRecord = recordIn(response, "getDevice", "device_id");
      device.tenant = tenant;
      if (request.detail === "full") await posture.one(device, request);
      return device;
    },

    unset: unsetInIruDevice,
    map: mapIruDevice,
  } satisfies DeviceContract<IruDeviceRecord>;
}
