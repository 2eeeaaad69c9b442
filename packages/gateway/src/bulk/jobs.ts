import { GatewayError } from "../errors/gateway-error.ts";
import { errorLocation, type Log } from "../observe/log.ts";
import type { BulkStore } from "../store/bulk/bulk-store.ts";

/** Work that goes on after the request that began it, until it ends or the gateway is stopped. */
export type Jobs = {
  /** Throws 503 once the gateway is being stopped. */
  assertOpen(): void;
  /** Begins the work of a plan, and keeps the plan for this process until it ends. The promise never rejects. */
  start(job: Job, work: (signal: AbortSignal) => Promise<void>): Promise<void>;
  /** Aborts the work of a plan if this process does it. */
  abort(id: string): void;
  /** Aborts all work, and resolves when it has ended. */
  drain(): Promise<void>;
};

type Job = { readonly id: string; readonly run: number };
type Options = {
  readonly store: Pick<BulkStore, "renew">;
  readonly log: Log;
  /** Shorter than the lease of a plan. */
  readonly renewMs: number;
};

const RETRY_AFTER_SECONDS = 10;

export function createJobs({ store, log, renewMs }: Options): Jobs {
  const running = new Map<string, { readonly stop: AbortController; readonly done: Promise<void> }>();
  let isDraining = false;
  return {
    assertOpen() {
      if (!isDraining) return;
      const headers = { "retry-after": String(RETRY_AFTER_SECONDS) };
      throw new GatewayError(503, "The service is being stopped. Nothing was sent.", { headers });
    },
    start({ id, run }, work) {
      const stop = new AbortController();
      const renew = async () => {
        // A failure to renew is no reason to stop: what is written says whether the plan is still this process's.
        const isKept = await store.renew(id, run).catch(() => true);
        if (!isKept) stop.abort();
      };
      const timer = setInterval(renew, renewMs);
      timer.unref();
      const done = work(stop.signal)
        .catch((error: unknown) => log("error", "unexpected", errorLocation(error)))
        .finally(() => {
          clearInterval(timer);
          running.delete(id);
        });
      running.set(id, { stop, done });
      return done;
    },
    abort: (id) => running.get(id)?.stop.abort(),
    async drain() {
      isDraining = true;
      for (const { stop } of running.values()) stop.abort();
      await Promise.all([...running.values()].map(({ done }) => done));
    },
  };
}
