import {
  type AppFilters,
  createMatcher,
  isRecord,
  listParts,
  type Page,
  type PageRequest,
  pick,
  text,
  unlessGone,
} from "@mdmkit/unified/vendor";
import { invalidCursor } from "../api/errors.ts";
import { readPage } from "../api/pages.ts";
import type { AppDevice, IntuneAppRecord } from "../api/record.ts";
import type { IntuneApi } from "../generated/api/client.ts";
import { mapIntuneApp } from "./map-app.ts";
import { readAppDevice, readApps, SELECTED } from "./read-apps.ts";

export const APPS_PER_PAGE = 5000;

/** About how many there are; 413 were recorded on two. */
const APPS_PER_DEVICE = 200;

type Request = PageRequest<AppFilters>;

/** Apps of one device, or of all: the service lists them by device, so each device is a request. */
export function listApps(client: IntuneApi, request: Request): Promise<Page<IntuneAppRecord>> {
  return listParts<IntuneAppRecord>(request, {
    perHolder: APPS_PER_DEVICE,
    idOf: (app) => mapIntuneApp(app).id,
    invalidCursor: () => invalidCursor("apps.list"),
    async load(cursor, size) {
      const { items: devices, next } = await devicesAt(client, { cursor, limit: size }, request);
      const { apps, isShort } = await appsOf(client, devices, request);
      return { items: apps, next, doubt: isShort ? "short" : undefined };
    },
  });
}

async function devicesAt(
  client: IntuneApi,
  place: { cursor: string | undefined; limit: number },
  { filters, signal }: Request,
): Promise<Page<AppDevice>> {
  const deviceId = filters.device?.id;
  if (deviceId) {
    const device = await readAppDevice(client, deviceId, signal);
    return { items: device ? [device] : [] };
  }
  const read = { operation: "listManagedDevices", query: { $select: SELECTED } };
  return readPage(client, read, { ...place, primary: { signal } }, (query, call) =>
    client.listManagedDevices({ query }, call),
  );
}

/** The apps of some devices in their order. Devices of other platforms than those wanted are not read. */
async function appsOf(
  client: IntuneApi,
  devices: readonly (AppDevice | null)[],
  { filters, primary }: Request,
): Promise<{ apps: IntuneAppRecord[]; isShort: boolean }> {
  const isWanted = createMatcher(pick(filters, (name) => name === "platform" || name === "device_type"));
  const known = devices.filter((device) => isRecord(device) && text(device.id));
  const wanted = known.filter((device) => device && isWanted(mapIntuneApp({ device })) !== false);
  const lists = await Promise.all(
    wanted.map((device) => device && unlessGone(() => readApps(client, device, primary))),
  );
  return { apps: lists.flatMap((apps) => apps ?? []), isShort: known.length < devices.length };
}
