import { wait as waitFor } from "../timing/wait.ts";
import type { Limiter, LimiterWait, RateLimit } from "../types.ts";

type Clock = { now?: (() => number) | undefined; wait?: typeof waitFor | undefined };
type SharedLimiter = Limiter & { idle(): boolean };

const SHARED_AT_MOST = 1000;
/** By the `fetch` that requests go out with: what stands behind another one, a sandbox say, is another account. */
const shared = /* @__PURE__ */ new WeakMap<object, Map<string, SharedLimiter>>();

/**
 * Lets requests start first come first served, within a rate limit. At most `requests` start in any `seconds`, which
 * keeps within a vendor's fixed window, sliding window and token bucket alike.
 */
export function createLimiter(rateLimit: RateLimit = {}, clock: Clock = {}): SharedLimiter {
  const { concurrency = Number.POSITIVE_INFINITY, requests = 0, seconds = 1, burst = requests } = rateLimit;
  const { now = Date.now, wait = waitFor } = clock;
  const size = requests > 0 ? Math.max(1, Math.floor(burst)) : 0;
  const span = (seconds * 1000 * size) / requests;
  const starts: number[] = []; // a ring: the last `size` starts, the oldest at `oldest`
  const queue = new Set<() => void>();
  let oldest = 0;
  let active = 0;
  let pausedUntil = 0;
  let alarm: AbortController | undefined;

  const paused = () => Math.max(0, pausedUntil - now());
  const rated = () => (size && starts.length >= size ? Math.max(0, (starts[oldest] ?? 0) + span - now()) : 0);

  function start(): void {
    active++;
    if (!size) return;
    starts[oldest] = now();
    oldest = (oldest + 1) % size;
  }

  function drain(): void {
    for (const resume of queue) {
      if (active >= concurrency) return;
      const milliseconds = Math.max(paused(), rated());
      if (milliseconds > 0) {
        wakeIn(milliseconds);
        return;
      }
      queue.delete(resume);
      start();
      resume();
    }
    alarm?.abort();
  }

  function wakeIn(milliseconds: number): void {
    if (alarm) return;
    alarm = new AbortController();
    const ended = () => {
      alarm = undefined;
      drain();
    };
    wait(milliseconds, alarm.signal).then(ended, ended);
  }

  function whyNot(): LimiterWait | undefined {
    if (paused()) return { reason: "paused", milliseconds: paused() };
    if (rated()) return { reason: "rate", milliseconds: rated() };
    return active < concurrency && queue.size === 0 ? undefined : { reason: "concurrency" };
  }

  return {
    paused,
    take({ signal, onWait }) {
      const reason = whyNot();
      if (!reason) {
        start();
        return undefined;
      }
      onWait?.(reason);
      return new Promise((resolve, reject) => {
        const leave = () => signal?.removeEventListener("abort", abort);
        const resume = () => {
          leave();
          resolve();
        };
        const abort = () => {
          leave();
          queue.delete(resume);
          reject(signal?.reason);
          drain();
        };
        if (signal?.aborted) return abort();
        signal?.addEventListener("abort", abort);
        queue.add(resume);
        drain();
      });
    },
    release() {
      active--;
      drain();
    },
    pause(milliseconds) {
      pausedUntil = Math.max(pausedUntil, now() + milliseconds);
    },
    idle: () => active + queue.size === 0 && !paused() && !starts.some((at) => at + span > now()),
  };
}

/**
 * The one limiter of a tenant in this process, for all clients that go out by the same limiterKey; the first caller's rate
 * limit holds. Ask for it anew with every call.
 */
export function limiterFor(
  { limiterKey, tenant }: { limiterKey: object; tenant: string },
  rateLimit: RateLimit | undefined,
  clock: Clock,
): Limiter {
  const behind = shared.get(limiterKey) ?? new Map<string, SharedLimiter>();
  shared.set(limiterKey, behind);
  const known = behind.get(tenant);
  const limiter = known ?? createLimiter(rateLimit, clock);
  behind.delete(tenant); // the map is in order of last use
  behind.set(tenant, limiter);
  if (!known && behind.size > SHARED_AT_MOST) dropOneIdle(behind);
  return limiter;
}

function dropOneIdle(limiters: Map<string, SharedLimiter>): void {
  for (const [tenant, limiter] of limiters) {
    if (limiter.idle()) {
      limiters.delete(tenant);
      return;
    }
  }
}
