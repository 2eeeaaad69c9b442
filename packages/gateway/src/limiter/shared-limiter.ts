import { type Limiter, type LimiterWait, wait as waitFor } from "@mdmkit/runtime";
import { StoreError } from "../errors/store-error.ts";
import { INITIAL, isIdle, type LimiterEffect, type LimiterEvent, wakeAt } from "./limiter-state.ts";
import { transition } from "./limiter-transitions.ts";
import { createPermitExchange, type PermitOptions } from "./permits.ts";

/** One replica's part of a limiter that several replicas share. */
export type SharedLimiter = Limiter & {
  /** Whether no caller waits, no permit is in use, and the database knows it. */
  idle(): boolean;
  /** Returns all permits, refuses the callers that wait, and stops the timer. */
  close(): Promise<void>;
};

export type SharedLimiterOptions = PermitOptions & {
  /** Milliseconds of a clock that never goes back. */
  readonly now?: (() => number) | undefined;
  readonly wait?: typeof waitFor | undefined;
};

type Waiter = {
  readonly start: () => void;
  readonly refuse: (error: unknown) => void;
  readonly onWait: ((wait: LimiterWait) => void) | undefined;
};

/**
 * Drives the state machine of `limiter-transitions.ts`: turns calls, timers and responses of the database into events, and carries
 * out the effects. First come, first served within this process; between processes no caller waits forever.
 */
export function createSharedLimiter(options: SharedLimiterOptions): SharedLimiter {
  const { now = () => performance.now(), rateLimit } = options;
  const exchange = createPermitExchange(options);
  const waiters = new Map<number, Waiter>();
  const setTimer = createTimer(() => dispatch({ kind: "wake" }), { now, wait: options.wait ?? waitFor });
  let noteClosed = () => {};
  const closed = new Promise<void>((resolve) => {
    noteClosed = resolve;
  });
  let state = INITIAL;
  let lastId = 0;

  function dispatch(event: LimiterEvent, error?: unknown): readonly LimiterEffect[] {
    const step = transition(state, event, { now: now(), rateLimit });
    state = step.state;
    for (const effect of step.effects) carryOut(effect, error);
    setTimer(wakeAt(state));
    if (state.phase === "closed") noteClosed();
    return step.effects;
  }

  function carryOut(effect: LimiterEffect, error: unknown): void {
    if (effect.kind === "start") waiters.get(effect.id)?.start();
    else if (effect.kind === "refuse") waiters.get(effect.id)?.refuse(error ?? shuttingDown());
    else if (effect.kind === "notify") waiters.get(effect.id)?.onWait?.(effect.wait);
    else
      exchange(effect.request).then(
        (response) => void dispatch({ kind: "response", response }),
        (failure: unknown) => void dispatch({ kind: "failure" }, failure),
      );
  }

  return {
    take({ signal, onWait }) {
      if (signal?.aborted) return Promise.reject(signal.reason);
      const id = ++lastId;
      let hasStarted = false;
      const turn = new Promise<void>((resolve, reject) => {
        const settle = (end: () => void) => {
          waiters.delete(id);
          signal?.removeEventListener("abort", abort);
          end();
        };
        const start = () => settle(resolve);
        const refuse = (error: unknown) => settle(() => reject(error));
        const abort = () => {
          refuse(signal?.reason);
          dispatch({ kind: "abort", id });
        };
        signal?.addEventListener("abort", abort);
        waiters.set(id, { start, refuse, onWait });
        hasStarted = dispatch({ kind: "take", id }).some(
          (effect) => effect.kind === "start" && effect.id === id,
        );
      });
      return hasStarted ? undefined : turn;
    },
    release: () => void dispatch({ kind: "release" }),
    pause: (milliseconds) => void dispatch({ kind: "pause", milliseconds }),
    paused: () => Math.max(0, state.pausedUntil - now()),
    idle: () => isIdle(state, now()),
    close() {
      dispatch({ kind: "close" });
      return closed;
    },
  };
}

/** One timer, set to a moment or to none. It runs early where the moment was moved, which costs less than another timer for each move. */
function createTimer(run: () => void, { now, wait }: { now: () => number; wait: typeof waitFor }) {
  let running: { readonly at: number; readonly stop: AbortController } | undefined;
  return (at: number | undefined): void => {
    if (at !== undefined && running && running.at <= at) return;
    running?.stop.abort();
    running = undefined;
    if (at === undefined) return;
    const own = { at, stop: new AbortController() };
    running = own;
    const end = () => {
      if (running !== own) return; // set again or stopped
      running = undefined;
      run();
    };
    wait(Math.max(0, at - now()), own.stop.signal).then(end, end);
  };
}

function shuttingDown(): Error {
  return new StoreError("unavailable", "The gateway is shutting down.");
}
