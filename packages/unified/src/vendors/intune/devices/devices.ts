import { secrets } from "@mdmkit/intune";
import {
  createSupportingReads,
  type DeviceContract,
  type DeviceFilters,
  HARDWARE_FILTERS,
  isRecord,
  isUuid,
  serialNumber,
} from "@mdmkit/unified/vendor";
import { readPage } from "../api/pages.ts";
import type { IntuneDeviceRecord } from "../api/record.ts";
import type { IntuneReadApi } from "../generated/api/client.ts";
import { unsetInIntuneDevice } from "../generated/api/unset.ts";
import { createTenant, type Tenant } from "../organizations/organizations.ts";
import { mapIntuneDevice } from "./map-device.ts";
import { GET_ONLY, GET_REQUESTS, readDevice } from "./read-device.ts";

/** Devices that Intune manages or knows, read. */
export function createDeviceReads(client: IntuneReadApi, tenant: Tenant = createTenant(client)) {
  return {
    pageSize: 999,
    getOnly: GET_ONLY,
    getRequests: GET_REQUESTS,
    keepsEnrollments: true as const, // the record of the earlier enrollment stays
    secrets: secrets.ManagedDevice,
    filters: [...HARDWARE_FILTERS, "tags", "owner", "policy", "organization"] as const,
    // Never pushed: the service may ignore a filter, and then gives all devices.
    narrowed: {
      serial_number: (value) => serialNumber(value) === value,
      owner: (value: OwnerFilter) => ownerIdIn(value) !== undefined,
    },

    async list(request) {
      const { filters, signal } = request;
      const query = queryOf(filters);
      if (request.cursor === undefined) tenant.forgive();
      const page = await readPage(
        client,
        { operation: "listManagedDevices", query },
        request,
        (asked, call) => client.listManagedDevices({ query: asked }, call),
      );
      const reads = createSupportingReads("list", request);
      const organization = await reads.read("listOrganizations", ["organization"], () =>
        tenant.get({ signal }),
      );
      const items = page.items.map((device): IntuneDeviceRecord | null =>
        organization && isRecord(device) ? Object.assign(device, { organization }) : device,
      );
      return { ...page, items, gaps: reads.gaps };
    },

    get: (id, request) => readDevice(client, id, request, tenant),
    unset: unsetInIntuneDevice,
    map: mapIntuneDevice,
  } satisfies DeviceContract<IntuneDeviceRecord>;
}

type OwnerFilter = NonNullable<DeviceFilters["owner"]>;

function ownerIdIn(owner: OwnerFilter | undefined): string | undefined {
  const id = owner?.id;
  return typeof id === "string" && isUuid(id) ? id : undefined;
}

/** One condition: of several the service may apply only the first. */
function queryOf({ serial_number, owner }: Partial<DeviceFilters>): { $filter?: string } {
  if (serial_number !== undefined)
    return { $filter: `serialNumber eq '${serial_number.replaceAll("'", "''")}'` };
  const ownerId = ownerIdIn(owner);
  return ownerId === undefined ? {} : { $filter: `userId eq '${ownerId}'` };
}
