import { schemas } from "@mdmkit/jamf-pro/schemas";
import {
  asRows,
  asText,
  asTexts,
  present,
  type Row,
  rowOf,
  valueAt,
} from "../../../engine/records/values.ts";
import { bodyOf, type Call, json, xml } from "../../../engine/request/call.ts";
import type { DeviceType } from "../inventory.ts";
import { commandFields } from "../query/fields.ts";
import type { Command } from "../state/commands.ts";
import type { ManagedDevice } from "../state/state.ts";
import type { Context, Handler, Handlers } from "./handler.ts";
import { listOf, sourceOf } from "./lists.ts";
import { unlockTokenOf, written } from "./mobile-devices.ts";

/** Commands for phones and tablets only, and commands that need supervision. */
const mobileOnly = new Set([
  "CLEAR_PASSCODE",
  "ENABLE_LOST_MODE",
  "DISABLE_LOST_MODE",
  "PLAY_LOST_MODE_SOUND",
]);
const supervisedOnly = new Set([
  "ENABLE_LOST_MODE",
  "DISABLE_LOST_MODE",
  "RESTART_DEVICE",
  "SHUT_DOWN_DEVICE",
]);

function refused(context: Context, { kind, id, row }: ManagedDevice, command: Row): string | undefined {
  const type = String(command.commandType);
  if (kind === "computer") {
    if (mobileOnly.has(type)) return `${type} is not supported by computers`;
    const pin = asText(command.pin) ?? "";
    return type === "DEVICE_LOCK" && !/^\d{6}$/.test(pin) ? "pin must be six digits" : undefined;
  }
  if (supervisedOnly.has(type) && valueAt(row, "general.supervised") !== true) {
    return `${type} needs a supervised device`;
  }
  const token = unlockTokenOf(context.state.fleet.seed, Number(id) - 1);
  return type === "CLEAR_PASSCODE" && command.unlockToken !== token ? "unlockToken is not valid" : undefined;
}

const send: Handler = (call, context) => {
  const { commandData, clientData } = bodyOf(call);
  const command = rowOf(commandData);
  const type = String(command.commandType);
  const managementIds = asRows(clientData).map(({ managementId }) => String(managementId));
  const sent: Row[] = [];
  for (const managementId of managementIds) {
    const target = context.state.deviceWith(managementId);
    const problem = target === undefined ? "managementId is not known" : refused(context, target, command);
    if (target === undefined || problem !== undefined) {
      return context.fail(call, { status: 400, message: problem ?? "", field: "clientData" });
    }
    const { uuid } = context.state.commands.add({ ...target, type, managementId });
    if (type === "DEVICE_LOCK" && typeof command.pin === "string")
      context.state.lockPins.set(target.id, command.pin);
    sent.push({ id: uuid, href: `/api/v2/mdm/commands?filter=uuid==${uuid}` });
  }
  return json(sent, { status: 201 });
};

function shown({ uuid, type, kind, managementId, at, state, completedAt }: Command): Row {
  return {
    uuid,
    dateSent: new Date(at).toISOString(),
    dateCompleted: completedAt === null ? null : new Date(completedAt).toISOString(),
    client: { managementId, clientType: kind === "computer" ? "COMPUTER" : "MOBILE_DEVICE" },
    commandState: state,
    ...(isListed(type) ? { commandType: type } : {}),
    commandError: errorOf(state),
    profileId: null,
  };
}

const listedTypes: unknown = valueAt(schemas, "MdmCommandType.enum");

/** Some commands have operations of their own and are not in the document's list of types. */
const isListed = (type: string): boolean => Array.isArray(listedTypes) && listedTypes.includes(type);

function errorOf(state: Command["state"]): Row | null {
  if (state !== "ERROR" && state !== "COMMAND_FORMAT_ERROR") return null;
  const text = state === "ERROR" ? "The device could not do it" : "The device could not read the command";
  return {
    errorCode: state === "ERROR" ? 12_021 : 12_026,
    errorDomain: "MCMDMErrorDomain",
    errorLocalizedDescription: text,
    errorEnglishDescription: text,
  };
}

