import { isRow, type Row, textOf } from "../../../engine/records/values.ts";
import { classicJson } from "./classic.ts";
import type { Handler, Handlers } from "./handler.ts";
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

/** Three properties are required of a new app, and they must not become empty. */
function isRefused(general: Row, isNew: boolean): boolean {
  return ["name", "bundle_id", "version"].some((name) =>
    general[name] === undefined ? isNew : textOf(general, name) === "",
  );
}

const show: Handler = (call) => {
  const { id, ...app } = call.record;
  return classicJson(call, { [ROOT]: { ...app, general: { id: Number(id), ...partOf(app, "general") } } });
};

export const appHandlers = {
  findMobileDeviceApplications: (call, { state }) =>
    classicJson(call, { mobile_device_applications: state.managedApps.all().map(summaryOf) }),
  findMobileDeviceApplicationsById: show,
  findMobileDeviceApplicationsByName: show,
  findMobileDeviceApplicationsByBundleID: show,
  findMobileDeviceApplicationsByBundleIDandVersion: show,
  createMobileDeviceApplicationById(call, { state, fail }) {
    const body = isRow(call.body) ? call.body : {};
    const general = partOf(body, "general");
    if (isRefused(general, true)) return fail(call, { status: 409, message: "Error: bad request" });
    const defaults = { internal_app: false, display_name: general.name };
    const { id } = state.managedApps.insert({ ...body, general: { ...defaults, ...general } });
    return written(ROOT, String(id), 201);
  },
  updateMobileDeviceApplicationById(call, { state, fail }) {
    const body = isRow(call.body) ? call.body : {};
    const general = partOf(body, "general");
    if (isRefused(general, false)) return fail(call, { status: 409, message: "Error: bad request" });
    const changed = { ...body, general: { ...partOf(call.record, "general"), ...general } };
    state.managedApps.update(call.id, changed);
    return written(ROOT, call.id, 201);
  },
  deleteMobileDeviceApplicationById({ id }, { state }) {
    state.managedApps.remove(id);
    return written(ROOT, id);
  },
} satisfies Handlers;
