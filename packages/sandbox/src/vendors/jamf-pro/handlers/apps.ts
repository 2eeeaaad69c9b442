import { isRow, type Row, textOf } from "../../../engine/records/values.ts";
import type { Call, VendorResponse } from "../../../engine/request/call.ts";
import { classicJson } from "./classic.ts";
import { type Context, type Handler, type Handlers, pathOf } from "./handler.ts";
import { everyRow } from "./lists.ts";
import { written } from "./mobile-devices.ts";

const ROOT = "mobile_device_application";

const partOf = (row: Row, name: string): Row => {
  const value = row[name];
  return isRow(value) ? value : {};
};

/** The row of a list, which is a part of `general`. */
function summaryOf(app: Row): Row {
  const { name, display_name, bundle_id, version, internal_app } = partOf(app, "general");
  return { id: Number(app.id), name, display_name, bundle_id, version, internal_app };
}

/** Reads or changes an app by its id; HTML says when there is none. */
const withApp =
  (use: (call: Call, context: Context, app: Row) => VendorResponse): Handler =>
  (call, context) => {
    const app = context.state.managedApps.get(pathOf(call));
    return app === undefined
      ? context.fail(call, { status: 404, message: "Not Found" })
      : use(call, context, app);
  };

/** Three properties are wanted of a new app, and none of them may be emptied. */
function isRefused(general: Row, isNew: boolean): boolean {
  return ["name", "bundle_id", "version"].some((name) =>
    general[name] === undefined ? isNew : textOf(general, name) === "",
  );
}

export const appHandlers = {
  findMobileDeviceApplications: (call, { state }) =>
    classicJson(call, { mobile_device_applications: everyRow(state.managedApps).map(summaryOf) }),
  findMobileDeviceApplicationsById: withApp((call, _context, { id, ...app }) =>
    classicJson(call, { [ROOT]: { ...app, general: { id: Number(id), ...partOf(app, "general") } } }),
  ),
  createMobileDeviceApplicationById(call, { state, fail }) {
    const body = isRow(call.body) ? call.body : {};
    const general = partOf(body, "general");
    if (isRefused(general, true)) return fail(call, { status: 409, message: "Error: bad request" });
    const defaults = { internal_app: false, display_name: general.name };
    const { id } = state.managedApps.insert({ ...body, general: { ...defaults, ...general } });
    return written(ROOT, String(id), 201);
  },
  updateMobileDeviceApplicationById: withApp((call, { state, fail }, app) => {
    const body = isRow(call.body) ? call.body : {};
    const general = partOf(body, "general");
    if (isRefused(general, false)) return fail(call, { status: 409, message: "Error: bad request" });
    const changed = { ...body, general: { ...partOf(app, "general"), ...general } };
    state.managedApps.update(pathOf(call), changed);
    return written(ROOT, pathOf(call), 201);
  }),
  deleteMobileDeviceApplicationById: withApp((call, { state }) => {
    state.managedApps.remove(pathOf(call));
    return written(ROOT, pathOf(call));
  }),
} satisfies Handlers;
