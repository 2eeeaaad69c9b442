import { rowsOf, withRows } from "../engine/operations/paging.ts";
import { asInteger, isRow, valueAt, withValueAt } from "../engine/records/values.ts";
import type { VendorResponse } from "../engine/request/call.ts";
import type { Effect, FaultContext } from "./effect.ts";
import type { FaultKind } from "./fault.ts";
import { spoiled } from "./response-effects.ts";

type Kind<T extends FaultKind["type"]> = Extract<FaultKind, { type: T }>;
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

export function shortPage(fault: Kind<"short-page">): Effect {
  const keep: Change = (rows) => rows.slice(0, fault.rows ?? Math.floor(rows.length / 2));
  return { after: (response, context) => changeRows(response, { context, change: keep }) };
}

export function emptyPage(): Effect {
  return {
    firstPage: 2,
    after: (response, context) => changeRows(response, { context, change: () => [] }),
  };
}

export function totalShrinks(fault: Kind<"total-shrinks">): Effect {
  const less = (total: number) => Math.max(0, total - (fault.by ?? 1));
  return {
    firstPage: 2,
    after(response, { operation }) {
      const { total, totalHeader } = operation.pagination ?? {};
      if (total !== undefined && isRow(response.body)) {
        const known = asInteger(valueAt(response.body, total)) ?? 0;
        return spoiled({ ...response, body: withValueAt(response.body, total, less(known)) });
      }
      const header = totalHeader === undefined ? undefined : asInteger(response.headers?.[totalHeader]);
      if (totalHeader === undefined || header === undefined) return response;
      return spoiled({ ...response, headers: { ...response.headers, [totalHeader]: String(less(header)) } });
    },
  };
}

export function deleteMidWalk(fault: Kind<"delete-mid-walk">): Effect {
  return {
    firstPage: 2,
    before: ({ changeList }) => changeList({ change: "remove", which: fault.which ?? "first" }),
  };
}

export function insertMidWalk(): Effect {
  return { firstPage: 2, before: ({ changeList }) => changeList({ change: "insert" }) };
}

export function badRow({ row = 1, count = 1, value = null }: Kind<"bad-row">): Effect {
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
