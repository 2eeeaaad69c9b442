import { asInteger, asText, type Row, textOf } from "../../../engine/records/values.ts";
import { type Call, json, type VendorResponse } from "../../../engine/request/call.ts";
import { failure } from "../errors.ts";
import { devicesIn, matches, prismFilter } from "../query/prism-filter.ts";
import { CATEGORIES, type Category, commonOf } from "../render/prism.ts";
import type { IruState } from "../state.ts";
import type { Handler } from "./handler.ts";

const made = new WeakMap<IruState, Map<string, { version: number; rows: readonly Row[] }>>();

/** The rows of all devices, made once as long as no device changes. */
function allRows(operationId: string, category: Category, state: IruState): readonly Row[] {
  const { version } = state.devices;
  const known = made.get(state) ?? new Map<string, { version: number; rows: readonly Row[] }>();
  made.set(state, known);
  const kept = known.get(operationId);
  if (kept?.version === version) return kept.rows;
  const rows = state.reported().flatMap((id) => rowsOf(id, category, state));
  known.set(operationId, { version, rows });
  return rows;
}

function rowsOf(deviceId: string, category: Category, { sourceOf }: IruState): readonly Row[] {
  const source = sourceOf(deviceId);
  return source ? category(source, commonOf(source)) : [];
}

/** A page goes on by its cursor, whether it is full or not. Total and offset are null. */
function pageOf(call: Call, state: IruState, category: Category): VendorResponse {
  const { query, operation, operationId } = call;
  const { prismFilters = true, prismPage = 300 } = state.options;
  const text = asText(query.filter);
  const filter = text === undefined || !prismFilters ? undefined : prismFilter(text);
  if (text !== undefined && prismFilters && !filter)
    return failure(operation, { status: 400, message: "Invalid filter" });
  const named = devicesIn(filter);
  const all = named
    ? named.flatMap((id) => rowsOf(id, category, state))
    : allRows(operationId, category, state);
  const families = asText(query.device_families)?.split(",");
  const blueprints = asText(query.blueprint_ids)?.split(",");
  const rows = all.filter(
    (row) =>
      (!filter || matches(row, filter)) &&
      (families?.includes(textOf(row, "device__family")) ?? true) &&
      (blueprints?.includes(textOf(row, "blueprint_id")) ?? true),
  );
  const cursor = asText(query.cursor);
  const start =
    cursor === undefined
      ? (asInteger(query.offset) ?? 0)
      : Number(/^row-(\d+)$/.exec(cursor)?.[1] ?? Number.NaN);
  if (!Number.isInteger(start)) return failure(operation, { status: 400, message: "Invalid cursor" });
  const limit = asInteger(query.limit) ?? 25;
  const end = start + Math.min(limit, 300, prismPage);
  const data = rows.slice(start, end);
  return json({
    offset: null,
    limit,
    total: null,
    cursor: end < rows.length ? `row-${end}` : null,
    data,
  });
}

/** One aspect of all devices; a row names its device and has no id of its own. */
export const prismHandlers: Readonly<Record<string, Handler>> = Object.fromEntries(
  Object.entries(CATEGORIES).map(([operationId, category]): [string, Handler] => [
    operationId,
    (call, state) => pageOf(call, state, category),
  ]),
);
