import { type Row, textOf } from "../../../engine/records/values.ts";
import { bodyOf, json, type ResourceCall, type VendorResponse } from "../../../engine/request/call.ts";
import { createDraw } from "../../../fleet/draw.ts";
import type { IruState } from "../state.ts";
import { inRecords } from "../times.ts";
import { ACCEPTED, type Handler, type Handlers, type IruOperationId } from "./handler.ts";

const MOBILE = ["iPhone", "iPad"];
const MAC = ["Mac"];

/** Commands as the device's own list calls them, and the devices that take them. */
const COMMANDS = {
  restartDevice: { type: "RestartDevice" },
  shutDownDevice: { type: "ShutDownDevice" },
  clearPasscode: { type: "ClearPasscode", platforms: MOBILE },
  updateInventory: { type: "DeviceInformation" },
  sendBlankPush: { type: "BlankPush" },
  playLostModeSound: { type: "PlayLostModeSound", platforms: MOBILE },
  updateLocation: { type: "DeviceLocation", platforms: MOBILE },
  unlockAccount: { type: "UnlockUserAccount", platforms: MAC },
  deleteLocalUser: { type: "DeleteUser" },
  reinstallAgent: { type: "InstallEnterpriseApplication", platforms: MAC },
  renewMdmProfile: { type: "RenewMdmProfile" },
  setRemoteDesktop: { type: "EnableRemoteDesktop", platforms: MAC },
} as const satisfies { [Id in IruOperationId]?: { type: string; platforms?: readonly string[] } };

/** Keeps a command, which no response names. */
function accept(
  { record, now }: ResourceCall,
  state: IruState,
  { type, platforms }: { type: string; platforms?: readonly string[] },
): VendorResponse {
  const id = textOf(record, "device_id");
  if (platforms && !platforms.includes(textOf(record, "platform")))
    return { status: 400, body: { error: "Command is not allowed for current device" } };
  const commands = state.commandsOf(id);
  const command: Row = {
    uuid: `00000000-0000-4000-9000-${String(commands.length).padStart(12, "0")}`,
    command_type: type,
    request_type: type,
    status: 1,
    date_requested: inRecords(now),
    date_completed: null,
    last_pushed: null,
    attempts: 0,
    priority: 0,
    user: null,
    error_chain: [],
    metadata: {},
    request_requires_network_tether: false,
  };
  commands.unshift(command);
  return ACCEPTED;
}

const lostMode =
  (lost_mode_status: string, type: string): Handler =>
  (call, state) => {
    const response = accept(call, state, { type, platforms: MOBILE });
    if (response.status === 200) state.devices.update(textOf(call.record, "device_id"), { lost_mode_status });
    return response;
  };

export const actionHandlers = {
  ...Object.fromEntries(
    Object.entries(COMMANDS).map(([operation, command]): [string, Handler] => [
      operation,
      (call, state) => accept(call, state, command),
    ]),
  ),
  lockDevice(call, state) {
    const id = textOf(call.record, "device_id");
    if (state.pins.has(id)) return { status: 400, body: "This device is already locked." };
    const response = accept(call, state, { type: "DeviceLock" });
    if (call.record.platform !== "Mac") return { ...response, quirk: "pin-of-macs" };
    const pin = createDraw({ seed: state.fleet.seed, kind: "iru-pin", index: state.pins.size }).text("pin", {
      alphabet: "0123456789",
      length: 6,
    });
    state.pins.set(id, pin);
    return json({ PIN: pin });
  },
  eraseDevice(call, state) {
    const { PIN } = bodyOf(call);
    if (PIN !== undefined && String(PIN).length !== 6)
      return { status: 400, body: { PIN: ["Must be six characters."] } };
    return accept(call, state, { type: "EraseDevice" });
  },
  runDailyCheckIn(call, state) {
    accept(call, state, { type: "DailyCheckIn" });
    return json({ message: "The check-in was requested." });
  },
  setDeviceName(call, state) {
    const { DeviceName: device_name } = bodyOf(call);
    state.devices.update(textOf(call.record, "device_id"), { device_name });
    return accept(call, state, { type: "SetDeviceName" });
  },
  enableLostMode: lostMode("ENABLED", "EnableLostMode"),
  disableLostMode: lostMode("DISABLED", "DisableLostMode"),
  cancelLostMode(call, state) {
    const { record } = call;
    if (record.lost_mode_status !== "ENABLED") return { status: 400, body: ["Device is not in lost mode."] };
    state.devices.update(textOf(record, "device_id"), { lost_mode_status: "DISABLED" });
    return json({ message: "Lost mode was cancelled." });
  },
} satisfies Handlers & Readonly<Record<string, Handler>>;
