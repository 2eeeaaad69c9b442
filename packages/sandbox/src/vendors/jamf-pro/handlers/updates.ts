import { json } from "../../../engine/call.ts";
import { asRows, isRow, type Row, textOf } from "../../../engine/values.ts";
import { createDraw } from "../../../fleet/draw.ts";
import { hardwareUuid } from "../../../fleet/identifiers.ts";
import { type Context, type Handler, type Handlers, notFound, pathOf } from "./handler.ts";
import { listOf, sourceOf } from "./lists.ts";

function plansOf({ state }: Context): Row[] {
  const rows = state.updatePlans.rows("id");
  return rows.slice(0, rows.length).map(({ id: _id, ...plan }) => plan);
}

/** A plan per device; it is checked later, so that what cannot work is accepted too. */
const create: Handler = (call, context) => {
  const { state, options, fail } = context;
  if (options.updatePlans === false) {
    return fail(call, { status: 400, message: "Managed software updates are off", field: null });
  }
  const body = isRow(call.body) ? call.body : {};
  const config = isRow(body.config) ? body.config : {};
  const devices = asRows(body.devices);
  const unknown = devices.some(({ objectType, deviceId }) => {
    const kind = objectType === "COMPUTER" ? "computer" : "mobile";
    return state.devicesOf(kind).indexOf(String(deviceId)) === undefined;
  });
  if (unknown) return fail(call, { status: 400, message: "Device does not exist", field: "deviceId" });
  const plans = devices.map((device) => {
    const draw = createDraw({ seed: state.fleet.seed, kind: "jamf-plan", index: state.updatePlans.count() });
    const planUuid = hardwareUuid(draw).toLowerCase();
    const href = `/api/v1/managed-software-updates/plans/${planUuid}`;
    state.updatePlans.insert({
      planUuid,
      device,
      maxDeferrals: 0,
      ...config,
      status: { state: "Init", errorReasons: [] },
    });
    return { device, planId: planUuid, href };
  });
  return json({ plans }, { status: 201 });
};

export const updateHandlers = {
  createUpdatePlan: create,
  getUpdatePlan(call, context) {
    const plan = plansOf(context).find((row) => textOf(row, "planUuid") === pathOf(call));
    return plan === undefined ? notFound(call, context, "Plan does not exist") : json(plan);
  },
  listUpdatePlans: (call, context) =>
    listOf(call, context, {
      source: sourceOf(plansOf(context)),
      fields: { planUuid: "planUuid", "device.deviceId": "device.deviceId" },
      idField: "planUuid",
      sort: "planUuid:asc",
    }),
  getUpdatePlanFeatureToggle: (_call, { options }) =>
    json({ toggle: options.updatePlans ?? true, dssEnabled: true, recipeEnabled: false }),
  getAvailableOsUpdates: () =>
    json({ availableUpdates: { macOS: ["26.1", "15.7.2"], iOS: ["26.1", "18.7.2"] } }),
  listUpdateStatuses: () => json({ totalCount: 0, results: [] }),
  listComputerUpdateStatuses: () => json({ totalCount: 0, results: [] }),
  listMobileDeviceUpdateStatuses: () => json({ totalCount: 0, results: [] }),
} satisfies Handlers;
