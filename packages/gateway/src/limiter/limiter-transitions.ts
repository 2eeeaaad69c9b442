import type { LimiterWait, RateLimit } from "@mdmkit/runtime";
import type { LimiterEffect, LimiterEvent, LimiterState, Waiter } from "./limiter-state.ts";
import { LEASE_MS, type PermitRequest, type PermitResponse } from "./permits.ts";

/** Returned permits are reported with the next request; without one, after this time. */
export const REPORT_AFTER_MS = 20;
/**
 * A permit can be used again without a request for this time after it was granted. A replica may learn of a pause, or of another
 * replica that waits, this much later.
 */
export const REUSE_MS = 20;
/** When a replica asks again whether another one has returned a permit: soon at first, since many calls take a few milliseconds. */
export const POLLS_MS = [5, 10, 20, 50] as const;
const LAST_POLL_MS = Math.max(...POLLS_MS);
const RENEW_AFTER_MS = LEASE_MS / 3;
const RETRY_AFTER_MS = 1000;

type Step = { readonly state: LimiterState; readonly effects: readonly LimiterEffect[] };
type Context = { readonly now: number; readonly rateLimit: RateLimit };

/** The state after an event, and what to do. Pure: it reads no clock and starts nothing. */
export function transition(before: LimiterState, event: LimiterEvent, context: Context): Step {
  const applied = apply(before, event, context);
  const reused = withReuse(applied.state, context);
  const { state } = reused;
  const isAsking = event.kind !== "abort" && event.kind !== "failure"; // a failed request waits for the next timer
  const requested = isAsking || state.phase === "closing" ? withRequest(state, context) : unchanged(state);
  const notified = withNotices(requested.state, context);
  const effects = [...applied.effects, ...reused.effects, ...notified.effects, ...requested.effects];
  return { state: notified.state, effects };
}

function apply(state: LimiterState, event: LimiterEvent, context: Context): Step {
  switch (event.kind) {
    case "take":
      return take(state, event.id);
    case "abort":
      return unchanged({ ...state, queue: state.queue.filter(({ id }) => id !== event.id) });
    case "release":
      return unchanged(released(state, context));
    case "pause":
      return unchanged(paused(state, event.milliseconds, context.now));
    case "wake":
      return unchanged(woken(state, context.now));
    case "response":
      return withResponse(state, event.response, context);
    case "failure":
      return failed(state, context.now);
    case "close":
      return refuseAll(state.phase === "open" ? { ...state, phase: "closing" } : state);
  }
}

function take(state: LimiterState, id: number): Step {
  if (state.phase !== "open") return { state, effects: [{ kind: "refuse", id }] };
  const queue = [...state.queue, { id, notifiedOf: undefined }];
  return unchanged({ ...state, queue, peak: Math.max(state.peak, state.held + queue.length) });
}

/** Starts those who wait with returned permits that the database still counts. */
function withReuse(state: LimiterState, context: Context): Step {
  const starting = state.queue.length > 0 ? state.queue.slice(0, reusable(state, context)) : [];
  if (starting.length === 0) return unchanged(state);
  return {
    state: {
      ...state,
      queue: state.queue.slice(starting.length),
      held: state.held + starting.length,
      reportAt: state.reportAt && context.now + REPORT_AFTER_MS,
    },
    effects: starting.map(({ id }) => ({ kind: "start", id })),
  };
}

/** How many permits can be used again. A running request reports that only those in use when it was sent are kept. */
function reusable({ held, leased, ...state }: LimiterState, { now, rateLimit }: Context): number {
  const { phase, grantedAt, inFlight, pausedUntil } = state;
  if (phase !== "open" || !isLeasing(rateLimit) || countsStarts(rateLimit)) return 0;
  if (now >= grantedAt + REUSE_MS || pausedUntil > now) return 0;
  return Math.max(0, (inFlight?.request.held ?? leased) - held);
}

