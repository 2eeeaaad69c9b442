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

/** Lets requests of one tenant start, first come first served. */
export type Limiter = {
  /** Starts a request: at once (`undefined`), or when the promise resolves. Rejects with the signal's reason. */
  take(options: {
    signal?: AbortSignal | undefined;
    onWait?: ((wait: LimiterWait) => void) | undefined;
  }): Promise<void> | undefined;
  /** Ends a request that was started. */
  release(): void;
  /** Starts no request for this time, because the vendor requested it. */
  pause(milliseconds: number): void;
  /** Milliseconds until a pause ends; 0 when there is none. */
  paused(): number;
};

export type Clock = { now?: (() => number) | undefined; wait?: typeof waitFor | undefined };
/** A limiter of this process; `idle` is true if it can be dropped without loss. */
export type LocalLimiter = Limiter & { idle(): boolean };

/**
 * Lets requests start first come first served, within a rate limit. At most `requests` start in any `seconds`, which
 * keeps within a vendor's fixed window, sliding window and token bucket alike.
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
  let active = 0;
  let pausedUntil = 0;
  let timer: AbortController | undefined;

  const paused = () => Math.max(0, pausedUntil - now());

  function start(): void {
    active++;
    window.record();
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
      start();
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

  function enqueue(signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const resume = () => {
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
    take({ signal, onWait }) {
      const reason = waitReason();
      if (reason) {
        onWait?.(reason);
        return enqueue(signal);
      }
      start();
      return undefined;
    },
    release() {
      active--;
      drain();
    },
    pause(milliseconds) {
      pausedUntil = Math.max(pausedUntil, now() + milliseconds);
    },
    idle: () => active + queue.size === 0 && !paused() && window.isEmpty(),
  };
}

/** The starts of the last `seconds`; without `requests` it limits nothing. */
function createWindow({ requests = 0, seconds = 1, burst = requests }: RateLimit, now: () => number) {
  const size = requests > 0 ? Math.max(1, Math.floor(burst)) : 0;
  const span = (seconds * 1000 * size) / requests;
  const starts: number[] = []; // a ring: the last `size` starts, the oldest at `oldest`
  let oldest = 0;
  return {
    record() {
      if (!size) return;
      starts[oldest] = now();
      oldest = (oldest + 1) % size;
    },
    /** Milliseconds until another request may start. */
    remaining: () => (size && starts.length >= size ? Math.max(0, (starts[oldest] ?? 0) + span - now()) : 0),
    isEmpty: () => !starts.some((at) => at + span > now()),
  };
}
