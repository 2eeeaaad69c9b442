import { cutPage, listResponse } from "../../../engine/operations/paging.ts";
import { keptPerVersion } from "../../../engine/records/per-version.ts";
import type { Rows } from "../../../engine/records/rows.ts";
import { select } from "../../../engine/records/select.ts";
import { asInteger, asText, type Row } from "../../../engine/records/values.ts";
import { type Call, json, type VendorResponse } from "../../../engine/request/call.ts";
import { failure } from "../errors.ts";
import type { NinjaOneState } from "../state/state.ts";
import { deviceFilter } from "./device-filter.ts";

/** Rows of a report without `pageSize`. */
const USUAL_SIZE = 100;

function sizeOf({ query }: Call, { options }: NinjaOneState): number {
  return Math.min(asInteger(query.pageSize) ?? USUAL_SIZE, options.pageLimit ?? Number.POSITIVE_INFINITY);
}

/** The devices that `df` selects. */
function selectedDevices(call: Call, { devices }: NinjaOneState): Rows | undefined {
  const { df } = call.query;
  const keep = deviceFilter(df);
  if (!keep) return undefined;
  return select(devices, { key: String(df ?? ""), keep: df === undefined ? undefined : keep });
}

/** A page of the devices that a call selects. */
export function devicePage(call: Call, state: NinjaOneState, view: (device: Row) => Row): VendorResponse {
  const devices = selectedDevices(call, state);
  if (!devices) return failure(400, "Invalid device filter");
  const page = cutPage(call, devices, { max: state.options.pageLimit });
  return listResponse(call, { ...page, rows: page.rows.map(view) });
}

/** All rows of reports. */
const reports = keptPerVersion<readonly Row[]>();

/** A page of a report. The name of its cursor leads to the next one. */
export function reportPage(
  call: Call,
  state: NinjaOneState,
  rowsOf: (device: Row) => readonly Row[],
): VendorResponse {
  const devices = selectedDevices(call, state);
  if (!devices) return failure(400, "Invalid device filter");
  const cursor = asText(call.query.cursor);
  const offset = cursor === undefined ? 0 : Number(/^rows-(\d+)$/.exec(cursor)?.[1] ?? Number.NaN);
  if (Number.isNaN(offset)) return failure(400, "Invalid cursor");
  const report = JSON.stringify([call.operationId, call.query.df, call.query.include]);
  const rows = reports(state.devices, report, () => devices.slice(0, devices.length).flatMap(rowsOf));
  const size = sizeOf(call, state);
  const results = rows.slice(offset, offset + size);
  const name = `rows-${offset + results.length}`;
  const expires = Math.floor(call.now / 1000) + 3600;
  const next = { name, offset, count: rows.length, expires };
  const isLast = results.length < size;
  if (state.options.cursors === "text") return json(isLast ? { results } : { cursor: name, results });
  return json({ cursor: next, results });
}
