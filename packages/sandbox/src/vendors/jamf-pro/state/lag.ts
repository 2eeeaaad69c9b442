import type { Row } from "../../../engine/records/values.ts";
import type { Call } from "../../../engine/request/call.ts";

/** Servers of a cluster that see a write late: reads without its cookie get the previous record. */
export type Lag = {
  /** Keeps the record as it was before a write. */
  keep(key: string, before: Row): void;
  /** The record as this call sees it. */
  seen(key: string, row: Row, call: Call): Row;
};

/** Cookie of the server that takes all writes here. */
export const nodeCookie = "jpro-ingress=node-1";

export function createLag(reads: number): Lag {
  const stale = new Map<string, { before: Row; left: number }>();
  return {
    keep(key, before) {
      if (reads > 0) stale.set(key, { before, left: reads });
    },
    seen(key, row, call) {
      const known = stale.get(key);
      if (known === undefined || call.headers.get("cookie")?.includes(nodeCookie)) return row;
      known.left -= 1;
      if (known.left <= 0) stale.delete(key);
      return known.before;
    },
  };
}
