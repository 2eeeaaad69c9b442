import { reportPage } from "../query/pages.ts";
import { REPORTS, volumeRows } from "../render/reports.ts";
import type { Handler } from "./handler.ts";

const made = Object.entries(REPORTS).map(([operationId, rowsOf]): [string, Handler] => [
  operationId,
  (call, state) => reportPage(call, state, (device) => rowsOf(device, state)),
]);

/** One aspect of all devices; a row names its device and has no id of its own. */
export const reportHandlers: Readonly<Record<string, Handler>> = {
  ...Object.fromEntries(made),
  getVolumes: (call, state) =>
    reportPage(call, state, (device) => volumeRows(device, state, call.query.include === "bl")),
};
