import { type AppContract, appleModel, appsByDevice, isRecord, text } from "@mdmkit/unified/vendor";
import { errors } from "../api/errors.ts";
import { readPage } from "../api/pages.ts";
import type { AppDevice, IntuneAppRecord } from "../api/record.ts";
import { platformOf } from "../devices/platform.ts";
import type { IntuneApi } from "../generated/api/client.ts";
import { unsetInIntuneApp } from "../generated/api/unset.ts";
import { mapIntuneApp } from "./map-app.ts";
import { readAppDevice, readApps, SELECTED } from "./read-apps.ts";

/** Apps that were found on devices, read device by device from beta. */
export function createApps(client: IntuneApi) {
  return {
    ...appsByDevice<IntuneAppRecord, AppDevice>({
      errors,
      operation: "listManagedDeviceDetectedApps",
      perDevice: 200, // about; 413 were recorded on two
      deviceOf: (id, { signal }) => readAppDevice(client, id, signal),
      async devicesAt(place, { signal }) {
        const read = { operation: "listManagedDevices", query: { $select: SELECTED } };
        const page = await readPage<AppDevice>(
          client,
          read,
          { ...place, primary: { signal } },
          (query, call) => client.listManagedDevices({ query }, call),
        );
        const isKnown = (device: AppDevice | null) => isRecord(device) && text(device.id);
        return { ...page, items: page.items.map((device) => (isKnown(device) ? device : null)) };
      },
      platformOf: (device) => platformOf(device, appleModel([device.model])),
      appsOn: (device, call) => readApps(client, device, call),
      map: mapIntuneApp,
    }),
    unset: unsetInIntuneApp,
    map: mapIntuneApp,
  } satisfies Partial<AppContract<IntuneAppRecord>>;
}
