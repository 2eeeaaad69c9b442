import { keptPerVersion } from "../../../engine/records/per-version.ts";
import { asInteger, asText, type Row, textOf } from "../../../engine/records/values.ts";
import { type Call, json, type VendorResponse } from "../../../engine/request/call.ts";
import { failure } from "../errors.ts";
import { devicesIn, matches, prismFilter } from "../query/prism-filter.ts";
import { CATEGORIES, type Category, commonOf } from "../render/prism.ts";
import type { IruState } from "../state.ts";
import type { Handler } from "./handler.ts";

/** The rows of all devices. */
const allRows = keptPerVersion<readonly Row[]>();

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
  const rowsOfAll = (ids: readonly string[]) => ids.flatMap((id) => rowsOf(id, category, state));
  const all = named
    ? rowsOfAll(named)
    : allRows(state.devices, operationId, () => rowsOfAll(state.reported()));
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
