import { rowsOf, withRows } from "../engine/operations/paging.ts";
import { asInteger, isRow, valueAt, withValueAt } from "../engine/records/values.ts";
import type { Answer } from "../engine/request/call.ts";
import { spoiled } from "./answer-effects.ts";
import type { Effect, FaultContext } from "./effect.ts";
import type { FaultKind } from "./fault.ts";

type Kind<T extends FaultKind["type"]> = Extract<FaultKind, { type: T }>;
type Change = (rows: readonly unknown[]) => readonly unknown[];

function changeRows(answer: Answer, { context, change }: { context: FaultContext; change: Change }): Answer {
  const rows = rowsOf(context, answer.body);
  if (rows === undefined) return answer;
  return spoiled({ ...answer, body: withRows(context, { body: answer.body, rows: change(rows) }) });
}

export function repeatPage(): Effect {
  return {
    ready: ({ previous }) => previous !== undefined,
    after: (answer, { previous }) => (previous ? spoiled(previous) : answer),
  };
}

export function shortPage(fault: Kind<"short-page">): Effect {
  const keep: Change = (rows) => rows.slice(0, fault.rows ?? Math.floor(rows.length / 2));
  return { after: (answer, context) => changeRows(answer, { context, change: keep }) };
}

export function emptyPage(): Effect {
  return {
    firstPage: 2,
    after: (answer, context) => changeRows(answer, { context, change: () => [] }),
  };
}

export function totalShrinks(fault: Kind<"total-shrinks">): Effect {
  const less = (total: number) => Math.max(0, total - (fault.by ?? 1));
  return {
    firstPage: 2,
    after(answer, { operation }) {
      const { total, totalHeader } = operation.pagination ?? {};
      if (total !== undefined && isRow(answer.body)) {
        const known = asInteger(valueAt(answer.body, total)) ?? 0;
        return spoiled({ ...answer, body: withValueAt(answer.body, total, less(known)) });
      }
      const header = totalHeader === undefined ? undefined : asInteger(answer.headers?.[totalHeader]);
      if (totalHeader === undefined || header === undefined) return answer;
      return spoiled({ ...answer, headers: { ...answer.headers, [totalHeader]: String(less(header)) } });
    },
  };
}

export function deleteMidWalk(fault: Kind<"delete-mid-walk">): Effect {
  return {
    firstPage: 2,
    before: ({ walk }) => walk({ change: "remove", which: fault.which ?? "first" }),
  };
}

export function insertMidWalk(): Effect {
  return { firstPage: 2, before: ({ walk }) => walk({ change: "insert" }) };
}

export function badRow({ row = 1, count = 1, value = null }: Kind<"bad-row">): Effect {
  const replace: Change = (rows) => {
    const start = row < 0 ? rows.length + row : row;
    return rows.map((each, at) => (at >= start && at < start + count ? value : each));
  };
  return { after: (answer, context) => changeRows(answer, { context, change: replace }) };
}

/** Puts a wrong value into every row, or into the body itself where it holds no rows. */
export function setField({ field, value }: { field: string; value: unknown }): Effect {
  const spoil = (row: unknown) => (isRow(row) ? withValueAt(row, field, value) : row);
  return {
    after(answer, context) {
      if (rowsOf(context, answer.body) !== undefined) {
        return changeRows(answer, { context, change: (rows) => rows.map(spoil) });
      }
      return spoiled({ ...answer, body: spoil(answer.body) });
    },
  };
}
