import type { RateLimitOption } from "../common-options.ts";

/** Counts requests in fixed windows; true when one is too many. */
export function createRateLimit(option: RateLimitOption | undefined, clock: () => number): () => boolean {
  let started = Number.NEGATIVE_INFINITY;
  let used = 0;
  return () => {
    if (option === undefined) return false;
    const now = clock();
    if (now - started >= option.seconds * 1000) {
      started = now;
      used = 0;
    }
    used += 1;
    return used > option.requests;
  };
}
