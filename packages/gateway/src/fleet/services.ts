import type { Fetch } from "@mdmkit/runtime";
import type { Log } from "../observe/log.ts";
import type { Clock } from "../store/clock.ts";
import type { Store } from "../store/store.ts";
import type { UseEvents, UseSource } from "./fleet-source.ts";

/** What walks work with. */
export type FleetServices = {
  readonly store: Store;
  readonly useSource: UseSource;
  readonly useEvents: UseEvents;
  readonly log: Log;
  /** Connects to receivers of webhooks, and only to addresses that are allowed. */
  readonly sendMessage: Fetch;
  readonly now: Clock;
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
