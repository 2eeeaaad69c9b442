import {
  type AppFilters,
  createMatcher,
  isRecord,
  type Page,
  type PageRequest,
  pick,
  text,
} from "@mdmkit/unified/vendor";
import { readPage } from "../api/pages.ts";
import type { AppDevice, IntuneApp } from "../api/record.ts";
import type { IntuneApi } from "../generated/api/client.ts";
import { type AppPosition, decodeAppPosition, encodeAppPosition } from "./app-position.ts";
import { mapIntuneApp } from "./map-app.ts";
import { readAppDevice, readApps, SELECTED, unlessGone } from "./read-apps.ts";

export const APPS_PER_PAGE = 5000;

/** About how many there are; 413 were recorded on two. */
const APPS_PER_DEVICE = 200;

type Request = PageRequest<AppFilters>;

/** Apps of one device, or of all: the service lists them by device, so each device is a request. */
export async function listApps(client: IntuneApi, request: Request): Promise<Page<IntuneApp>> {
  const { cursor, limit } = request;
  const size = Math.ceil(limit / APPS_PER_DEVICE);
  const start: AppPosition = { devices: undefined, size, at: 0, after: "" };
  let position: AppPosition | undefined = cursor === undefined ? start : decodeAppPosition(cursor);
  const items: IntuneApp[] = [];
  let doubt: Page<IntuneApp>["doubt"];
  while (position && items.length === 0) {
    const devices: Page<AppDevice> = await devicesAt(client, position, request);
    const { apps, isShort } = await appsOf(client, devices.items, request);
    const { at, isLost } = resume(position, apps);
    const end = Math.min(at + limit, apps.length);
    items.push(...apps.slice(at, end));
    doubt ??= isShort ? "short" : isLost ? "shifted" : undefined;
    position = following(position, devices.next, { apps, end });
  }
  return { items, doubt, ...(position && { next: encodeAppPosition(position) }) };
}

/** The place after the apps that were given; undefined when there are no more. */
function following(
  { size, devices }: AppPosition,
  next: string | undefined,
  { apps, end }: { apps: readonly IntuneApp[]; end: number },
): AppPosition | undefined {
  if (end < apps.length) return { devices, size, at: end, after: idOf(apps[end - 1]) };
  return next === undefined ? undefined : { devices: next, size, at: 0, after: "" };
}

async function devicesAt(
  client: IntuneApi,
  { devices: cursor, size: limit }: AppPosition,
  { filters, signal }: Request,
): Promise<Page<AppDevice>> {
  const deviceId = filters.device?.id;
  if (deviceId) {
    const device = await readAppDevice(client, deviceId, signal);
    return { items: device ? [device] : [] };
  }
  const read = { operation: "listManagedDevices", query: { $select: SELECTED } };
  return readPage(client, read, { cursor, limit, primary: { signal } }, (query, call) =>
    client.listManagedDevices({ query }, call),
  );
}

/** The apps of some devices in their order. Devices of other platforms than those wanted are not read. */
async function appsOf(
  client: IntuneApi,
  devices: readonly (AppDevice | null)[],
  { filters, primary }: Request,
): Promise<{ apps: IntuneApp[]; isShort: boolean }> {
  const isWanted = createMatcher(pick(filters, (name) => name === "platform" || name === "device_type"));
  const known = devices.filter((device) => isRecord(device) && text(device.id));
  const wanted = known.filter((device) => device && isWanted(mapIntuneApp({ device })) !== false);
  const lists = await Promise.all(
    wanted.map((device) => device && unlessGone(() => readApps(client, device, primary))),
  );
  return { apps: lists.flatMap((apps) => apps ?? []), isShort: known.length < devices.length };
}

/** Where to go on in apps that were given in part: after the last one given, though others have come or gone before it. */
function resume({ at, after }: AppPosition, apps: readonly IntuneApp[]): { at: number; isLost: boolean } {
  if (at === 0) return { at: 0, isLost: false };
  const last = [at - 1, ...apps.keys()].find((index) => idOf(apps[index]) === after);
  return last === undefined
    ? { at: Math.min(at, apps.length), isLost: true }
    : { at: last + 1, isLost: false };
}

const idOf = (app: IntuneApp | undefined): string => (app ? mapIntuneApp(app).id : "");
