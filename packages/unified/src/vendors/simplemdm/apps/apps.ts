import { type AppContract, appsByDevice, isRecord } from "@mdmkit/unified/vendor";
import { errors, ids, notFound, recordIn } from "../api/errors.ts";
import { readPage } from "../api/pages.ts";
import type { AppDevice, SimpleMDMAppRecord } from "../api/record.ts";
import { platformOf } from "../devices/platform.ts";
import type { SimpleMDMApi } from "../generated/api/client.ts";
import { unsetInSimpleMDMApp } from "../generated/api/unset.ts";
import { mapSimpleMDMApp } from "./map-app.ts";

/** Apps that were found on devices, which are listed device by device. */
export function createApps(client: SimpleMDMApi) {
  const byDevice = appsByDevice<SimpleMDMAppRecord, AppDevice>({
    errors,
    operation: "listDeviceInstalledApps",
    perDevice: 200, // about: one Mac had 431 (a recording), phones have fewer
    async deviceOf(id, { signal }) {
      const path = { deviceId: ids.recordNumber("getDevice", id) };
      return recordIn(await client.getDevice({ path }, { signal }), "getDevice");
    },
    async devicesAt(place, { signal }) {
      const request = { ...place, filters: {}, primary: { signal } };
      const page = await readPage<AppDevice>("listDevices", request, (query, call) =>
        client.listDevices({ query }, call),
      );
      const isKnown = (device: AppDevice | null) => isRecord(device) && isRecord(device.attributes);
      return { ...page, items: page.items.map((device) => (isKnown(device) ? device : null)) };
    },
    platformOf,
    async appsOn(device, call) {
      const path = { deviceId: device.id };
      const apps: SimpleMDMAppRecord[] = [];
      for await (const app of client.paginate("listDeviceInstalledApps", { path }, call))
        apps.push({ ...app, device: shown(device) });
      return apps;
    },
    map: mapSimpleMDMApp,
  });

  return {
    list: byDevice.list,

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
  } satisfies Partial<AppContract<SimpleMDMAppRecord>>;
}

/** What of a device shows the platform. */
function shown({ id, attributes }: AppDevice): AppDevice {
  const { product_name, model_name } = attributes;
  return { id, attributes: { product_name, model_name } };
}
