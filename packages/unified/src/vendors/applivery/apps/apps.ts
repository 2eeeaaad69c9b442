import { type AppFilters, type GetRequest, type PageRequest, urlSafeId } from "@mdmkit/unified/vendor";
import { notFound } from "../api/errors.ts";
import type { AppliveryWorkspace } from "../api/workspace.ts";
import { parseAppId } from "./app-id.ts";
import { type AppliveryAppRecord, keyOf } from "./app-record.ts";
import { deviceOfApps, listApps } from "./list-apps.ts";
import { mapAppliveryApp } from "./map-app.ts";
import { readApps } from "./read-apps.ts";

/** What is installed on Applivery's devices, read device by device. */
export function createApps(workspace: AppliveryWorkspace) {
  return {
    list: (request: PageRequest<AppFilters>) => listApps(workspace, request),
    get: (appId: string, request: GetRequest) => getApp(workspace, appId, request),
    map: mapAppliveryApp,
  };
}

async function getApp(
  workspace: AppliveryWorkspace,
  appId: string,
  request: GetRequest,
): Promise<AppliveryAppRecord> {
  const id = parseAppId(appId);
  const device = id && (await deviceOfApps(workspace, id.deviceId, request));
  const apps = device && (await readApps(workspace, device, request.primary));
  const app = apps?.find((candidate) => urlSafeId(keyOf(candidate)) === id?.key);
  if (app) return app;
  throw notFound("apps.get", "app not found on this device.");
}
