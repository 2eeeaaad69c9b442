import type { Effect } from "./effect.ts";
import type { FaultKind, FaultType } from "./fault.ts";
import {
  badRow,
  cappedList,
  deleteMidWalk,
  emptyPage,
  failingRow,
  insertMidWalk,
  lostRow,
  repeatPage,
  setField,
  shortPage,
  totalShrinks,
  wrongTotal,
} from "./page-effects.ts";
import {
  absent,
  clockSkew,
  conflict,
  emptyBody,
  forbidden,
  html,
  malformedJson,
  rateLimit,
  redirect,
  serverError,
  slowBody,
  unauthorized,
} from "./response-effects.ts";

type Effects = { [T in FaultType]: (fault: Extract<FaultKind, { type: T }>) => Effect };

const effects: Effects = {
  "rate-limit": rateLimit,
  "server-error": serverError,
  "repeat-page": repeatPage,
  "short-page": shortPage,
  "empty-page": emptyPage,
  "total-shrinks": totalShrinks,
  "wrong-total": wrongTotal,
  "capped-list": cappedList,
  "lost-row": lostRow,
  "failing-row": failingRow,
  "delete-mid-walk": deleteMidWalk,
  "insert-mid-walk": insertMidWalk,
  "slow-body": slowBody,
  "cut-connection": () => ({ body: { cut: true } }),
  "malformed-json": malformedJson,
  "empty-body": emptyBody,
  html,
  "drifted-field": ({ field, value = { drifted: true } }) => setField({ field, value }),
  "unknown-enum": ({ field, value = "VALUE_NOT_IN_THE_DOCUMENT" }) => setField({ field, value }),
  "bad-date": ({ field, value = "0000-13-32T25:61:00Z" }) => setField({ field, value }),
  "bad-row": badRow,
  "clock-skew": clockSkew,
  unauthorized,
  forbidden,
  conflict,
  absent,
  redirect,
  hang: () => ({ hang: true }),
};

/** The names of all faults. */
export const faultTypes = Object.keys(effects);

/** What a fault does, and when. */
export function effectOf<T extends FaultType>(fault: Extract<FaultKind, { type: T }> & { type: T }): Effect {
  const make: Effects[T] = effects[fault.type];
  return make(fault);
}
