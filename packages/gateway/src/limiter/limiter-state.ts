import type { LimiterWait } from "@mdmkit/runtime";
import type { PermitRequest, PermitResponse } from "./permits.ts";

export type LimiterState = {
  /** `closing` waits for the running request; `returning` for the last one, which returns all permits. */
  readonly phase: "open" | "closing" | "returning" | "closed";
  /** In order of arrival. */
  readonly queue: readonly Waiter[];
  /** Permits in use. */
  readonly held: number;
  /** Permits that the database counts for this replica. */
  readonly leased: number;
  /** Most callers at once, with those in the queue, since the last response. */
  readonly peak: number;
  /** So many requests in a row got fewer permits than they wanted: other replicas use them, or wait. */
  readonly shortages: number;
  readonly grantedAt: number;
  readonly pausedUntil: number;
  /** End of a pause that the database does not know yet. */
  readonly unreportedPauseUntil: number;
  /** Why no permits are requested at the moment, and until when. */
  readonly blocked: { readonly reason: LimiterWait["reason"]; readonly until: number } | undefined;
  readonly reportAt: number | undefined;
  readonly renewAt: number | undefined;
  readonly isReportDue: boolean;
  readonly inFlight: InFlight | undefined;
};

export type Waiter = { readonly id: number; readonly notifiedOf: LimiterWait["reason"] | undefined };

/** The running request to the database, and what happened since it was sent. There is one at a time. */
type InFlight = {
  readonly request: PermitRequest;
  readonly pauseUntil: number;
  readonly hasReleased: boolean;
  readonly hasPaused: boolean;
};

export type LimiterEvent =
  | { readonly kind: "take" | "abort"; readonly id: number }
  | { readonly kind: "release" | "wake" | "close" }
  | { readonly kind: "pause"; readonly milliseconds: number }
  | { readonly kind: "response"; readonly response: PermitResponse }
  | { readonly kind: "failure" };

/** What the driver must do after a transition, in this order. */
export type LimiterEffect =
  | { readonly kind: "start"; readonly id: number }
  | { readonly kind: "refuse"; readonly id: number }
  | { readonly kind: "notify"; readonly id: number; readonly wait: LimiterWait }
  | { readonly kind: "request"; readonly request: PermitRequest };

export const INITIAL: LimiterState = {
  phase: "open",
  queue: [],
  held: 0,
  leased: 0,
  peak: 0,
  shortages: 0,
  grantedAt: Number.NEGATIVE_INFINITY,
  pausedUntil: Number.NEGATIVE_INFINITY,
  unreportedPauseUntil: Number.NEGATIVE_INFINITY,
  blocked: undefined,
  reportAt: undefined,
  renewAt: undefined,
  isReportDue: false,
  inFlight: undefined,
};

/** When the next `wake` is due; undefined when no timer is needed. */
export function wakeAt({ phase, blocked, reportAt, renewAt }: LimiterState): number | undefined {
  const times = [blocked?.until, reportAt, renewAt].filter((time) => time !== undefined);
  return phase === "open" && times.length > 0 ? Math.min(...times) : undefined;
}

/** Whether no caller waits, no permit is in use, and the database knows it. */
export function isIdle({ queue, held, inFlight, reportAt, pausedUntil }: LimiterState, now: number): boolean {
  return queue.length === 0 && held === 0 && !inFlight && reportAt === undefined && pausedUntil <= now;
}
