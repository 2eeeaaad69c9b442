import { type Row, rowOf, textOf } from "../../../engine/records/values.ts";
import { bodyOf } from "../../../engine/request/call.ts";
import { classicJson } from "./classic.ts";
import type { Handler, Handlers } from "./handler.ts";
import { written } from "./mobile-devices.ts";

const ROOT = "mobile_device_application";

/** Three properties are required of a new app, and they must not become empty. */
function isRefused(general: Row, isNew: boolean): boolean {
  return ["name", "bundle_id", "version"].some((name) =>
    general[name] === undefined ? isNew : textOf(general, name) === "",
  );
}

const show: Handler = (call) => {
  const { id, ...app } = call.record;
  return classicJson(call, { [ROOT]: { ...app, general: { id: Number(id), ...rowOf(app.general) } } });
};

export const appHandlers = {
  findMobileDeviceApplications: (call, { state }) =>
    classicJson(call, {
      mobile_device_applications: state.managedApps
        .all()
        .map(({ id, general }) => ({ ...rowOf(general), id: Number(id) })),
    }),
  findMobileDeviceApplicationsById: show,
  findMobileDeviceApplicationsByName: show,
  findMobileDeviceApplicationsByBundleID: show,
  findMobileDeviceApplicationsByBundleIDandVersion: show,
  createMobileDeviceApplicationById(call, { state, fail }) {
    const body = bodyOf(call);
    const general = rowOf(body.general);
    if (isRefused(general, true)) return fail(call, { status: 409, message: "Error: bad request" });
    const defaults = { internal_app: false, display_name: general.name };
    const { id } = state.managedApps.insert({ ...body, general: { ...defaults, ...general } });
    return written(ROOT, String(id), 201);
  },
  updateMobileDeviceApplicationById(call, { state, fail }) {
    const body = bodyOf(call);
    const general = rowOf(body.general);
    if (isRefused(general, false)) return fail(call, { status: 409, message: "Error: bad request" });
    const changed = { ...body, general: { ...rowOf(call.record.general), ...general } };
    state.managedApps.update(call.id, changed);
    return written(ROOT, call.id, 201);
  },
  deleteMobileDeviceApplicationById({ id }, { state }) {
    state.managedApps.remove(id);
    return written(ROOT, id);
  },
} satisfies Handlers;
