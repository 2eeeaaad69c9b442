import { secrets } from "@mdmkit/applivery";
import {
  type DeviceFilters,
  type GetRequest,
  HARDWARE_FILTERS,
  type PageRequest,
} from "@mdmkit/unified/vendor";
import type { AppliveryDeviceRecord } from "../api/record.ts";
import type { AppliveryReadWorkspace } from "../api/workspace.ts";
import type { AppliveryReadApi } from "../generated/api/client.ts";
import { unsetInAppliveryDevice } from "../generated/api/unset.ts";
import { findDevice, GET_ONLY, LIST_PAGE_SIZE } from "./find-device.ts";
import { listDevices, NARROWED, PUSHED } from "./list-devices.ts";
import { mapAppliveryDevice } from "./map-device.ts";

/** Reads of devices without the rest of the vendor. */
export function createStandaloneDeviceReads(
  client: AppliveryReadApi,
  { organizationId }: { organizationId: string },
) {
  return createDeviceReads({ client, organizationId });
}

/** Applivery's devices of all platforms, read. */
export function createDeviceReads(workspace: AppliveryReadWorkspace) {
  return {
    pageSize: LIST_PAGE_SIZE,
    getOnly: GET_ONLY,
    getRequests: 2,
    secrets: secrets.Device,
    filters: [...HARDWARE_FILTERS, "tags", "owner", "policy", "organization", "updated_since"] as const,
    pushed: PUSHED,
    narrowed: NARROWED,
    list: (request: PageRequest<DeviceFilters>) => listDevices(workspace, request),
    get: (id: string, request: GetRequest): Promise<AppliveryDeviceRecord> =>
      findDevice(workspace, id, request),
    unset: unsetInAppliveryDevice,
    map: mapAppliveryDevice,
  };
}
