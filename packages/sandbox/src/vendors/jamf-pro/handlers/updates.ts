import { asRows, type Row, rowOf, textOf } from "../../../engine/records/values.ts";
import { bodyOf, json } from "../../../engine/request/call.ts";
import { createDraw } from "../../../fleet/draw.ts";
import { hardwareUuid } from "../../../fleet/identifiers.ts";
import type { Context, Handler, Handlers } from "./handler.ts";
import { declaredRow, listOf } from "./lists.ts";

/** The next state of a plan; the device decides in the end. */
const NEXT: Readonly<Record<string, string>> = {
  Init: "DDMPlanScheduled",
  DDMPlanScheduled: "PlanCompleted",
};

/** Advances a plan after its status was read: the clock may stand still, so reads count. One in five fails. */
function carryOn({ state }: Context, plan: Row): void {
  const draw = createDraw({ seed: state.fleet.seed, kind: "jamf-plan-end", index: Number(plan.id) });
  const next = NEXT[textOf(plan, "status.state")];
  if (next === undefined) return;
  const isFailed = next === "PlanCompleted" && draw.chance("failed", 0.2);
  const status = isFailed
    ? { state: "PlanFailed", errorReasons: ["NO_UPDATES_AVAILABLE"] }
    : { state: next, errorReasons: [] };
  state.updatePlans.update(String(plan.id), { status });
}

const get: Handler = (call, context) => {
  carryOn(context, call.record);
  return json(declaredRow(call, call.record));
};

/** A plan per device; it is checked later, so that what cannot work is accepted too. */
const create: Handler = (call, context) => {
  const { state, options, fail } = context;
  if (options.updatePlans === false) {
    return fail(call, { status: 400, message: "Managed software updates are off", field: null });
  }
  const { config, devices: sent } = bodyOf(call);
  const devices = asRows(sent);
  const unknown = devices.some(({ objectType, deviceId }) => {
    const kind = objectType === "COMPUTER" ? "computer" : "mobile";
    return state.devicesOf(kind).indexOf(String(deviceId)) === undefined;
  });
  if (unknown) return fail(call, { status: 400, message: "Device does not exist", field: "deviceId" });
  const plans = devices.map((device) => {
    const draw = createDraw({ seed: state.fleet.seed, kind: "jamf-plan", index: state.updatePlans.count() });
    const planUuid = hardwareUuid(draw).toLowerCase();
    const href = `/api/v1/managed-software-updates/plans/${planUuid}`;
    const status = { state: "Init", errorReasons: [] };
    state.updatePlans.insert({ planUuid, device, maxDeferrals: 0, ...rowOf(config), status });
    return { device, planId: planUuid, href };
  });
  return json({ plans }, { status: 201 });
};

const NO_STATUSES = json({ totalCount: 0, results: [] });

export const updateHandlers = {
  createUpdatePlan: create,
  getUpdatePlan: get,
  listUpdatePlans: (call, context) =>
    listOf(call, context, {
      source: context.state.updatePlans,
      fields: { planUuid: "planUuid", "device.deviceId": "device.deviceId" },
      idField: "planUuid",
      show: (plan) => declaredRow(call, plan),
    }),
  getUpdatePlanFeatureToggle: (_call, { options }) =>
    json({ toggle: options.updatePlans ?? true, dssEnabled: true, recipeEnabled: false }),
  getAvailableOsUpdates: () =>
    json({ availableUpdates: { macOS: ["26.1", "15.7.2"], iOS: ["26.1", "18.7.2"] } }),
  listUpdateStatuses: () => NO_STATUSES,
  listComputerUpdateStatuses: () => NO_STATUSES,
  listMobileDeviceUpdateStatuses: () => NO_STATUSES,
} satisfies Handlers;
