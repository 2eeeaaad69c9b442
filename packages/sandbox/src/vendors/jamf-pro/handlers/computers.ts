import { isRow, type Row } from "../../../engine/records/values.ts";
import { type Call, empty, json, type VendorResponse } from "../../../engine/request/call.ts";
import { computerFields, olderComputerFields } from "../query/fields.ts";
import { toV1, toV3 } from "../render/computer-versions.ts";
import { changedComputer } from "../state/change-computer.ts";
import { nodeCookie } from "../state/lag.ts";
import { type Context, type Handler, type Handlers, notFound, pathOf } from "./handler.ts";
import { listOf } from "./lists.ts";
import { sectionsOf } from "./sections.ts";

type Version = { show(row: Row): Row; fields: typeof computerFields };

const v4: Version = { show: (row) => row, fields: computerFields };
const v3: Version = { show: toV3, fields: olderComputerFields };
const v1: Version = { show: toV1, fields: olderComputerFields };

const list =
  ({ show, fields }: Version): Handler =>
  (call, context) => {
    const sections = sectionsOf(call);
    const { computers } = context.state;
    return listOf(call, context, {
      source: computers,
      fields,
      sort: "general.name:asc",
      show: (row) => show(sections(row)),
    });
  };

/** One computer; a call without sections gets the general one, `detail` gets all. */
const get =
  ({ show }: Version, { detail = false } = {}): Handler =>
  (call, context) => {
    const row = context.state.lag.seen(
      `computer ${pathOf(call)}`,
      context.state.computers.get(pathOf(call)),
      call,
    );
    if (row === undefined) return notFound(call, context);
    return json(show(detail ? row : sectionsOf(call)(row)));
  };

const update =
  (response: (row: Row) => VendorResponse): Handler =>
  (call, context) => {
    const { state } = context;
    const id = pathOf(call);
    const row = state.computers.get(id);
    if (row === undefined) return notFound(call, context);
    const changed = changedComputer(row, isRow(call.body) ? call.body : {});
    state.lag.keep(`computer ${id}`, row);
    return withNode(response(state.computers.update(id, changed) ?? changed));
  };

const remove: Handler = (call, context) => {
  const gone = context.state.computers.remove(pathOf(call));
  return gone === undefined ? notFound(call, context) : empty(204);
};

/** Erasing and unmanaging are commands, which need a managed device. */
const command =
  (type: string): Handler =>
  (call: Call, context: Context) => {
    const id = pathOf(call);
    const row = context.state.computers.get(id);
    if (row === undefined) return notFound(call, context);
    const order = context.state.order("computer", { id, row, type });
    if (order === undefined) return context.fail(call, { status: 400, message: "The device is not managed" });
    return json({ deviceId: id, commandUuid: order.uuid });
  };

/** Says which server of the cluster took the write. */
export function withNode(response: VendorResponse): VendorResponse {
  return { ...response, headers: { ...response.headers, "set-cookie": `${nodeCookie}; Path=/; HttpOnly` } };
}

export const computerHandlers = {
  listComputers: list(v4),
  listComputersV3: list(v3),
  listComputersV1: list(v1),
  getComputer: get(v4),
  getComputerV3: get(v3),
  getComputerV1: get(v1),
  getComputerDetail: get(v4, { detail: true }),
  getComputerDetailV3: get(v3, { detail: true }),
  getComputerDetailV1: get(v1, { detail: true }),
  updateComputer: update(() => empty(204)),
  updateComputerV3: update(() => empty(204)),
  updateComputerV1: update((row) => json(toV1(row))),
  deleteComputer: remove,
  deleteComputerV3: remove,
  deleteComputerV1: remove,
  eraseComputer: command("ERASE_DEVICE"),
  eraseComputerV1: command("ERASE_DEVICE"),
  removeComputerMdmProfile: command("REMOVE_PROFILE"),
  removeComputerMdmProfileV1: command("REMOVE_PROFILE"),
  redeployManagementFramework(call, context) {
    const id = pathOf(call);
    const row = context.state.computers.get(id);
    if (row === undefined) return notFound(call, context);
    const order = context.state.order("computer", { id, row, type: "INSTALL_ENTERPRISE_APPLICATION" });
    if (order === undefined) return context.fail(call, { status: 400, message: "The device is not managed" });
    return json({ deviceId: id, commandUuid: order.uuid }, { status: 202 });
  },
} satisfies Handlers;
