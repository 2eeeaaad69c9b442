import { type LimitedRequest, type Limiter, RateLimitError } from "@mdmkit/runtime";

/**
 * Wraps limiters, so that no call waits for a pause of the vendor that lasts longer than the call may wait. It fails at once with a
 * `RateLimitError`, also when the pause begins while the call is queued. `remaining`: milliseconds that the current call may wait.
 * One limiter has one wrapper, because a pause that one account begins holds for the queued calls of the others.
 */
export function createPauseLimit(remaining: () => number): (limiter: Limiter) => Limiter {
  const wrappers = new WeakMap<Limiter, Limiter>();
  return (limiter) => {
    const wrapper = wrappers.get(limiter) ?? withPauseLimit(limiter, remaining);
    wrappers.set(limiter, wrapper);
    return wrapper;
  };
}

function withPauseLimit(limiter: Limiter, remaining: () => number): Limiter {
  const queued = new Set<() => void>();
  /** What each request is to the limiter. */
  const forwarded = new WeakMap<LimitedRequest, LimitedRequest>();
  return {
    paused: () => limiter.paused(),
    sent: (request) => limiter.sent?.(forwarded.get(request) ?? request),
    release: (request) => limiter.release(request && forwarded.get(request)),
    pause(milliseconds) {
      limiter.pause(milliseconds);
      for (const check of queued) check();
    },
    take(request) {
      const { signal, onWait } = request;
      const endsAt = performance.now() + remaining();
      const isTooLong = () => performance.now() + limiter.paused() > endsAt;
      if (limiter.paused() > 0 && isTooLong()) return Promise.reject(pausedTooLong(limiter));
      // Not `AbortSignal.any`, which costs more than the rest of this, for callers that seldom wait.
      const stop = new AbortController();
      const abort = () => stop.abort(signal?.reason);
      const check = () => {
        if (limiter.paused() > 0 && isTooLong()) stop.abort(pausedTooLong(limiter));
      };
      const own: LimitedRequest = {
        signal: stop.signal,
        onWait(wait) {
          onWait?.(wait);
          check();
        },
      };
      forwarded.set(request, own);
      if (signal?.aborted) abort();
      const turn = limiter.take(own);
      if (!turn) return undefined;
      queued.add(check);
      signal?.addEventListener("abort", abort);
      return turn.finally(() => {
        queued.delete(check);
        signal?.removeEventListener("abort", abort);
      });
    },
  };
}

function pausedTooLong(limiter: Limiter): RateLimitError {
  const retryAfter = Math.ceil(limiter.paused() / 1000);
  const problem = `the vendor requested a pause of ${retryAfter} s, longer than a call waits here.`;
  return new RateLimitError(problem, { advice: "Call again after that.", retryAfter });
}
