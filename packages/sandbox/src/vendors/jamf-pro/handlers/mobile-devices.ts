import { asRows, type Row, rowOf } from "../../../engine/records/values.ts";
import { bodyOf, json, type VendorResponse, xml } from "../../../engine/request/call.ts";
import { createDraw } from "../../../fleet/draw.ts";
import { mobileDetailFields, mobileSummaryFields } from "../query/fields.ts";
import { toDetail, toSummary } from "../render/mobile-detail.ts";
import { changedMobileDevice } from "../state/change-mobile-device.ts";
import { withNode } from "./computers.ts";
import { type Context, command, type Handler, type Handlers } from "./handler.ts";
import { declaredRow, listOf, sectionsOf, sourceOf, wholeRow } from "./lists.ts";

function detailOf(row: Row, { state }: Context): Row {
  const index = state.mobileDevices.indexOf(String(row.mobileDeviceId)) ?? 0;
  const { enrolledAt } = state.inventory.device("mobile", index);
  return toDetail(row, { enrolledAt, unlockToken: unlockTokenOf(state.fleet.seed, index) });
}

/** Most devices sent a token when they enrolled. */
export function unlockTokenOf(seed: number, index: number): string | null {
  const draw = createDraw({ seed, kind: "jamf-unlock", index });
  return draw.chance("sent", 0.9) ? draw.hex("token", 40) : null;
}

const listDetails: Handler = (call, context) => {
  const { state, options, fail } = context;
  const isBroken = ({ mobileDeviceId }: Row) => {
    const index = Number(mobileDeviceId) - 1;
    const draw = createDraw({ seed: state.fleet.seed, kind: "jamf-broken", index });
    return draw.chance("broken", options.broken ?? 0);
  };
  const response = listOf(call, context, {
    source: state.mobileDevices,
    fields: mobileDetailFields,
    idField: "mobileDeviceId",
    show: sectionsOf(call),
  });
  const body = rowOf(response.body);
  const rows = asRows(body.results);
  if (!rows.some(isBroken)) return response;
  if (call.query["exception-handling"] !== "LENIENT")
    return fail(call, { status: 500, message: "A device could not be read", code: "INTERNAL" });
  return json({ ...body, results: rows.filter((row) => !isBroken(row)) });
};

const update: Handler = (call, context) => {
  const { state, fail } = context;
  const { id, record: row } = call;
  const patch = bodyOf(call);
  if (patch.name !== undefined && state.order("mobile", { id, row, type: "SETTINGS" }) === undefined) {
    return fail(call, { status: 403, message: "The device is not managed" });
  }
  state.lag.keep(`mobile ${id}`, row);
  const changed = state.mobileDevices.update(id, changedMobileDevice(row, patch)) ?? row;
  return withNode(json(wholeRow(call, detailOf(changed, context))));
};

const one =
  (show: (row: Row, context: Context) => Row): Handler =>
  (call, context) => {
    const row = context.state.lag.seen(`mobile ${call.id}`, call.record, call);
    return json(wholeRow(call, show(row, context)));
  };

export const mobileDeviceHandlers = {
  listMobileDevices: (call, context) =>
    listOf(call, context, {
      source: context.state.mobileDevices,
      fields: mobileSummaryFields,
      idField: "mobileDeviceId",
      show: (row) => declaredRow(call, toSummary(row)),
    }),
  listMobileDeviceDetails: listDetails,
  getMobileDevice: one(toSummary),
  getMobileDeviceDetail: one(detailOf),
  updateMobileDevice: update,
  eraseMobileDevice: command("ERASE_DEVICE"),
  unmanageMobileDevice: command("REMOVE_PROFILE"),
  listPairedDevices: (call, context) =>
    listOf(call, context, { source: sourceOf([]), fields: mobileDetailFields }),
  deleteMobileDeviceById({ id }, { state }) {
    state.mobileDevices.remove(id);
    return written("mobile_device", id);
  },
} satisfies Handlers;

/** The response to a write of the Classic API. */
export const written = (root: string, id: string, status = 200): VendorResponse =>
  xml({ [root]: { id } }, status);
