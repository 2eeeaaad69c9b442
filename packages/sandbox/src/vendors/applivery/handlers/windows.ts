import { asRows, textOf } from "../../../engine/records/values.ts";
import { bodyOf } from "../../../engine/request/call.ts";
import { success } from "../query/page.ts";
import type { Handlers } from "./handler.ts";
import { move, queue, removeOf, updateOf } from "./platform-devices.ts";

export const windowsHandlers = {
  updateWindowsDevice: updateOf("windows"),
  removeWindowsDevice: removeOf("windows"),
  moveWindowsDevice: move,
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
    const recordId = state.recordId(String(call.record.id));
    const names = asRows(bodyOf(call).commands).map(
      ({ config }) => `${textOf(config, "action")} ${textOf(config, "path")}`,
    );
    return success(names.map((name) => ({ id: state.command({ kind: "windows", recordId, name }).id })));
  },
  listWindowsCommands({ record }, { commands, recordId }) {
    const own = commands.filter((command) => command.recordId === recordId(String(record.id)));
    return success(own.map(({ id, name }) => ({ id, name })));
  },
  /** Documented, but fails in practice. */
  listWindowsDeviceApplications: () => ({
    status: 500,
    body: { status: false, error: { code: 500, message: "Error" } },
  }),
} satisfies Handlers;
