import type { DetectedApp } from "@mdmkit/intune";
import { isRecord, isUuid, type PrimaryCall, text } from "@mdmkit/unified/vendor";
import { invalidResponse, recordIn } from "../api/errors.ts";
import { readPage } from "../api/pages.ts";
import type { AppDevice, IntuneAppRecord } from "../api/record.ts";
import type { IntuneApi } from "../generated/api/client.ts";

const OPERATION = "listManagedDeviceDetectedApps";
const PAGE = 999;
/** What of a device an app needs. */
export const SELECTED = "id,operatingSystem,model";

/** All apps that were found on a device, each with what of the device shows the platform. */
export async function readApps(
  client: IntuneApi,
  device: AppDevice,
  call: PrimaryCall | undefined,
): Promise<IntuneAppRecord[]> {
  const path = { managedDeviceId: text(device.id) ?? "" };
  const { id, operatingSystem, model } = device;
  const on: AppDevice = { id, operatingSystem, model };
  const apps: IntuneAppRecord[] = [];
  const seen = new Set<string>();
  for (let cursor: string | undefined; ; ) {
    const request = { cursor, limit: PAGE, primary: call };
    const { items, next } = await readPage<DetectedApp>(
      client,
      { operation: OPERATION, path },
      request,
      (query, own) => client.listManagedDeviceDetectedApps({ path, query }, own),
    );
    apps.push(...items.map((app) => (isRecord(app) ? { ...app, device: on } : { device: on })));
    if (next === undefined) return apps;
    if (seen.has(next)) throw invalidResponse(OPERATION, "The link to the next page leads back.");
    seen.add(next);
    cursor = next;
  }
}

/** The device whose apps are wanted; undefined if there is none with this id. */
export async function readAppDevice(
  client: IntuneApi,
  managedDeviceId: string,
  signal: AbortSignal | undefined,
): Promise<AppDevice | undefined> {
  if (!isUuid(managedDeviceId)) return undefined;
  const input = { path: { managedDeviceId }, query: { $select: SELECTED } };
  return recordIn(await client.getManagedDevice(input, { signal }), "getManagedDevice");
}
