import { secrets } from "@mdmkit/applivery";
import type { DeviceFilters } from "../../model.ts";
import type { GetRequest, PageRequest } from "../../vendor.ts";
import type { AppliveryReadApi } from "./client.ts";
import { findDevice, GET_ONLY, LIST_PAGE_SIZE } from "./find-device.ts";
import { listDevices, NARROWED, PUSHED } from "./list-devices.ts";
import { mapAppliveryDevice } from "./map-device.ts";
import type { AppliveryDevice } from "./record.ts";

/** Applivery's devices of all platforms, read. */
export function createDeviceReads(api: AppliveryReadApi) {
  return {
    pageSize: LIST_PAGE_SIZE,
    getOnly: GET_ONLY,
    getRequests: 2,
    secrets: secrets.Device,
    filters: [
      "name",
      "type",
      "model",
      "os_version",
      "platform",
      "serial_number",
      "tags",
      "owner",
      "policy",
      "organization",
      "updated_since",
    ] as const,
    pushed: PUSHED,
    narrowed: NARROWED,
    list: (request: PageRequest<DeviceFilters>) => listDevices(api, request),
    get: (id: string, request: GetRequest): Promise<AppliveryDevice> => findDevice(api, id, request),
    map: mapAppliveryDevice,
  };
}
