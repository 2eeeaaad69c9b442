import { wait as waitFor } from "../timing/wait.ts";

/** Limits of a vendor for one tenant; what is absent is not limited. */
export type RateLimit = {
  /** Requests at the same time. */
  readonly concurrency?: number;
  /** At most so many requests in any `seconds` (default 1). */
  readonly requests?: number;
  /** The length of the window in which `requests` are counted, in seconds. */
  readonly seconds?: number;
  /** How many may start at once. Default: `requests`; less spreads them over the time. */
  readonly burst?: number;
};

/** A wait for the vendor's limit. */
export type LimiterWait = {
  /** What is waited for. */
  reason: "paused" | "rate" | "concurrency";
  /** Known for `paused` and `rate`: the least it will take. */
  milliseconds?: number;
};

/** A request that wants to start; the same object names it until it ends. */
export type LimitedRequest = {
  /** Ends the wait. */
  readonly signal?: AbortSignal | undefined;
  /** Called when the request has to wait, with the reason. */
  readonly onWait?: ((wait: LimiterWait) => void) | undefined;
};

/** Lets requests of one tenant start, first come first served. */
export type Limiter = {
  /** Starts a request: at once (`undefined`), or when the promise resolves. Rejects with the signal's reason. */
  take(request: LimitedRequest): Promise<void> | undefined;
  /** A request that was started is sent only now, because it waited for a credential. */
  sent?(request: LimitedRequest): void;
  /** Ends a request that was started. */
  release(request?: LimitedRequest): void;
  /** Starts no request for this time, because the vendor requested it. */
  pause(milliseconds: number): void;
  /** Milliseconds until a pause ends; 0 when there is none. */
  paused(): number;
};

export type Clock = { now?: (() => number) | undefined; wait?: typeof waitFor | undefined };
/** A limiter of this process; `idle` is true if it can be dropped without loss. */
export type LocalLimiter = Limiter & { idle(): boolean };

/**
 * Lets requests start first come first served, within a rate limit. At most `requests` reach the vendor in any `seconds`, which
 * keeps within a vendor's fixed window, sliding window and token bucket alike. A request counts from its response on, because one
 * that is long under way is counted together with the next ones. It counts an eighth of `seconds` later at most, so that slow responses
 * cost no more, but for the first ones and once the vendor has refused a request.
 *
 * @example
 * ```ts
 * const limiter = createLimiter({ concurrency: 8, requests: 100, seconds: 60 });
 * const client = createJumpCloudClient({ apiKey, limiter });
 * ```
 */
export function createLimiter(rateLimit: RateLimit = {}, clock: Clock = {}): LocalLimiter {
  const { concurrency = Number.POSITIVE_INFINITY } = rateLimit;
  const { now = Date.now, wait = waitFor } = clock;
  const window = createWindow(rateLimit, now);
  const queue = new Set<() => void>();
  const slots = new WeakMap<LimitedRequest, Slot>();
  let active = 0;
  let pausedUntil = 0;
  let timer: AbortController | undefined;

  const paused = () => Math.max(0, pausedUntil - now());

  function start(request: LimitedRequest): void {
    active++;
    const slot = window.record();
    if (slot) slots.set(request, slot);
  }

  function drain(): void {
    for (const resume of queue) {
      if (active >= concurrency) return;
      const milliseconds = Math.max(paused(), window.remaining());
      if (milliseconds > 0) {
        drainIn(milliseconds);
        return;
      }
      queue.delete(resume);
      resume();
    }
    timer?.abort();
  }

  function drainIn(milliseconds: number): void {
    if (timer) return;
    timer = new AbortController();
    const ended = () => {
      timer = undefined;
      drain();
    };
    wait(milliseconds, timer.signal).then(ended, ended);
  }

  function waitReason(): LimiterWait | undefined {
    if (paused()) return { reason: "paused", milliseconds: paused() };
    if (window.remaining()) return { reason: "rate", milliseconds: window.remaining() };
    return active < concurrency && queue.size === 0 ? undefined : { reason: "concurrency" };
  }

  function enqueue(request: LimitedRequest): Promise<void> {
    const { signal } = request;
    return new Promise((resolve, reject) => {
      const resume = () => {
        start(request);
        signal?.removeEventListener("abort", abort);
        resolve();
      };
      const abort = () => {
        queue.delete(resume);
        reject(signal?.reason);
        drain();
      };
      if (signal?.aborted) return abort();
      signal?.addEventListener("abort", abort, { once: true });
      queue.add(resume);
      drain();
    });
  }

  return {
    paused,
    take(request) {
      const reason = waitReason();
      if (reason) {
        request.onWait?.(reason);
        return enqueue(request);
      }
      start(request);
      return undefined;
    },
    sent(request) {
      const slot = slots.get(request);
      if (slot) slot.at = now();
    },
    release(request) {
      const slot = request && slots.get(request);
      if (slot) window.respond(slot);
      active--;
      drain();
    },
    pause(milliseconds) {
      window.refused();
      pausedUntil = Math.max(pausedUntil, now() + milliseconds);
    },
    idle: () => active + queue.size === 0 && !paused() && window.isEmpty(),
  };
}

/** When the vendor counts a request, as far as is known. */
type Slot = { at: number };

/** The requests of the last `seconds`; without `requests` it limits nothing. */
function createWindow({ requests = 0, seconds = 1, burst = requests }: RateLimit, now: () => number) {
  const size = requests > 0 ? Math.max(1, Math.floor(burst)) : 0;
  const span = (seconds * 1000 * size) / requests;
  const slots: Slot[] = []; // a ring: the last `size` requests, the oldest at `oldest`
  let oldest = 0;
  /** So many responses, at first those that wait for connections, may count as late as they come. */
  let unbounded = size;
  return {
    record() {
      if (!size) return undefined;
      const slot = { at: now() };
      slots[oldest] = slot;
      oldest = (oldest + 1) % size;
      return slot;
    },
    respond(slot: Slot) {
      slot.at += Math.min(now() - slot.at, unbounded-- > 0 ? span : span / 8);
    },
    refused() {
      unbounded = Number.POSITIVE_INFINITY;
    },
    /** Milliseconds until another request may start. */
    remaining: () =>
      size && slots.length >= size ? Math.max(0, (slots[oldest]?.at ?? 0) + span - now()) : 0,
    isEmpty: () => !slots.some(({ at }) => at + span > now()),
  };
}
