import {
  type AppFilters,
  createMatcher,
  isRecord,
  type Page,
  type PageRequest,
  pick,
  readPerDevice,
  text,
} from "@mdmkit/unified/vendor";
import { errors } from "../api/errors.ts";
import { readPage } from "../api/pages.ts";
import type { AppDevice, IntuneApp } from "../api/record.ts";
import type { IntuneApi } from "../generated/api/client.ts";
import { mapIntuneApp } from "./map-app.ts";
import { readAppDevice, readApps, SELECTED, unlessGone } from "./read-apps.ts";

export const APPS_PER_PAGE = 5000;

/** About how many there are; 413 were recorded on two. */
const APPS_PER_DEVICE = 200;

type Request = PageRequest<AppFilters>;

/** Apps of one device, or of all: the service lists them by device. Devices of other platforms than those wanted are not read. */
export function listApps(client: IntuneApi, request: Request): Promise<Page<IntuneApp>> {
  const { filters, primary } = request;
  const isWanted = createMatcher(pick(filters, (name) => name === "platform" || name === "device_type"));
  return readPerDevice<AppDevice, IntuneApp>(request, {
    operation: "apps.list",
    errors,
    perDevice: APPS_PER_DEVICE,
    devices: (position) => devicesAt(client, position, request),
    read: async (device) =>
      isWanted(mapIntuneApp({ device })) === false
        ? undefined
        : unlessGone(() => readApps(client, device, primary)),
    idOf: (app) => mapIntuneApp(app).id,
  });
}

async function devicesAt(
  client: IntuneApi,
  position: { cursor: string | undefined; limit: number },
  { filters, signal }: Request,
): Promise<Page<AppDevice>> {
  const deviceId = filters.device?.id;
  if (deviceId) {
    const device = await readAppDevice(client, deviceId, signal);
    return { items: device ? [device] : [] };
  }
  const read = { operation: "listManagedDevices", query: { $select: SELECTED } };
  const page = await readPage(client, read, { ...position, primary: { signal } }, (query, call) =>
    client.listManagedDevices({ query }, call),
  );
  return {
    ...page,
    items: page.items.map((device) => (isRecord(device) && text(device.id) ? device : null)),
  };
}
