import { type Clock, createLimiter, type Limiter, type LocalLimiter, type RateLimit } from "./limiter.ts";

const KEPT_AT_MOST = 1000;
/** By limiter key, which is the `fetch` of the client: another `fetch`, such as that of a sandbox, leads to another account. */
const byKey = /* @__PURE__ */ new WeakMap<object, Map<string, LocalLimiter>>();

/**
 * The limiter of a tenant in this process, for all clients with the same limiter key; the rate limit of the first caller
 * holds. Look it up for every call: idle ones are dropped.
 */
export function limiterFor(
  { limiterKey, tenant }: { limiterKey: object; tenant: string },
  rateLimit: RateLimit | undefined,
  clock: Clock,
): Limiter {
  const ofKey = byKey.get(limiterKey) ?? new Map<string, LocalLimiter>();
  byKey.set(limiterKey, ofKey);
  const known = ofKey.get(tenant);
  const limiter = known ?? createLimiter(rateLimit, clock);
  ofKey.delete(tenant); // the map is in order of last use
  ofKey.set(tenant, limiter);
  if (!known && ofKey.size > KEPT_AT_MOST) dropOneIdle(ofKey);
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