/** Returns the states of commands; the devices of the returned commands check in afterwards. */
const listCommands: Handler = (call, context) => {
  const { commands } = context.state;
  const response = listOf(call, context, {
    source: sourceOf(commands.all.map(shown)),
    fields: commandFields,
    idField: "uuid",
  });
  for (const { uuid } of asRows(rowOf(response.body).results)) commands.checkIn(String(uuid));
  return response;
};

const push: Handler = (call, context) => {
  const ids = asTexts(bodyOf(call).clientManagementIds);
  return json({ errorUuids: ids.filter((id) => context.state.deviceWith(id) === undefined) });
};

/** Commands of the Classic API, by the device's id; several are joined by commas. */
function classicCommand(call: Call, context: Context, kind: DeviceType): ReturnType<Handler> {
  const { state, fail } = context;
  const { id: ids = "", command: type = "" } = call.path;
  const orders: { id: string; command: Command | undefined }[] = [];
  for (const id of ids.split(",")) {
    const row = state.devicesOf(kind).get(id);
    if (row === undefined) return fail(call, { status: 404, message: "Not Found" });
    orders.push({ id, command: state.order(kind, { id, row, type }) });
  }
  if (kind === "mobile") return xml(mobileCommand(type, orders), 201);
  const commands = orders.flatMap(({ command }) => command ?? []);
  if (commands.length < orders.length)
    return fail(call, { status: 400, message: "The device is not managed" });
  return xml(computerCommands(commands), 201);
}

type Orders = readonly { readonly id: string; readonly command: Command | undefined }[];

/** A command's UUID, and a status for each device: one that is not managed does not fail the request. */
function mobileCommand(type: string, orders: Orders): Row {
  const devices = orders.map(({ id, command }) =>
    present({
      id,
      management_id: command?.managementId,
      status: command ? "Command sent" : "Device not managed",
    }),
  );
  const uuid = orders.find(({ command }) => command)?.command?.uuid;
  return { mobile_device_command: present({ uuid, command: type, mobile_devices: devices }) };
}

/** A command of its own for each computer. */
function computerCommands(commands: readonly Command[]): Row {
  const rows = commands.map(({ type, uuid, id }) => ({ name: type, command_uuid: uuid, computer_id: id }));
  return { computer_command: { command: rows } };
}

/** The names of command states in the path of the flush operation. */
const FLUSHED: Readonly<Record<string, readonly Command["state"][]>> = {
  Pending: ["PENDING", "NOT_NOW"],
  Failed: ["ERROR", "COMMAND_FORMAT_ERROR"],
};

export const mdmHandlers = {
  sendMdmCommand: send,
  listMdmCommands: listCommands,
  sendBlankPush: push,
  renewMdmProfile(call, { state }) {
    const udids = asTexts(bodyOf(call).udids).map((udid) => udid.toLowerCase());
    const rows = [...state.computers.all(), ...state.mobileDevices.all()];
    const known = new Set(rows.map((row) => String(row.udid ?? valueAt(row, "general.udid")).toLowerCase()));
    const unknown = udids.filter((udid) => !known.has(udid));
    return json({ udidsNotProcessed: { udids: unknown } }, { status: 202 });
  },
  createCommandFlushWithIdAndStatus(call, { state }) {
    const { idtype = "", id = "", status = "" } = call.path;
    const kind = idtype.startsWith("computer") ? "computer" : "mobile";
    const ids = idtype.endsWith("groups") ? state.groups[kind].members(id).map(state.idOf) : id.split(",");
    state.commands.flush(kind, { ids, states: status.split("+").flatMap((name) => FLUSHED[name] ?? []) });
    return written("commandflush", id);
  },
  createMobileDeviceCommandURL: (call, context) => classicCommand(call, context, "mobile"),
  createComputerCommandByCommandShortcut1: (call, context) => classicCommand(call, context, "computer"),
} satisfies Handlers;
