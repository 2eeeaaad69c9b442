import { type DeviceContract, HARDWARE_FILTERS, isRecord, readAfter } from "@mdmkit/unified/vendor";
import { errors, ids, recordIn } from "../api/errors.ts";
import type { NinjaOneDeviceRecord } from "../api/record.ts";
import type { NinjaOneReadApi } from "../generated/api/client.ts";
import { unsetInNinjaOneDevice } from "../generated/api/unset.ts";
import { deviceFilter, NARROWED } from "./device-filter.ts";
import { createDeviceJoiner } from "./join-devices.ts";
import { mapNinjaOneDevice } from "./map-device.ts";
import { createReports } from "./read-reports.ts";

/** What a record leaves out unless it is asked for. */
const EXPANDED = {
  expand: "organization,policy,rolePolicy,role,assignedOwner,warranty,backupUsage",
  includeLastBackupJobTimes: true,
} as const;

/** NinjaOne's devices of all kinds, read. */
export function createDeviceReads(client: NinjaOneReadApi) {
  const reports = createReports(client);
  const join = createDeviceJoiner(client, reports);
  return {
    pageSize: 1000,
    /** The device, its health, antivirus, volumes and custom fields; and its owner, where `expand` does not bring it. */
    getRequests: 6,
    /** None in a record: what has some, such as a link to the console, is not read. */
    secrets: [],
    filters: [...HARDWARE_FILTERS, "tags", "owner", "policy", "organization", "updated_since"] as const,
    narrowed: NARROWED,

    async list(request) {
      const { cursor, filters } = request;
      const filter = deviceFilter(filters);
      const page = await readAfter<NinjaOneDeviceRecord>(
        { operation: "getDevicesDetailed", parameter: "after", errors },
        request,
        async ({ after, limit: pageSize }, call) => ({
          rows: await client.getDevicesDetailed({ query: { ...EXPANDED, ...filter, after, pageSize } }, call),
        }),
      );
      if (cursor === undefined) for (const report of Object.values(reports)) report.restart();
      const gaps = await join.page(page.items.filter(isRecord), request);
      return { ...page, gaps };
    },

    async get(id, request) {
      const number = ids.recordNumber("getDevice", id);
      const response = await client.getDevice({ path: { id: number }, query: EXPANDED }, request.primary);
      const device: NinjaOneDeviceRecord = recordIn(response, "getDevice");
      if (request.detail === "full") await join.one(device, request);
      return device;
    },

    unset: unsetInNinjaOneDevice,
    map: mapNinjaOneDevice,
  } satisfies DeviceContract<NinjaOneDeviceRecord>;
}
