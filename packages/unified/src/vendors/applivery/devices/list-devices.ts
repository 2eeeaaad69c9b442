import type { DeviceRow } from "@mdmkit/applivery";
import {
  type DeviceFilters,
  type Page,
  type PageRequest,
  type Platform,
  serialNumber,
} from "@mdmkit/unified/vendor";
import { readPage } from "../api/paging.ts";
import type { AppliveryReadWorkspace } from "../api/workspace.ts";
import type { AppliveryTypes } from "../generated/api/client.ts";

type Query = NonNullable<AppliveryTypes["listDevices"]["input"]["query"]>;

/** The vendor's `type` of all devices of a platform. `android` is two: with Google's services and without. */
const TYPES: Partial<Record<Platform, NonNullable<Query["type"]>>> = {
  windows: "windows",
  macos: "apple",
  ios: "apple",
  ipados: "apple",
};

/** What the vendor selects exactly as we mean it. */
export const PUSHED = {
  platform: (value: Platform) => value === "windows",
  owner: (value: NonNullable<DeviceFilters["owner"]>) =>
    Object.keys(value).join() === "id" && /^[0-9a-f]{24}$/.test(value.id ?? ""),
};

/** `apple` is several platforms; whether text is compared whole, and with its case, is not documented. */
export const NARROWED = {
  platform: (value: Platform) => TYPES[value] === "apple",
  serial_number: (value: string) => serialNumber(value) === value,
};

/** A page of devices of every platform, without pending enrollments, which would be rows, too. */
export function listDevices(
  { client, organizationId }: AppliveryReadWorkspace,
  request: PageRequest<DeviceFilters>,
): Promise<Page<DeviceRow>> {
  const filters = queryOf(request.filters);
  return readPage("listDevices", request, (paging, call) =>
    client.listDevices(
      { path: { organizationId }, query: { subType: "device", ...filters, ...paging } },
      call,
    ),
  );
}

function queryOf({ platform, serial_number, owner }: Partial<DeviceFilters>): Query {
  const type = platform && TYPES[platform];
  return {
    ...(type && { type }),
    ...(serial_number && { serialNumber: serial_number }),
    ...(owner?.id && { mdmUserId: owner.id }),
  };
}
