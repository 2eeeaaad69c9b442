import { errorLocation } from "../observe/log.ts";
import type { FleetServices } from "./services.ts";
import { startWalkQueue, type WalkQueue, type WalkQueueOptions } from "./walk-queue.ts";

const POLL_MS = 5000;
/** Another process cannot add a sync to an embedded database. */
const ALONE_POLL_MS = 60 * 60_000;

/** Runs walks as soon as there is a sync: the queue and its tables cost nothing before. */
export function startWalking(services: FleetServices, options: WalkQueueOptions): WalkQueue {
  const { store, log, syncsChanged } = services;
  const stopped = new AbortController();

  async function startWhenNeeded(): Promise<WalkQueue | undefined> {
    while (!stopped.signal.aborted) {
      const pollMs = store.fleet.pace.blocks ? ALONE_POLL_MS : POLL_MS;
      const changed = syncsChanged.wait(pollMs, stopped.signal);
      try {
        if ((await store.fleet.syncs.list()).length > 0) return await startWalkQueue(services, options);
      } catch (error) {
        log("error", "queue", errorLocation(error));
      }
      await changed;
    }
    return undefined;
  }

  const queue = startWhenNeeded();
  return {
    async stop() {
      stopped.abort();
      await (await queue)?.stop();
    },
  };
}
