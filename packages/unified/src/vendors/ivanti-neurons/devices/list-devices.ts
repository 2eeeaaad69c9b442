import { propertyIs } from "@mdmkit/ivanti-neurons";
import {
  type DeviceFilters,
  type Page,
  type PageRequest,
  type PrimaryCall,
  readAround,
  type Span,
  serialNumber,
} from "@mdmkit/unified/vendor";
import { ORDER, positionAfter, readPosition, writePosition } from "../api/list-position.ts";
import { readRows } from "../api/read-rows.ts";
import type { IvantiNeuronsDeviceRecord } from "../api/record.ts";
import { listPart } from "../api/responses.ts";
import type { IvantiNeuronsReadApi } from "../generated/api/client.ts";
import type { DeviceSpaces } from "../organizations/device-spaces.ts";
import { PLATFORM_TYPE } from "./platform.ts";

const isNumeric = (value: string | undefined): boolean => /^[1-9]\d{0,14}$/.test(value ?? "");

/** Filters that leave out at the vendor what does not fit; the engine checks what comes. */
export const narrowed = {
  serial_number: (value: string) => serialNumber(value) === value && /^[A-Za-z0-9-]+$/.test(value),
  platform: (value: NonNullable<DeviceFilters["platform"]>) => PLATFORM_TYPE[value] !== undefined,
  owner: ({ id }: NonNullable<DeviceFilters["owner"]>) => isNumeric(id),
  organization: ({ id }: NonNullable<DeviceFilters["organization"]>) => isNumeric(id),
};

/**
 * One list over all device spaces, a walk for each. Its total counts the spaces reached so far, since the vendor
 * has no more.
 */
export function createDeviceList(client: IvantiNeuronsReadApi, spaces: DeviceSpaces) {
  return async (request: PageRequest<DeviceFilters>): Promise<Page<IvantiNeuronsDeviceRecord>> => {
    const { cursor, limit, filters, signal } = request;
    const { ids: all, whole } = await spaces.listed({ signal, fresh: cursor === undefined });
    const wanted = filters.organization?.id;
    const spaceIds = wanted === undefined ? all : all.filter((id) => String(id) === wanted);
    const first = { spaceId: spaceIds[0], start: 0, before: 0, total: undefined };
    const { spaceId, start, before, total: known } = cursor === undefined ? first : readPosition(cursor);
    if (spaceId === undefined) return { items: [], total: 0, ...(whole ? {} : { doubt: "short" }) };

    const query = { dmPartitionId: spaceId, fq: filterQuery(filters), ...ORDER };
    const load = async ({ offset, size }: Span, call: PrimaryCall) => {
      const paging = { ...query, rows: size, start: offset };
      const response = await client.listDevices({ query: paging }, { ...request.primary, ...call });
      const { rows: items, ...facts } = listPart(response, "listDevices");
      return { items, ...facts };
    };
    const { rows, total, doubt } = await readRows({ start, limit }, async (size) => {
      const read = await readAround({ offset: start, size }, request, load);
      return { rows: read.items, total: read.total ?? known };
    });
    const { next, mayBeLast } = positionAfter(
      { spaceId, start, before },
      { rows: rows.length, total, limit },
      spaceIds,
    );
    return {
      items: rows,
      total: total === undefined ? undefined : before + total,
      next: next && writePosition(next),
      mayBeLast,
      doubt: doubt ?? (whole || wanted !== undefined ? undefined : "short"),
      // A device may be in several spaces.
      part: spaceIds.length > 1 ? String(spaceId) : undefined,
    };
  };
}

/** One condition, the most telling one: only client code joins several. */
function filterQuery({ serial_number, owner, platform }: Partial<DeviceFilters>): string | undefined {
  if (serial_number) return propertyIs("serialNumber", serial_number);
  if (owner?.id) return propertyIs("ownerId", owner.id);
  const platformType = platform && PLATFORM_TYPE[platform];
  return platformType && propertyIs("platformType", platformType);
}
