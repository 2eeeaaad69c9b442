import { asRows, textOf } from "../../../engine/records/values.ts";
import { failure } from "../errors.ts";
import { success } from "../query/page.ts";
import { bodyOf, type Handlers } from "./handler.ts";
import {
  aboutDevice,
  deviceIn,
  getOf,
  listOf,
  moveOf,
  queue,
  removeOf,
  updateOf,
} from "./platform-devices.ts";

export const windowsHandlers = {
  listWindowsDevices: listOf("windows"),
  getWindowsDevice: getOf("windows"),
  updateWindowsDevice: updateOf("windows"),
  removeWindowsDevice: removeOf("windows"),
  moveWindowsDevice: moveOf("windows"),
  refreshWindowsDeviceInfo: queue(
    "windows",
    () => "info",
    () => ({}),
  ),
  runWindowsDeviceAction: queue(
    "windows",
    ({ action }) => String(action),
    () => ({ status: "queued" }),
  ),
  createWindowsCommands(call, state) {
    const device = deviceIn("windows", call, state);
    if (device === undefined) return failure(3001);
    const recordId = state.recordId(String(device.id));
    const names = asRows(bodyOf(call).commands).map(
      ({ config }) => `${textOf(config, "action")} ${textOf(config, "path")}`,
    );
    return success(names.map((name) => ({ id: state.command({ kind: "windows", recordId, name }).id })));
  },
  listWindowsCommands: aboutDevice("windows", ({ id }, { commands, recordId }) =>
    commands
      .filter((command) => command.recordId === recordId(String(id)))
      .map(({ id: own, name }) => ({ id: own, name })),
  ),
  listWindowsApplications: () => success([]),
  searchWindowsApplications: () => success([]),
  /** Documented, and fails in practice. */
  listWindowsDeviceApplications: () => ({
    status: 500,
    body: { status: false, error: { code: 500, message: "Error" } },
  }),
} satisfies Handlers;
