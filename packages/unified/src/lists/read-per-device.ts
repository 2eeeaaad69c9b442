import type { VendorErrors } from "../contract/errors.ts";
import type { Page, PageRequest } from "../contract/vendor.ts";

/** How a vendor lists records by device, each device with requests of its own. */
export type PerDeviceReads<Device, Raw> = {
  readonly operation: string;
  readonly errors: Pick<VendorErrors, "invalidCursor">;
  /** About how many records a device has: as many devices are read at once as fill a page. */
  readonly perDevice: number;
  /** A page of devices; null in place of one that cannot be read. */
  devices(request: { cursor: string | undefined; limit: number }): Promise<Page<Device>>;
  /** All records of a device in a stable order; undefined where the device is gone, or its records are not wanted. */
  read(device: Device): Promise<readonly Raw[] | undefined>;
  idOf(record: Raw): string;
};

/** Where a walk stands: a page of devices, and how many of its records were given already. */
type Position = {
  /** Cursor of the page of devices; undefined for the first. */
  devices: string | undefined;
  /** Devices in that page. */
  size: number;
  at: number;
  /** Id of the last record given of this page: what shows that records came or went. */
  after: string;
};

function encode({ devices = "", size, at, after }: Position): string {
  return [size, at, after, devices].join("/");
}

function decode(cursor: string): Position | undefined {
  const [, size, at, after = "", devices] = /^([1-9]\d{0,3})\/(\d{1,9})\/([^/]*)\/(.*)$/s.exec(cursor) ?? [];
  if (devices === undefined) return undefined;
  return { devices: devices || undefined, size: Number(size), at: Number(at), after };
}

/** Reads a page of records that are listed by device only: those of a page of devices, in the order of the devices. */
export async function readPerDevice<Device, Raw>(
  { cursor, limit }: Pick<PageRequest<never>, "cursor" | "limit">,
  reads: PerDeviceReads<Device, Raw>,
): Promise<Page<Raw>> {
  const size = Math.ceil(limit / reads.perDevice);
  let position: Position | undefined =
    cursor === undefined ? { devices: undefined, size, at: 0, after: "" } : decode(cursor);
  if (!position) throw reads.errors.invalidCursor(reads.operation);
  const items: Raw[] = [];
  let doubt: Page<Raw>["doubt"];
  while (position && items.length === 0) {
    const devices: Page<Device> = await reads.devices({ cursor: position.devices, limit: position.size });
    const known = devices.items.filter((device) => device !== null);
    const records = (await Promise.all(known.map((device) => reads.read(device)))).flatMap(
      (list) => list ?? [],
    );
    const { at, isLost } = resume(position, records.map(reads.idOf));
    const end = Math.min(at + limit, records.length);
    items.push(...records.slice(at, end));
    doubt ??= known.length < devices.items.length ? "short" : isLost ? "shifted" : devices.doubt;
    const last = records[end - 1];
    if (end < records.length && last !== undefined)
      position = { ...position, at: end, after: reads.idOf(last) };
    else
      position =
        devices.next === undefined
          ? undefined
          : { devices: devices.next, size: position.size, at: 0, after: "" };
  }
  return { items, doubt, ...(position && { next: encode(position) }) };
}

/** Where to continue in records that were given in part: after the last one given, though others have come or gone before it. */
function resume({ at, after }: Position, ids: readonly string[]): { at: number; isLost: boolean } {
  if (at === 0) return { at: 0, isLost: false };
  const last = [at - 1, ...ids.keys()].find((index) => ids[index] === after);
  return last === undefined
    ? { at: Math.min(at, ids.length), isLost: true }
    : { at: last + 1, isLost: false };
}
