import { secrets } from "@mdmkit/applivery";
import type { DeviceFilters } from "../../../contract/model.ts";
import type { GetRequest, PageRequest } from "../../../contract/vendor.ts";
import type { AppliveryReadApi } from "../api/client.ts";
import type { AppliveryDevice } from "../api/record.ts";
import { unsetInAppliveryDevice } from "../generated/unset.ts";
import { findDevice, GET_ONLY, LIST_PAGE_SIZE } from "./find-device.ts";
import { listDevices, NARROWED, PUSHED } from "./list-devices.ts";
import { mapAppliveryDevice } from "./map-device.ts";

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
    unset: unsetInAppliveryDevice,
    map: mapAppliveryDevice,
  };
}
