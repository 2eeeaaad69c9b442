import type { Limiter, LimiterWait } from "@mdmkit/runtime";

type TakeOptions = Parameters<Limiter["take"]>[0];
type Waiter = {
  readonly start: () => void;
  readonly fail: (error: unknown) => void;
  readonly onWait: TakeOptions["onWait"];
  isTold: boolean;
};

/** Callers that wait for a place, first come first served. */
export type WaitingLine = {
  readonly size: number;
  /** Resolves when it is the caller's turn; rejects with the signal's reason. */
  join(options: TakeOptions): Promise<void>;
  /** Starts the first `count`, and says how many there were. */
  start(count: number): number;
  /** Tells those who have not been told why they wait. */
  tell(wait: LimiterWait): void;
  /** Sends everybody away. */
  fail(error: unknown): void;
};

export function createWaitingLine(): WaitingLine {
  const waiters = new Set<Waiter>();
  return {
    get size() {
      return waiters.size;
    },
    join: ({ signal, onWait }) =>
      new Promise((resolve, reject) => {
        const leave = () => {
          waiters.delete(waiter);
          signal?.removeEventListener("abort", abort);
        };
        const fail = (error: unknown) => {
          leave();
          reject(error);
        };
        const abort = () => fail(signal?.reason);
        const start = () => {
          leave();
          resolve();
        };
        const waiter: Waiter = { start, fail, onWait, isTold: false };
        if (signal?.aborted) return abort();
        signal?.addEventListener("abort", abort);
        waiters.add(waiter);
      }),
    start(count) {
      const first = [...waiters].slice(0, count);
      for (const { start } of first) start();
      return first.length;
    },
    tell(wait) {
      for (const waiter of waiters) {
        if (waiter.isTold) continue;
        waiter.isTold = true;
        waiter.onWait?.(wait);
      }
    },
    fail(error) {
      for (const { fail } of [...waiters]) fail(error);
    },
  };
}
