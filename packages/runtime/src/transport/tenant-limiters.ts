import { type Clock, createLimiter, type Limiter, type LocalLimiter, type RateLimit } from "./limiter.ts";

const KEPT_AT_MOST = 1000;
/** By `sharedBy`, which is the `fetch` of the client: another `fetch`, such as that of a sandbox, leads to another account. */
const byOwner = /* @__PURE__ */ new WeakMap<object, Map<string, LocalLimiter>>();

/**
 * The limiter of a tenant in this process, for all clients with the same `sharedBy`; the rate limit of the first caller
 * holds. Look it up for every call: idle ones are dropped.
 */
export function limiterFor(
  { sharedBy, tenant }: { sharedBy: object; tenant: string },
  rateLimit: RateLimit | undefined,
  clock: Clock,
): Limiter {
  const ofOwner = byOwner.get(sharedBy) ?? new Map<string, LocalLimiter>();
  byOwner.set(sharedBy, ofOwner);
  const known = ofOwner.get(tenant);
  const limiter = known ?? createLimiter(rateLimit, clock);
  ofOwner.delete(tenant); // the map is in order of last use
  ofOwner.set(tenant, limiter);
  if (!known && ofOwner.size > KEPT_AT_MOST) dropOneIdle(ofOwner);
  return limiter;
}

function dropOneIdle(limiters: Map<string, LocalLimiter>): void {
  for (const [tenant, limiter] of limiters) {
    if (limiter.idle()) {
      limiters.delete(tenant);
      return;
    }
  }
}
