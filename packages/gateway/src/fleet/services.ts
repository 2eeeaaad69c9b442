import type { Log } from "../observe/log.ts";
import type { Store } from "../store/store.ts";
import type { UseSource } from "./fleet-source.ts";

/** What walks work with. */
export type FleetServices = {
  readonly store: Store;
  readonly useSource: UseSource;
  readonly log: Log;
  /** Wakes those who wait for changes in this process. */
  readonly published: Signal;
  /** Wakes the one who queues walks in this process. */
  readonly syncsChanged: Signal;
};

/** Lets several wait for the next time that something happens. */
export type Signal = {
  send(): void;
  /** Resolves at the next `send`, and after a time at the latest. */
  wait(milliseconds: number, signal: AbortSignal): Promise<void>;
};