function released(before: LimiterState, context: Context): LimiterState {
  const { now, rateLimit } = context;
  const state = { ...before, held: before.held - 1 };
  const { inFlight, blocked, reportAt } = state;
  // Whoever waits uses it at once: to ask again would get no more than before.
  const isReused = state.queue.length > 0 && reusable(state, context) > 0;
  return {
    ...state,
    inFlight: inFlight && { ...inFlight, hasReleased: inFlight.hasReleased || !isReused },
    blocked: blocked?.reason === "concurrency" && !isReused ? undefined : blocked,
    reportAt: isLeasing(rateLimit) ? (reportAt ?? now + REPORT_AFTER_MS) : undefined,
  };
}

function paused(state: LimiterState, milliseconds: number, now: number): LimiterState {
  const until = now + milliseconds;
  if (until <= Math.max(now, state.pausedUntil)) return state;
  return {
    ...state,
    pausedUntil: until,
    unreportedPauseUntil: until,
    blocked: { reason: "paused", until },
    inFlight: state.inFlight && { ...state.inFlight, hasPaused: true },
  };
}

function woken(state: LimiterState, now: number): LimiterState {
  const { blocked, held, leased, reportAt, renewAt } = state;
  const isDue = (time: number | undefined) => time !== undefined && time <= now;
  return {
    ...state,
    blocked: isDue(blocked?.until) ? undefined : blocked,
    reportAt: isDue(reportAt) ? undefined : reportAt,
    renewAt: isDue(renewAt) ? undefined : renewAt,
    isReportDue: state.isReportDue || (isDue(reportAt) && held < leased) || isDue(renewAt),
  };
}

function withResponse(before: LimiterState, response: PermitResponse, { now, rateLimit }: Context): Step {
  const { inFlight, queue } = before;
  if (!inFlight) return unchanged(before);
  const { held, wanted } = inFlight.request;
  const leased = held + response.granted;
  const shortages = response.granted < wanted ? before.shortages + 1 : wanted > 0 ? 0 : before.shortages;
  // Those that were returned meanwhile are used again, unless the vendor limits starts, which were granted one by one.
  const usable = countsStarts(rateLimit) ? response.granted : leased - before.held;
  // Permits that were granted while a pause began are returned: the pause holds for them, too.
  const starting = inFlight.hasPaused || response.granted === 0 ? [] : queue.slice(0, usable);
  const state: LimiterState = {
    ...before,
    phase: phaseAfter(before),
    queue: queue.slice(starting.length),
    held: before.held + starting.length,
    leased,
    peak: before.held + queue.length,
    shortages,
    grantedAt: response.granted > 0 ? now : before.grantedAt,
    pausedUntil: Math.max(inFlight.hasPaused ? before.pausedUntil : now, now + response.paused),
    blocked: blockedAfter({ ...before, shortages }, response, { now, rateLimit }),
    inFlight: undefined,
  };
  const effects = starting.map(({ id }) => ({ kind: "start", id }) as const);
  return { state: isLeasing(rateLimit) ? withTimers(state, now) : state, effects };
}

function blockedAfter(
  { blocked, shortages, inFlight }: LimiterState,
  { paused: pause, refused, granted }: PermitResponse,
  { now, rateLimit }: Context,
): LimiterState["blocked"] {
  if (!inFlight || inFlight.hasPaused) return blocked;
  if (pause > 0) return { reason: "paused", until: now + pause };
  if (refused?.reason === "rate") return { reason: "rate", until: now + refused.milliseconds };
  const isShort = granted < inFlight.request.wanted && !countsStarts(rateLimit);
  if ((refused || isShort) && !inFlight.hasReleased)
    return { reason: "concurrency", until: now + (POLLS_MS[shortages - 1] ?? LAST_POLL_MS) };
  return blocked;
}

function withTimers(state: LimiterState, now: number): LimiterState {
  const { held, leased, reportAt } = state;
  return {
    ...state,
    reportAt: held === leased ? undefined : (reportAt ?? now + REPORT_AFTER_MS),
    renewAt: held > 0 ? now + RENEW_AFTER_MS : undefined,
  };
}

/** Everybody who waits is refused; a pause is reported later. The database may have received what the request reported. */
function failed(state: LimiterState, now: number): Step {
  const { inFlight, leased, unreportedPauseUntil } = state;
  return refuseAll({
    ...state,
    phase: phaseAfter(state),
    leased: inFlight?.request.held ?? leased,
    inFlight: undefined,
    renewAt: now + RETRY_AFTER_MS,
    unreportedPauseUntil: Math.max(unreportedPauseUntil, inFlight?.pauseUntil ?? unreportedPauseUntil),
  });
}

