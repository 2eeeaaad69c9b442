import { asTexts, type Row, valueAt } from "../../../engine/records/values.ts";
import { empty, json } from "../../../engine/request/call.ts";
import { hash32 } from "../../../fleet/draw.ts";
import type { JumpCloudState } from "../state/state.ts";
import type { Handlers } from "./handler.ts";
import { listRows } from "./lists.ts";

function status(state: JumpCloudState, appId: string, systemId: string): Row {
  const version = valueAt(state.catalog.apps.get(appId), "settings.packageVersion");
  return {
    id: appId.slice(-12) + systemId.slice(-12),
    softwareAppId: appId,
    systemId,
    state: hash32(13, appId + systemId) % 10 === 0 ? "failed" : "installed",
    code: 0,
    details: "",
    timestamp: new Date(state.fleet.now - 7_200_000).toISOString(),
    version: asTexts(version)[0] ?? "",
  };
}

export const softwareHandlers = {
  softwareAppStatuses_list(call, context) {
    const { state } = context;
    const systems = state.linked({ collection: "software_app", id: call.id }, "system");
    return listRows(
      call,
      context,
      systems.map((system) => status(state, call.id, system)),
    );
  },
  systems_ListSoftwareAppsWithStatuses(call, context) {
    const { state } = context;
    const apps = state.linked({ collection: "system", id: call.id }, "software_app");
    const rows = apps.map((app) => ({
      app: state.catalog.apps.get(app),
      status: status(state, app, call.id),
    }));
    return listRows(call, context, rows);
  },
  softwareApps_retryInstallation: () => empty(204),
  softwareApps_reclaimLicenses: () =>
    json({ assignedLicenses: 10, availableLicenses: 15, reclaimedLicenses: 0, totalLicenses: 25 }),
} satisfies Handlers;
