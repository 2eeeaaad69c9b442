import { asTexts, isRow, type Row, valueAt } from "../../../engine/records/values.ts";
import { type Call, empty, json, type VendorResponse } from "../../../engine/request/call.ts";
import { hash32 } from "../../../fleet/draw.ts";
import { appRules } from "../state/catalog.ts";
import type { JumpCloudState } from "../state/state.ts";
import { connection, traversed } from "./graph.ts";
import { type Context, type Handlers, notFound, pathOf } from "./handler.ts";
import { listGraph, listRows, listV2 } from "./lists.ts";

/** Systems an app is deployed to: half of its platforms'. */
function systemsOf(state: JumpCloudState, appId: string): string[] {
  const { catalog, systems, inventory, fleet } = state;
  const platforms = appRules[catalog.apps.indexOf(appId) ?? -1]?.platforms ?? [];
  return systems
    .indexes()
    .filter((index) => platforms.includes(fleet.platform(inventory.hardwareOf(index))))
    .map(inventory.systemId)
    .filter((id) => hash32(11, appId + id) % 2 === 0);
}

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

function appIds(state: JumpCloudState): string[] {
  return state.catalog.apps.indexes().map((index) => state.inventory.otherId("app", index));
}

/** Taken, with nothing to see afterwards. */
function accepted(call: Call, context: Context): VendorResponse {
  const known = context.state.catalog.apps.indexOf(pathOf(call, "software_app_id")) !== undefined;
  return known ? empty(204) : notFound(call, context);
}

export const softwareHandlers = {
  softwareApps_list: (call, context) => listV2(call, context, context.state.catalog.apps),
  softwareApps_get(call, context) {
    const row = context.state.catalog.apps.get(pathOf(call, "id"));
    return row === undefined ? notFound(call, context) : json(row);
  },
  softwareApps_post(call, { state }) {
    const body = isRow(call.body) ? call.body : {};
    const date = new Date(call.now).toISOString();
    return json(state.catalog.apps.insert({ ...body, createdAt: date, updatedAt: date }), { status: 201 });
  },
  softwareApps_update(call, context) {
    const id = pathOf(call, "id");
    const patch = isRow(call.body) ? call.body : {};
    const row = context.state.catalog.apps.update(id, {
      ...patch,
      id,
      updatedAt: new Date(call.now).toISOString(),
    });
    return row === undefined ? notFound(call, context) : json(row);
  },
  softwareApps_delete(call, context) {
    const row = context.state.catalog.apps.remove(pathOf(call, "id"));
    return row === undefined ? notFound(call, context) : empty(204);
  },
  softwareAppStatuses_list(call, context) {
    const id = pathOf(call, "software_app_id");
    const { state } = context;
    if (state.catalog.apps.indexOf(id) === undefined) return notFound(call, context);
    return listRows(
      call,
      context,
      systemsOf(state, id).map((system) => status(state, id, system)),
    );
  },
  systems_ListSoftwareAppsWithStatuses(call, context) {
    const id = pathOf(call, "system_id");
    const { state } = context;
    if (state.systems.indexOf(id) === undefined) return notFound(call, context);
    const deployed = appIds(state).filter((app) => systemsOf(state, app).includes(id));
    const rows = deployed.map((app) => ({
      app: state.catalog.apps.get(app),
      status: status(state, app, id),
    }));
    return listRows(call, context, rows);
  },
  graph_softwareappsAssociationsList(call, context) {
    const id = pathOf(call, "software_app_id");
    if (context.state.catalog.apps.indexOf(id) === undefined) return notFound(call, context);
    const wanted = asTexts(call.query.targets).includes("system");
    const systems = wanted ? systemsOf(context.state, id) : [];
    return listGraph(
      call,
      context,
      systems.map((system) => connection("system", system)),
    );
  },
  graph_softwareappsAssociationsPost: (call, context) => accepted(call, context),
  softwareApps_retryInstallation: (call, context) => accepted(call, context),
  softwareApps_reclaimLicenses(call, context) {
    if (context.state.catalog.apps.indexOf(pathOf(call, "software_app_id")) === undefined)
      return notFound(call, context);
    return json({ assignedLicenses: 10, availableLicenses: 15, reclaimedLicenses: 0, totalLicenses: 25 });
  },
  graph_softwareappsTraverseSystem(call, context) {
    const id = pathOf(call, "software_app_id");
    if (context.state.catalog.apps.indexOf(id) === undefined) return notFound(call, context);
    return listGraph(
      call,
      context,
      systemsOf(context.state, id).map((system) => traversed("system", system)),
    );
  },
} satisfies Handlers;
