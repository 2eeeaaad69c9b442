import type { RateLimit } from "@mdmkit/runtime";
import type { Queryable } from "../database/database.ts";
import { number, oneOf, only } from "../database/row.ts";

/** How long the places of a replica that died stay taken. */
export const LEASE_MS = 30_000;
/** How long a place is kept for a replica that waits for one and does not come back for it. */
export const PATIENCE_MS = 500;
const STEPS = 64;

export type Refusal =
  | { readonly reason: "paused" | "rate"; readonly milliseconds: number }
  | { readonly reason: "concurrency" };

export type Places = {
  readonly granted: number;
  /** Why not more; undefined when more may be had at once. */
  readonly refused: Refusal | undefined;
  /** Milliseconds that a pause goes on. */
  readonly paused: number;
};

export type PlaceRequest = {
  /** In use by this holder now, without those wanted. */
  readonly held: number;
  readonly wanted: number;
  /** Milliseconds to pause everybody from now. */
  readonly pause: number;
};

export type PlaceOptions = {
  readonly database: Queryable;
  readonly account: string;
  readonly holder: string;
  readonly rateLimit: RateLimit;
  /** Instead of the database's clock, for tests. */
  readonly databaseClock?: (() => number) | undefined;
};

const TAKE =
  "select granted, reason, wait, paused from gateway_limiter_take($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
const REASONS = ["paused", "rate", "concurrency"] as const;

/** Takes and gives back places of one account in the database, in one round trip. */
export function createPlaces({ database, account, holder, rateLimit, databaseClock }: PlaceOptions) {
  const { size, span, step } = windowOf(rateLimit);
  const concurrency = rateLimit.concurrency ?? null;
  return async ({ held, wanted, pause }: PlaceRequest): Promise<Places> => {
    const at = databaseClock?.() ?? null;
    const values = [
      account,
      holder,
      held,
      wanted,
      size,
      span,
      step,
      concurrency,
      LEASE_MS,
      PATIENCE_MS,
      pause,
      at,
    ];
    const row = only(await database.query(TAKE, values));
    const paused = number(row, "paused");
    const granted = number(row, "granted");
    if (row.reason === null) return { granted, refused: undefined, paused };
    const reason = oneOf(row, "reason", REASONS);
    const refused =
      reason === "concurrency"
        ? { reason }
        : { reason, milliseconds: Math.max(1, Math.ceil(number(row, "wait"))) };
    return { granted, refused, paused };
  };
}

/**
 * At most `size` starts in any `span`, as the limiter within one process has it. Beyond 64, starts of one 64th of the span are
 * kept as one, as late as the last of them: never too many, and at worst a 64th too few.
 */
function windowOf({ requests = 0, seconds = 1, burst = requests }: RateLimit) {
  if (requests <= 0) return { size: null, span: null, step: null };
  const size = Math.max(1, Math.floor(burst));
  const span = (seconds * 1000 * size) / requests;
  return { size, span, step: size > STEPS ? span / STEPS : 0.001 };
}
