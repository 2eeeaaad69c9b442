import { secrets } from "@mdmkit/simplemdm";
import {
  createSupportingReads,
  type DeviceContract,
  HARDWARE_FILTERS,
  isRecord,
  list,
  serialNumber,
} from "@mdmkit/unified/vendor";
import { ids, recordIn } from "../api/errors.ts";
import { readPage } from "../api/pages.ts";
import type { SimpleMDMDeviceRecord } from "../api/record.ts";
import type { SimpleMDMReadApi } from "../generated/api/client.ts";
import { unsetInSimpleMDMDevice } from "../generated/api/unset.ts";
import { createDeviceJoiner } from "./join-devices.ts";
import { mapSimpleMDMDevice } from "./map-device.ts";

/** Devices of the account, those that await enrollment included. */
export function createDeviceReads(client: SimpleMDMReadApi) {
  const join = createDeviceJoiner(client);
  return {
    pageSize: 100,
    /** The device, its groups of both kinds, and the account. */
    getRequests: 4,
    keepsEnrollments: true as const, // the record of a device stays when it is unenrolled
    secrets: secrets.Device,
    filters: [...HARDWARE_FILTERS, "tags", "policy", "organization"] as const,
    // Never pushed: the search finds parts of names and numbers, too.
    narrowed: { serial_number: (value) => serialNumber(value) === value },

    async list(request) {
      const { cursor, filters, signal } = request;
      // Any value of the parameter asks for pending devices, which are left out otherwise.
      const query = {
        include_awaiting_enrollment: true,
        ...(filters.serial_number && { search: filters.serial_number }),
      };
      const page = await readPage<SimpleMDMDeviceRecord>("listDevices", request, (part, call) =>
        client.listDevices({ query: { ...query, ...part } }, call),
      );
      if (cursor === undefined) join.restart();
      const reads = createSupportingReads("list", request);
      const devices = page.items.filter((device) => isRecord(device));
      await join.page(devices.map(withoutSecretAttributes), reads, signal);
      return { ...page, gaps: reads.gaps };
    },

    async get(id, request) {
      const { detail, hydrates, primary, signal } = request;
      const path = { deviceId: ids.recordNumber("getDevice", id) };
      const device: SimpleMDMDeviceRecord = recordIn(await client.getDevice({ path }, primary), "getDevice");
      withoutSecretAttributes(device);
      if (detail === "identity") return device;
      if (!hydrates) join.forgive();
      await join.one([device], createSupportingReads("get", request), signal);
      return device;
    },

    unset: unsetInSimpleMDMDevice,
    map: mapSimpleMDMDevice,
  } satisfies DeviceContract<SimpleMDMDeviceRecord>;
}

/** A caller's own query may ask for custom attributes that are marked as secret. They are in no record. */
function withoutSecretAttributes(device: SimpleMDMDeviceRecord): SimpleMDMDeviceRecord {
  const values = device.relationships?.custom_attribute_values;
  if (values?.data) values.data = list(values.data).filter(({ attributes }) => attributes?.secret !== true);
  return device;
}
