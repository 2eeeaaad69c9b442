import { readPage, rowsOf, withRows } from "../engine/operations/paging.ts";
import { asInteger, isRow, valueAt, withValueAt } from "../engine/records/values.ts";
import type { VendorResponse } from "../engine/request/call.ts";
import type { Effect, FaultContext } from "./effect.ts";
import type { FaultKind } from "./fault.ts";
import { spoiled } from "./response-effects.ts";

type FaultOf<T extends FaultKind["type"]> = Extract<FaultKind, { type: T }>;
type Change = (rows: readonly unknown[]) => readonly unknown[];

function changeRows(
  response: VendorResponse,
  { context, change }: { context: FaultContext; change: Change },
): VendorResponse {
  const rows = rowsOf(context, response.body);
  if (rows === undefined) return response;
  return spoiled({ ...response, body: withRows(context, { body: response.body, rows: change(rows) }) });
}

export function repeatPage(): Effect {
  return {
    ready: ({ previous }) => previous !== undefined,
    after: (response, { previous }) => (previous ? spoiled(previous) : response),
  };
}

export function shortPage(fault: FaultOf<"short-page">): Effect {
  const keep: Change = (rows) => rows.slice(0, fault.rows ?? Math.floor(rows.length / 2));
  return { after: (response, context) => changeRows(response, { context, change: keep }) };
}

export function emptyPage(): Effect {
  return {
    firstPage: 2,
    after: (response, context) => changeRows(response, { context, change: () => [] }),
  };
}

function changeTotal(
  response: VendorResponse,
  { context, change }: { context: FaultContext; change: (total: number) => number },
): VendorResponse {
  const { total, totalHeader } = context.operation.pagination ?? {};
  if (total !== undefined && isRow(response.body)) {
    const known = asInteger(valueAt(response.body, total)) ?? 0;
    return spoiled({ ...response, body: withValueAt(response.body, total, change(known)) });
  }
  const header = totalHeader === undefined ? undefined : asInteger(response.headers?.[totalHeader]);
  if (totalHeader === undefined || header === undefined) return response;
  return spoiled({ ...response, headers: { ...response.headers, [totalHeader]: String(change(header)) } });
}

export function totalShrinks({ by = 1 }: FaultOf<"total-shrinks">): Effect {
  const change = (total: number) => Math.max(0, total - by);
  return { firstPage: 2, after: (response, context) => changeTotal(response, { context, change }) };
}

export function wrongTotal({ by }: FaultOf<"wrong-total">): Effect {
  const change = (total: number) => Math.max(0, total + by);
  return { isLasting: true, after: (response, context) => changeTotal(response, { context, change }) };
}

export function cappedList({ at }: FaultOf<"capped-list">): Effect {
  return {
    isLasting: true,
    after(response, context) {
      const { skip } = readPage(context);
      const keep: Change = (rows) => rows.slice(0, Math.max(0, at - skip));
      const change = (total: number) => Math.min(total, at);
      return changeTotal(changeRows(response, { context, change: keep }), { context, change });
    },
  };
}

export function lostRow({ row = 1 }: FaultOf<"lost-row">): Effect {
  const lose: Change = (rows) => rows.filter((_, at) => at !== row);
  return { after: (response, context) => changeRows(response, { context, change: lose }) };
}

export function failingRow({ row = 1, status = 500 }: FaultOf<"failing-row">): Effect {
  let failing: string | undefined;
  return {
    isLasting: true,
    after(response, context) {
      const rows = (rowsOf(context, response.body) ?? []).map((each) => JSON.stringify(each));
      failing ??= rows[row];
      if (failing === undefined || !rows.includes(failing)) return response;
      return spoiled(context.error(status, "The record cannot be read."));
    },
  };
}

export function deleteMidWalk(fault: FaultOf<"delete-mid-walk">): Effect {
  return {
    firstPage: 2,
    before: ({ changeList }) => changeList({ change: "remove", which: fault.which ?? "first" }),
  };
}

export function insertMidWalk(): Effect {
  return { firstPage: 2, before: ({ changeList }) => changeList({ change: "insert" }) };
}

export function badRow({ row = 1, count = 1, value = null }: FaultOf<"bad-row">): Effect {
  const replace: Change = (rows) => {
    const start = row < 0 ? rows.length + row : row;
    return rows.map((each, at) => (at >= start && at < start + count ? value : each));
  };
  return { after: (response, context) => changeRows(response, { context, change: replace }) };
}

/** Puts a wrong value into every row, or into the body itself where it holds no rows. */
export function setField({ field, value }: { field: string; value: unknown }): Effect {
  const spoil = (row: unknown) => (isRow(row) ? withValueAt(row, field, value) : row);
  return {
    after(response, context) {
      if (rowsOf(context, response.body) !== undefined) {
        return changeRows(response, { context, change: (rows) => rows.map(spoil) });
      }
      return spoiled({ ...response, body: spoil(response.body) });
    },
  };
}
