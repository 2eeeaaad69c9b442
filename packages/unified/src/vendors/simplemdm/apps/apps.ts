import {
  type AppContract,
  type AppFilters,
  createMatcher,
  isRecord,
  listParts,
  type Page,
  type PageRequest,
  type PrimaryCall,
  pick,
  readAfter,
  unlessGone,
} from "@mdmkit/unified/vendor";
import { errors, ids, notFound, recordIn } from "../api/errors.ts";
import type { AppDevice, SimpleMDMAppRecord } from "../api/record.ts";
import type { SimpleMDMApi } from "../generated/api/client.ts";
import { unsetInSimpleMDMApp } from "../generated/api/unset.ts";
import { mapSimpleMDMApp } from "./map-app.ts";

type Request = PageRequest<AppFilters>;

/** About how many there are: one Mac had 431 (a recording), phones have fewer. */
const APPS_PER_DEVICE = 200;

/** Apps that were found on devices, which are listed device by device. */
export function createApps(client: SimpleMDMApi) {
  return {
    pageSize: 1000,
    getRequests: 2,
    filters: ["device", "device_type", "name", "app_id", "platform"] as const,
    pushed: {
      device: (value) => Object.keys(value).join() === "id" && value.id != null && value.id !== "",
    },
    // Not pushed, because the vendor request is not for apps: devices of other platforms are not read.
    narrowed: { device_type: () => true, platform: () => true },

    list(request) {
      const isWanted = createMatcher(
        pick(request.filters, (name) => name === "platform" || name === "device_type"),
      );
      return listParts<SimpleMDMAppRecord>(request, {
        perHolder: APPS_PER_DEVICE,
        idOf: (app) => mapSimpleMDMApp(app).id,
        invalidCursor: () => errors.invalidCursor("apps.list"),
        async load(cursor, limit) {
          const { items, next, doubt } = await devicesAt(client, { cursor, limit }, request);
          const known = items.filter((device) => device !== null);
          const wanted = known.filter(
            (device) => isWanted(mapSimpleMDMApp({ type: "", id: 0, attributes: {}, device })) !== false,
          );
          const lists = await Promise.all(
            wanted.map((device) => unlessGone(() => readApps(client, device, request.primary))),
          );
          const isShort = known.length < items.length;
          return { items: lists.flatMap((apps) => apps ?? []), next, doubt: isShort ? "short" : doubt };
        },
      });
    },

    async get(id, { primary, signal }) {
      const [deviceId = Number.NaN, installedAppId = Number.NaN, ...others] = id.split(":").map(ids.numberIn);
      if (Number.isNaN(deviceId + installedAppId) || others.length > 0)
        throw notFound("getInstalledApp", "app not found: its id is that of a device and of an app on it.");
      const [app, device] = await Promise.all([
        client.getInstalledApp({ path: { installedAppId } }, primary),
        client.getDevice({ path: { deviceId } }, { signal }),
      ]);
      const found = recordIn(app, "getInstalledApp");
      if ((found.relationships?.device?.data?.id ?? deviceId) !== deviceId)
        throw notFound("getInstalledApp", "app not found on this device.");
      return { ...found, device: shown(recordIn(device, "getDevice")) };
    },

    unset: unsetInSimpleMDMApp,
    map: mapSimpleMDMApp,
  } satisfies AppContract<SimpleMDMAppRecord>;
}

/** What of a device shows the platform. */
function shown({ id, attributes }: AppDevice): AppDevice {
  const { product_name, model_name } = attributes;
  return { id, attributes: { product_name, model_name } };
}

async function devicesAt(
  client: SimpleMDMApi,
  { cursor, limit }: { cursor: string | undefined; limit: number },
  { filters, signal }: Request,
): Promise<Page<AppDevice>> {
  const id = filters.device?.id;
  if (id != null) {
    const deviceId = ids.numberIn(id);
    const device =
      deviceId === undefined
        ? undefined
        : await unlessGone(() => client.getDevice({ path: { deviceId } }, { signal }));
    return { items: device ? [recordIn(device, "getDevice")] : [] };
  }
  const page = await readAfter<AppDevice>(
    { operation: "listDevices", parameter: "starting_after", errors },
    { cursor, limit, filters: {}, primary: { signal } },
    async ({ after, limit: size }, call) => {
      const response = await client.listDevices({ query: { starting_after: after, limit: size } }, call);
      return { rows: response?.data, more: response?.has_more };
    },
  );
  const isKnown = (device: AppDevice | null) => isRecord(device) && isRecord(device.attributes);
  return { ...page, items: page.items.map((device) => (isKnown(device) ? device : null)) };
}

/** All apps on a device. */
async function readApps(
  client: SimpleMDMApi,
  device: AppDevice,
  call: PrimaryCall | undefined,
): Promise<SimpleMDMAppRecord[]> {
  const path = { deviceId: device.id };
  const on = shown(device);
  const apps: SimpleMDMAppRecord[] = [];
  for await (const app of client.paginate("listDeviceInstalledApps", { path }, call))
    apps.push({ ...app, device: on });
  return apps;
}
