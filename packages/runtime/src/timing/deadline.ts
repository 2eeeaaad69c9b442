import { AbortedError, InvalidInputError, TimeoutError } from "../errors/errors.ts";
import type { ErrorFacts } from "../errors/mdm-error.ts";

const LONGEST_TIMER_MS = 2 ** 31 - 1; // what setTimeout can hold; anything above means no deadline

/** One call's time: its signal aborts with a TimeoutError, or with an AbortedError when the caller's signal does. */
export type Deadline = {
  readonly signal: AbortSignal;
  /** The last failure, which a TimeoutError gets as its cause. */
  failure?: unknown;
  /** Whether a wait of so many milliseconds ends in time. */
  allows(milliseconds: number): boolean;
  /** Throws when the time is over. A busy machine runs the timer late, so this compares the clock. */
  throwIfOver(): void;
  /** Removes the timer and the listener; with `linked`, the caller's signal still ends the body. */
  end(linked?: boolean): void;
};

/** Starts a call's time. */
export function startDeadline(options: {
  timeoutMs: number;
  signal: AbortSignal | undefined;
  facts: ErrorFacts;
  now: () => number;
}): Deadline {
  const { timeoutMs, signal, facts, now } = options;
  if (!(timeoutMs > 0)) throw new InvalidInputError("`timeoutMs` must be a positive number.", facts);
  const controller = new AbortController();
  const endsAt = now() + timeoutMs;
  const timeOut = () => {
    const problem = `no success within ${timeoutMs / 1000} s.`;
    const advice = "Try again, or allow more time.";
    controller.abort(new TimeoutError(problem, { ...facts, advice, cause: deadline.failure }));
  };
  const abort = () =>
    controller.abort(
      new AbortedError("the caller's signal aborted the call.", { ...facts, cause: signal?.reason }),
    );
  const timer = timeoutMs <= LONGEST_TIMER_MS ? setTimeout(timeOut, timeoutMs) : undefined;
  if (signal?.aborted) abort();
  else signal?.addEventListener("abort", abort);
  const deadline: Deadline = {
    signal: controller.signal,
    allows: (milliseconds) => now() + milliseconds < endsAt,
    throwIfOver() {
      if (now() >= endsAt) timeOut();
      controller.signal.throwIfAborted();
    },
    end(linked) {
      clearTimeout(timer);
      if (!linked) signal?.removeEventListener("abort", abort);
    },
  };
  return deadline;
}
