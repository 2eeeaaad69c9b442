import type { RateLimit } from "@mdmkit/runtime";
import type { Queryable } from "../database/database.ts";
import { firstRow, number, oneOf } from "../database/row.ts";

/** The permits of a replica that died are free again after this time. */
export const LEASE_MS = 30_000;
/** A permit is reserved this long for a replica that waits for one and does not ask again. */
const RESERVATION_MS = 500;
/** How many groups of starts are kept for each window. */
const GROUPS = 64;

type Refusal =
  | { readonly reason: "paused" | "rate"; readonly milliseconds: number }
  | { readonly reason: "concurrency" };

export type PermitRequest = {
  /** Permits that this replica uses now, without those it wants. */
  readonly held: number;
  readonly wanted: number;
  /** Milliseconds for which all replicas must pause, from now. */
  readonly pause: number;
};

export type PermitResponse = {
  readonly granted: number;
  /** Why not more were granted; undefined when more can be had at once. */
  readonly refused: Refusal | undefined;
  /** Milliseconds until the current pause ends. */
  readonly paused: number;
};

export type PermitOptions = {
  readonly database: Queryable;
  /** What the vendor limits, as a keyed hash. */
  readonly tenant: string;
  /** Names this replica. */
  readonly holder: string;
  readonly rateLimit: RateLimit;
  /** Replaces the database's clock in tests. */
  readonly databaseClock?: (() => number) | undefined;
};

const TAKE =
  "select granted, reason, wait, paused from gateway_limiter_take($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
const REASONS = ["paused", "rate", "concurrency"] as const;

/** Takes and returns permits of one tenant in the database, in one round trip. */
export function createPermitExchange({ database, tenant, holder, rateLimit, databaseClock }: PermitOptions) {
  const { size, span, step } = windowOf(rateLimit);
  const concurrency = rateLimit.concurrency ?? null;
  const limits = [size, span, step, concurrency, LEASE_MS, RESERVATION_MS];
  return async ({ held, wanted, pause }: PermitRequest): Promise<PermitResponse> => {
    const now = databaseClock?.() ?? null;
    const row = firstRow(await database.query(TAKE, [tenant, holder, held, wanted, ...limits, pause, now]));
    const paused = number(row, "paused");
    const granted = number(row, "granted");
    if (row.reason === null) return { granted, refused: undefined, paused };
    const reason = oneOf(row, "reason", REASONS);
    if (reason === "concurrency") return { granted, refused: { reason }, paused };
    return {
      granted,
      refused: { reason, milliseconds: Math.max(1, Math.ceil(number(row, "wait"))) },
      paused,
    };
  };
}

/**
 * At most `size` starts in any `span` of milliseconds, as in the limiter of one process. With a size above 64, starts within one
 * 64th of the span are stored as one group at the time of its last start: never too many starts, and at most one 64th too few.
 */
function windowOf({ requests = 0, seconds = 1, burst = requests }: RateLimit) {
  if (requests <= 0) return { size: null, span: null, step: null };
  const size = Math.max(1, Math.floor(burst));
  const span = (seconds * 1000 * size) / requests;
  return { size, span, step: size > GROUPS ? span / GROUPS : 0.001 };
}
