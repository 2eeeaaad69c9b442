import {
  createSupportingReads,
  type DeviceFilters,
  endOfPage,
  isRecord,
  type Page,
  type PageRequest,
  readPageAt,
} from "@mdmkit/unified/vendor";
import type { DeviceKind } from "../api/device-id.ts";
import type { JamfProDeviceRecord } from "../api/record.ts";
import { datedKinds } from "./dated-devices.ts";
import { kindsOf, rsqlOf } from "./filters.ts";
import type { DeviceJoiner } from "./join-devices.ts";
import { type DevicePosition, decodePosition, encodePosition } from "./list-position.ts";
import type { InventoryReader } from "./read-inventory.ts";

type DeviceList = (request: PageRequest<DeviceFilters>) => Promise<Page<JamfProDeviceRecord>>;

/** One list of two: computers first, then mobile devices, each by its id. */
export function createDeviceList(reader: InventoryReader, join: DeviceJoiner): DeviceList {
  return async (request) => {
    const { cursor, limit, filters, primary, signal } = request;
    const kinds = kindsOf(filters);
    const [first] = kinds;
    if (!first) return { items: [], total: 0 };
    // What counts is no page of the list.
    const counting = { ...primary, onExchange: undefined };
    const position = cursor === undefined ? await start(first) : decodePosition(cursor);
    const { kind, page, size, dated } = position;

    const wanted = { filter: rsqlOf(kind, filters, dated), detail: "full" as const };
    const read = await readPageAt(position, request, (place, call) =>
      reader.page(kind, { ...place, ...wanted }, call),
    );
    const reads = createSupportingReads("list", request);
    await join(read.items.filter(isRecord), reads, {
      signal,
      reading: cursor === undefined ? "first-page" : "page",
    });
    const other = kinds.find((candidate) => candidate !== kind);
    const end = endOfPage(position, read);
    // At the end of the computers the next page shows it anyway.
    const countOthers = async () =>
      other && end !== "last" ? reader.count(other, rsqlOf(other, filters, dated), counting) : undefined;
    const others = position.others ?? (await countOthers());
    const result = {
      items: read.items,
      total: other ? sum(read.total, others) : read.total,
      gaps: reads.gaps,
    };
    if (end !== "last") {
      const next = encodePosition({ kind, page: page + 1, size, others, dated });
      return { ...result, next, mayBeLast: end === "unsure" };
    }
    if (other !== "mobile" || others === 0) return result;
    return { ...result, next: encodePosition({ kind: other, page: 0, size, others: read.total, dated }) };

    async function start(kind: DeviceKind): Promise<DevicePosition> {
      const { updated_since: since } = filters;
      const filterOf = (candidate: DeviceKind) => rsqlOf(candidate, filters);
      const dated = await datedKinds(reader, { kinds, since, filterOf }, counting);
      return { kind, page: 0, size: limit, others: undefined, dated };
    }
  };
}

function sum(one: number | undefined, other: number | undefined): number | undefined {
  return one === undefined || other === undefined ? undefined : one + other;
}
