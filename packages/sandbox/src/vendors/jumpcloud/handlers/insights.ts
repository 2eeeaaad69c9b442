import { cutPage, listResponse } from "../../../engine/operations/paging.ts";
import type { Rows } from "../../../engine/records/rows.ts";
import { asTexts } from "../../../engine/records/values.ts";
import type { Call, VendorResponse } from "../../../engine/request/call.ts";
import { filterProblem, filterV2, parseCondition } from "../query/filter-v2.ts";
import { sortRows } from "../query/select.ts";
import { hardwareTables } from "../render/insights/hardware.ts";
import { networkTables } from "../render/insights/network.ts";
import { securityTables } from "../render/insights/security.ts";
import { softwareTables } from "../render/insights/software.ts";
import type { InsightTable } from "../render/insights/table.ts";
import { rowsOfSystem, rowsOfTable, type SortedTable } from "../render/insights/table-rows.ts";
import type { JumpCloudState } from "../state/state.ts";
import type { Context, Handler, JumpCloudOperationId } from "./handler.ts";

const tables: Readonly<Record<string, InsightTable>> = {
  ...hardwareTables,
  ...networkTables,
  ...securityTables,
  ...softwareTables,
};

const maxRows = 10_000;

/** Only the named systems, where a filter names some; the whole table otherwise. */
function source(state: JumpCloudState, table: SortedTable, filters: readonly string[]): Rows {
  const named = filters.map(parseCondition).find(({ field }) => field === "system_id");
  if (named === undefined) return rowsOfTable(state, table);
  const ids = named.operator === "in" ? named.wanted.split("|") : [named.wanted];
  const indexes = ids.map((id) => state.systems.indexOf(id)).filter((index) => index !== undefined);
  return indexes.sort((a, b) => a - b).flatMap((index) => rowsOfSystem(state, table, index));
}

/** A page of one table. Only `eq` and `in` filter; `uptime` also takes `gte`. */
function listTable(call: Call, context: Context, name: string): VendorResponse {
  const filters = asTexts(call.query.filter);
  const allowed = name === "uptime" ? ["eq", "in", "gte"] : ["eq", "in"];
  const message = filterProblem(filters, allowed);
  if (message !== undefined) return context.fail(call, { status: 400, message });
  const table = tables[name];
  if (table === undefined) return listResponse(call, { rows: [], total: 0 });
  const rest = filters.filter((text) => parseCondition(text).field !== "system_id");
  const sort = asTexts(call.query.sort);
  const inOrder = sort.length === 0 || sort[0] === "system_id";
  const rows = source(context.state, { table, order: inOrder ? sort.slice(1) : [] }, filters);
  if (rest.length === 0 && inOrder) return listResponse(call, cutPage(call, rows, { max: maxRows }));
  const keep = filterV2(rest);
  const all = rows.slice(0, rows.length);
  const kept = keep === undefined ? all : all.filter(keep);
  return listResponse(call, cutPage(call, inOrder ? kept : sortRows(kept, sort), { max: maxRows }));
}

const prefix = "systeminsights_list_";

type InsightsId = Extract<JumpCloudOperationId, `${typeof prefix}${string}`>;

function isInsights(id: string): id is InsightsId {
  return id.startsWith(prefix);
}

/** Every System Insights table of the document; one without rows in the fleet returns an empty list. */
export function insightsHandlers(operationIds: readonly string[]): Partial<Record<InsightsId, Handler>> {
  return Object.fromEntries(
    operationIds.filter(isInsights).map((id) => {
      const handler: Handler = (call, context) => listTable(call, context, id.slice(prefix.length));
      return [id, handler];
    }),
  );
}
