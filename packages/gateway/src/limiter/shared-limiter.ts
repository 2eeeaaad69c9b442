import { type Limiter, type LimiterWait, wait as waitFor } from "@mdmkit/runtime";
import { StoreError } from "../errors/store-error.ts";
import {
  createPlaces,
  LEASE_MS,
  PATIENCE_MS,
  type PlaceOptions,
  type PlaceRequest,
  type Places,
} from "./permits.ts";
import { createWaitingLine } from "./queue.ts";
import { createAlarm } from "./timer.ts";

/** A replica's part of a limiter that several share. */
export type SharedLimiter = Limiter & {
  /** Nobody waits, nothing is in use, and the others know. */
  idle(): boolean;
  /** Gives its places back, sends away who waits and ends its timers. */
  close(): Promise<void>;
};

export type SharedLimiterOptions = PlaceOptions & {
  readonly now?: (() => number) | undefined;
  readonly wait?: typeof waitFor | undefined;
};

/** A place given back is told with the next taking; when none comes so soon, by itself. */
const TOLD_AFTER_MS = 20;
/** How long a place that was granted may be used again without asking: so late a replica may learn of a pause, or of one that waits. */
export const USED_AGAIN_FOR_MS = 20;
/** How often to ask whether another replica gave a place back. */
const ASKED_EVERY_MS = PATIENCE_MS / 10;
const RENEWED_EVERY_MS = LEASE_MS / 3;
const TRIED_AGAIN_AFTER_MS = 1000;

/**
 * First come first served within this process; between processes nobody is left waiting for good. One question at a time is
 * under way: it takes places for those who wait, and tells what is in use and whether to pause.
 */
export function createSharedLimiter(options: SharedLimiterOptions): SharedLimiter {
  const { now = Date.now, wait = waitFor } = options;
  const { concurrency = Number.POSITIVE_INFINITY, requests = 0 } = options.rateLimit;
  const isLeased = concurrency !== Number.POSITIVE_INFINITY;
  const areStartsCounted = requests > 0;
  const exchange = createPlaces(options);
  const line = createWaitingLine();
  const retry = createAlarm(unblock, wait);
  const report = createAlarm(reportNow, wait);
  const renewal = createAlarm(reportNow, wait);
  let held = 0;
  let told = 0; // what the database takes for held
  let grantedAt = 0;
  let pausedUntil = 0;
  let untoldPauseUntil = 0;
  let blocked: { reason: LimiterWait["reason"]; until: number } | undefined;
  let isReportDue = false;
  let hasReleased = false; // since the last question
  let hasPaused = false; // since the last question
  let asking: Promise<void> | undefined;
  let isClosed = false;

  const left = (until: number) => Math.max(0, until - now());

  function block(reason: LimiterWait["reason"], milliseconds: number): void {
    blocked = { reason, until: now() + milliseconds };
    retry.set(milliseconds);
    tell();
  }

  function unblock(): void {
    blocked = undefined;
    retry.clear();
    ask();
  }

  /** Tells those who must wait why. */
  function tell(): void {
    if (blocked?.reason === "concurrency") line.tell({ reason: "concurrency" });
    else if (blocked) line.tell({ reason: blocked.reason, milliseconds: left(blocked.until) });
    else if (held >= concurrency) line.tell({ reason: "concurrency" });
  }

  function reportNow(): void {
    isReportDue = true;
    ask();
  }

  function nextQuestion(): PlaceRequest | undefined {
    const wanted = blocked || isClosed ? 0 : Math.max(0, Math.min(line.size, concurrency - held));
    const pause = left(untoldPauseUntil);
    return wanted > 0 || pause > 0 || isReportDue ? { held, wanted, pause } : undefined;
  }

  function ask(): void {
    if (asking) return; // who asks comes back for whatever else there is to ask
    const first = nextQuestion();
    if (first) asking = askAll(first);
  }

  async function askAll(first: PlaceRequest): Promise<void> {
    for (let question: PlaceRequest | undefined = first; question; question = nextQuestion()) {
      const pauseUntil = untoldPauseUntil;
      untoldPauseUntil = 0;
      isReportDue = hasReleased = hasPaused = false;
      try {
        heed(question, await exchange(question));
      } catch (error) {
        line.fail(error);
        untoldPauseUntil = Math.max(untoldPauseUntil, pauseUntil);
        if (!isClosed) renewal.set(TRIED_AGAIN_AFTER_MS);
        break;
      }
    }
    asking = undefined;
  }

  function heed(question: PlaceRequest, { granted, refused, paused }: Places): void {
    told = question.held + granted;
    if (granted > 0) grantedAt = now();
    if (!hasPaused) held += line.start(granted); // else they go back: the pause holds for them too
    pausedUntil = Math.max(pausedUntil, now() + paused);
    if (paused > 0 && !hasPaused) block("paused", paused);
    else if (refused?.reason === "rate") block("rate", refused.milliseconds);
    else if (refused?.reason === "concurrency" && !hasReleased) block("concurrency", ASKED_EVERY_MS);
    if (isLeased) planReports();
  }

  function planReports(): void {
    if (held === told) report.clear();
    else report.setUnlessSet(TOLD_AFTER_MS);
    if (held > 0) renewal.set(RENEWED_EVERY_MS);
    else renewal.clear();
  }

  /** Whether a place is free that the database still takes for held. Who asks may have told it otherwise. */
  function hasPlaceLeft(): boolean {
    if (!isLeased || areStartsCounted || asking || line.size > 0 || left(pausedUntil) > 0) return false;
    return held < told && now() < grantedAt + USED_AGAIN_FOR_MS;
  }

  return {
    take(waiter) {
      if (isClosed) return Promise.reject(closed());
      if (hasPlaceLeft() && !waiter.signal?.aborted) {
        held++;
        return undefined;
      }
      const turn = line.join(waiter);
      ask();
      tell();
      return turn;
    },
    release() {
      held--;
      hasReleased = true;
      if (isClosed) return;
      if (isLeased) report.setUnlessSet(TOLD_AFTER_MS);
      if (blocked?.reason === "concurrency") unblock();
      else ask();
    },
    pause(milliseconds) {
      if (milliseconds <= left(pausedUntil)) return;
      pausedUntil = untoldPauseUntil = now() + milliseconds;
      hasPaused = true;
      block("paused", milliseconds);
      ask();
    },
    paused: () => left(pausedUntil),
    idle: () => line.size === 0 && held === 0 && !asking && !report.isSet() && left(pausedUntil) === 0,
    async close() {
      isClosed = true;
      for (const alarm of [retry, report, renewal]) alarm.clear();
      line.fail(closed());
      await asking;
      for (const alarm of [retry, report, renewal]) alarm.clear();
      if (isLeased && told > 0) await exchange({ held: 0, wanted: 0, pause: 0 }).catch(() => {}); // the lease ends by itself
    },
  };
}

function closed(): Error {
  return new StoreError("unavailable", "The gateway is shutting down.");
}
