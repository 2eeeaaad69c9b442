import type { DeviceRow } from "@mdmkit/applivery";
import { MdmError } from "@mdmkit/runtime";
import {
  type AppFilters,
  createMatcher,
  type Page,
  type PageRequest,
  pick,
  type ReadRequest,
  unlessGone,
} from "@mdmkit/unified/vendor";
import type { PageQuery } from "../api/paging.ts";
import type { AppliveryDeviceRecord } from "../api/record.ts";
import type { AppliveryWorkspace } from "../api/workspace.ts";
import { parseDeviceId } from "../devices/device-id.ts";
import { findDevice, pointerTo, recordBehind } from "../devices/find-device.ts";
import { listDevices } from "../devices/list-devices.ts";
import { createAospFinder } from "../devices/read-record.ts";
import { targetIn } from "../devices/target.ts";
import { decodePosition, encodePosition } from "./app-cursor.ts";
import { type AppliveryAppRecord, keyOf } from "./app-record.ts";
import { mapAppliveryApp } from "./map-app.ts";
import { readApps } from "./read-apps.ts";
import { walkRows } from "./walk-rows.ts";

type Request = PageRequest<AppFilters>;

/** Apps of one device, or of every device in turn: Applivery lists them by device only, so each device is a request. */
export function listApps(workspace: AppliveryWorkspace, request: Request): Promise<Page<AppliveryAppRecord>> {
  const deviceId = request.filters.device?.id;
  return deviceId ? ofDevice(workspace, deviceId, request) : ofAllDevices(workspace, request);
}

/** The device as far as its apps need it: an id of an Android or Windows record is sufficient. */
export function deviceOfApps(
  workspace: AppliveryWorkspace,
  deviceId: string,
  { signal }: ReadRequest,
): Promise<AppliveryDeviceRecord> {
  const id = parseDeviceId(deviceId);
  if (id.kind === "record" && id.platform !== "apple") return Promise.resolve(pointerTo(id));
  return findDevice(workspace, deviceId, { detail: "identity", signal, primary: { signal } });
}

async function ofDevice(
  workspace: AppliveryWorkspace,
  deviceId: string,
  request: Request,
): Promise<Page<AppliveryAppRecord>> {
  const { cursor, limit, primary } = request;
  const read = async () => readApps(workspace, await deviceOfApps(workspace, deviceId, request), primary);
  const apps = await unlessGone(read, []);
  if (!apps) return { items: [], doubt: "short" };
  const rest = appsAfter(apps, cursor);
  const items = rest.slice(0, limit);
  const last = items.at(-1);
  return { items, total: apps.length, ...(last && rest.length > limit && { next: keyOf(last) }) };
}

/** As many devices as fill a page; the apps of the last one may go on at the next. */
async function ofAllDevices(
  workspace: AppliveryWorkspace,
  request: Request,
): Promise<Page<AppliveryAppRecord>> {
  const { cursor, limit, filters } = request;
  const from = cursor === undefined ? undefined : decodePosition(cursor);
  const isWanted = createMatcher(pick(filters, (name) => name === "platform" || name === "device_type"));
  const read = createAppReader(workspace, request);
  const items: AppliveryAppRecord[] = [];
  let doubt: Page<AppliveryAppRecord>["doubt"];
  for await (const stop of walkRows((paging) => rowsAt(workspace, paging, request), from)) {
    if ("doubt" in stop) {
      doubt = stop.doubt;
      continue;
    }
    const { row, place, after, isLast } = stop;
    // A device of unknown platform is read, so that its apps count as undecided.
    if (isWanted(mapAppliveryApp({ device: row })) === false) continue;
    const { apps = [], doubt: own } = await read(row);
    doubt ??= own;
    const rest = appsAfter(apps, after);
    const taken = rest.slice(0, limit - items.length);
    items.push(...taken);
    const last = taken.at(-1);
    if (!last || items.length < limit) continue;
    if (taken.length < rest.length)
      return { items, doubt, next: encodePosition({ ...place, after: keyOf(last) }) };
    if (isLast === true) return { items, doubt };
    return { items, doubt, next: encodePosition(place), mayBeLast: isLast === "unsure" };
  }
  return { items, doubt };
}

function rowsAt(
  workspace: AppliveryWorkspace,
  { page, limit }: PageQuery,
  { filters, signal, split }: Request,
): Promise<Page<DeviceRow>> {
  const platform = pick(filters, (name) => name === "platform");
  return listDevices(workspace, {
    cursor: `${page}x${limit}`,
    limit,
    filters: platform,
    split,
    primary: { signal },
  });
}

type DeviceApps = { readonly apps?: readonly AppliveryAppRecord[]; readonly doubt?: "short" | "unreadable" };

/** More devices in a row whose apps cannot be served are an outage. */
const MOST_FAILURES = 2;

/** Reads a device's apps. They are missing where nothing leads from its row to its record, and where the vendor cannot serve them. */
function createAppReader(workspace: AppliveryWorkspace, { signal, primary }: Request) {
  const findAosp = createAospFinder(workspace, { signal });
  let failures = 0;

  async function read(row: DeviceRow): Promise<AppliveryAppRecord[] | undefined> {
    const joined = targetIn(row) ? {} : await recordBehind(workspace, row, { signal }, findAosp);
    return readApps(workspace, { ...row, ...joined }, primary);
  }

  return async (row: DeviceRow): Promise<DeviceApps> => {
    try {
      const apps = await unlessGone(() => read(row), []);
      failures = 0;
      return apps ? { apps } : { doubt: "short" };
    } catch (error) {
      failures += 1;
      if (!MdmError.is(error) || error.status !== 500 || failures > MOST_FAILURES) throw error;
      return { doubt: "unreadable" };
    }
  };
}

function appsAfter(
  apps: readonly AppliveryAppRecord[],
  key: string | undefined,
): readonly AppliveryAppRecord[] {
  return key === undefined ? apps : apps.filter((app) => keyOf(app) > key);
}