/** When the last request fails, the lease ends by itself. */
function phaseAfter({ phase }: LimiterState): LimiterState["phase"] {
  return phase === "returning" ? "closed" : phase;
}

function refuseAll(state: LimiterState): Step {
  const effects = state.queue.map(({ id }) => ({ kind: "refuse", id }) as const);
  return { state: { ...state, queue: [] }, effects };
}

/** One request at a time: it takes permits for those who wait, and reports what is in use and whether to pause. */
function withRequest(state: LimiterState, context: Context): Step {
  if (state.inFlight || state.phase === "returning" || state.phase === "closed") return unchanged(state);
  const isOpen = state.phase === "open";
  const request = isOpen ? nextRequest(state, context) : lastRequest(state, context);
  if (!request) return unchanged(isOpen ? state : { ...state, phase: "closed" });
  const after: LimiterState = {
    ...state,
    phase: isOpen ? "open" : "returning",
    isReportDue: false,
    unreportedPauseUntil: Number.NEGATIVE_INFINITY,
    inFlight: { request, pauseUntil: state.unreportedPauseUntil, hasReleased: false, hasPaused: false },
  };
  return { state: after, effects: [{ kind: "request", request }] };
}

function nextRequest(state: LimiterState, { now, rateLimit }: Context): PermitRequest | undefined {
  const { queue, held, peak, shortages, blocked, unreportedPauseUntil, isReportDue } = state;
  const pause = Math.max(0, unreportedPauseUntil - now);
  const free = concurrencyOf(rateLimit) - held;
  // As many as were in use at once, so that callers that come and go need one request for all of them; unless others need them.
  const needed =
    queue.length > 0 && shortages === 0 && !countsStarts(rateLimit)
      ? Math.max(queue.length, peak - held)
      : queue.length;
  const wanted = blocked ? 0 : Math.max(0, Math.min(needed, free));
  return wanted > 0 || pause > 0 || isReportDue ? { held, wanted, pause } : undefined;
}

function lastRequest(state: LimiterState, { now, rateLimit }: Context): PermitRequest | undefined {
  const pause = Math.max(0, state.unreportedPauseUntil - now);
  const isReturning = isLeasing(rateLimit) && state.leased > 0;
  return isReturning || pause > 0 ? { held: 0, wanted: 0, pause } : undefined;
}

/** Notifies each waiter of the reason, as soon as that is known, and once more when a pause begins, also at another replica. */
function withNotices(state: LimiterState, { now, rateLimit }: Context): Step {
  const wait = waitReason(state, { now, rateLimit });
  if (!wait) return unchanged(state);
  const isNews = ({ notifiedOf }: Waiter) =>
    notifiedOf === undefined || (wait.reason === "paused" && notifiedOf !== "paused");
  const waiting = state.queue.filter(isNews);
  if (waiting.length === 0) return unchanged(state);
  return {
    state: {
      ...state,
      queue: state.queue.map((waiter) => (isNews(waiter) ? { ...waiter, notifiedOf: wait.reason } : waiter)),
    },
    effects: waiting.map(({ id }) => ({ kind: "notify", id, wait })),
  };
}

function waitReason({ blocked, held }: LimiterState, { now, rateLimit }: Context): LimiterWait | undefined {
  if (blocked && blocked.reason !== "concurrency")
    return { reason: blocked.reason, milliseconds: Math.max(0, blocked.until - now) };
  return blocked || held >= concurrencyOf(rateLimit) ? { reason: "concurrency" } : undefined;
}

function unchanged(state: LimiterState): Step {
  return { state, effects: [] };
}

const concurrencyOf = ({ concurrency = Number.POSITIVE_INFINITY }: RateLimit): number => concurrency;
/** Whether permits are leased: only a limit on calls at once needs their return. */
const isLeasing = (rateLimit: RateLimit): boolean => concurrencyOf(rateLimit) !== Number.POSITIVE_INFINITY;
const countsStarts = ({ requests = 0 }: RateLimit): boolean => requests > 0;
