import { secrets } from "@mdmkit/jamf-pro";
import type { DeviceFilters } from "../../model.ts";
import type { GetRequest, Page, PageRequest } from "../../vendor.ts";
import type { JamfProApi, JamfProPlan } from "./client.ts";
import { parseId, qualifyId } from "./device-id.ts";
import { kindsOf, narrowed, rsqlOf } from "./filters.ts";
import { createInventory } from "./inventory.ts";
import { createDeviceJoiner } from "./join-devices.ts";
import { decodePosition, encodePosition, isLastPage } from "./list-position.ts";
import { mapJamfProComputer } from "./map-computer.ts";
import { mapJamfProMobileDevice } from "./map-mobile-device.ts";
import { createActionPlanners } from "./plan-actions.ts";
import { createDeletePlanner, createUpdatePlanner } from "./plan-device-writes.ts";
import { createDetailReader } from "./read-details.ts";
import { createDeviceReader } from "./read-devices.ts";
import { isMobileDevice, type JamfProDevice } from "./record.ts";
import { createSupportingReads } from "./supporting-reads.ts";

/** Jamf Pro's computers and mobile devices as one fleet. */
export function createDevices(client: JamfProApi) {
  const inventory = createInventory(client);
  const reader = createDeviceReader(client, inventory);
  const join = createDeviceJoiner(client);
  const readDetails = createDetailReader(client);

  return {
    pageSize: 200,
    isListPartial: true,
    secrets: secrets.MobileDeviceTvOsInventory,
    filters: [
      "name",
      "type",
      "model",
      "os_version",
      "platform",
      "serial_number",
      "tags",
      "owner",
      "organization",
      "updated_since",
    ] as const,
    narrowed,
    qualifyId,

    /** Computers first, then mobile devices, each by its id. */
    async list(request: PageRequest<DeviceFilters>): Promise<Page<JamfProDevice>> {
      const { cursor, limit, filters, query, signal } = request;
      const kinds = kindsOf(filters);
      const [first] = kinds;
      if (!first) return { items: [], total: 0 };
      const start = { kind: first, page: 0, size: limit, others: undefined };
      const position = cursor === undefined ? start : decodePosition(cursor);
      const { kind, page, size } = position;
      const options = { query, signal };

      const read = await reader.page(kind, { page, size, filter: rsqlOf(kind, filters) }, options);
      const reads = createSupportingReads("list");
      await join(read.items, reads, { signal });
      const other = kinds.find((candidate) => candidate !== kind);
      const last = isLastPage(position, read);
      // At the end of the computers the next page tells it anyway.
      const countOthers = async () =>
        other && !last ? reader.count(other, rsqlOf(other, filters), options) : undefined;
      const others = position.others ?? (await countOthers());
      const result = {
        items: read.items,
        total: other ? sum(read.total, others) : read.total,
        gaps: reads.gaps,
      };
      if (!last) return { ...result, next: encodePosition({ kind, page: page + 1, size, others }) };
      if (other !== "mobile" || others === 0) return result;
      return { ...result, next: encodePosition({ kind: other, page: 0, size, others: read.total }) };
    },

    async get(unified: string, { detail, query, signal }: GetRequest): Promise<JamfProDevice> {
      const { kind, id } = parseId(unified);
      const device = await reader.one(kind, id, detail, { query, signal });
      if (detail === "identity") return device;
      const reads = createSupportingReads("get");
      const [details] = await Promise.all([
        readDetails(kind, id, reads, { signal }),
        join([device], reads, { signal }),
      ]);
      return Object.assign(device, details);
    },

    map: (device: JamfProDevice) =>
      isMobileDevice(device) ? mapJamfProMobileDevice(device) : mapJamfProComputer(device),
    writable: ["name", "asset_tag", "owner", "custom_fields"] as const,
    update: createUpdatePlanner(client, { inventory, reader }),
    delete: createDeletePlanner(inventory) satisfies (id: string) => Promise<JamfProPlan>,
    actions: createActionPlanners(client, inventory),
  };
}

function sum(one: number | undefined, other: number | undefined): number | undefined {
  return one === undefined || other === undefined ? undefined : one + other;
}
