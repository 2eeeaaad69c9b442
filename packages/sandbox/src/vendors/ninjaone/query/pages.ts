import { cutPage, listResponse } from "../../../engine/operations/paging.ts";
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
  const rows = reportRows(call, { state, devices, rowsOf });
  const size = sizeOf(call, state);
  const results = rows.slice(offset, offset + size);
  const name = `rows-${offset + results.length}`;
  const expires = Math.floor(call.now / 1000) + 3600;
  const next = { name, offset, count: rows.length, expires };
  const isLast = results.length < size;
  if (state.options.cursors === "text") return json(isLast ? { results } : { cursor: name, results });
  return json({ cursor: next, results });
}

type Made = { version: number; rows: readonly Row[] };
const made = new WeakMap<NinjaOneState, Map<string, Made>>();

/** All rows of a report, made once as long as no device changes. */
function reportRows(
  { operationId, query }: Call,
  {
    state,
    devices,
    rowsOf,
  }: { state: NinjaOneState; devices: Rows; rowsOf: (device: Row) => readonly Row[] },
): readonly Row[] {
  const { version } = state.devices;
  const key = JSON.stringify([operationId, query.df, query.include]);
  const reports = made.get(state) ?? new Map<string, Made>();
  made.set(state, reports);
  const known = reports.get(key);
  if (known?.version === version) return known.rows;
  const rows = devices.slice(0, devices.length).flatMap((device) => rowsOf(device));
  reports.set(key, { version, rows });
  return rows;
}
