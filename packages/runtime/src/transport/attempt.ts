import { RateLimitError } from "../errors/errors.ts";
import { type ErrorFacts, MdmError } from "../errors/mdm-error.ts";
import { unreadable } from "../errors/read-body.ts";
import { connectionError, errorOf } from "../errors/response-error.ts";
import type { Fetch, PreparedRequest } from "../requests/prepare-request.ts";
import type { Deadline } from "../timing/deadline.ts";
import type { AttemptEvent } from "./hooks.ts";
import type { LimiterWait } from "./limiter.ts";
import { delayBefore } from "./retry-policy.ts";
import type { Call, Consume } from "./send.ts";
import type { Settings } from "./settings.ts";

const LONGEST_PAUSE_MS = 15 * 60_000; // a nonsensical header must not shut a tenant out for good

export type Attempt = {
  readonly number: number;
  readonly prepared: PreparedRequest;
  /** Those of the prepared request and, from sending on, the credential. */
  readonly headers: Headers;
  readonly call: Call;
  readonly facts: ErrorFacts;
  readonly deadline: Deadline;
  /** Random share of the wait after this attempt. */
  readonly jitter: number;
  /** What hooks receive. */
  event(): AttemptEvent;
  /** False while the vendor cannot have received anything of it. */
  sent: boolean;
};

/** Sends the request once, when the limiter lets it start. */
export async function sendOnce<Result>(
  settings: Settings,
  attempt: Attempt,
  consume: Consume<Result>,
): Promise<Result> {
  const { vendor, auth, fetch, hooks, policy, path, readError, now } = settings;
  const { number, prepared, headers, call, facts, deadline, jitter, event } = attempt;
  const { signal } = deadline;
  const limiter = settings.limiter();
  signal.throwIfAborted();
  const paused = limiter.paused();
  if (paused > 0 && !deadline.allows(paused)) throw pausedTooLong(paused, facts);
  const limited = { signal, onWait: (wait: LimiterWait) => hooks?.onWait?.({ ...event(), ...wait }) };
  await limiter.take(limited);
  try {
    await auth.authorize(headers, { vendor, signal, fetch });
    deadline.throwIfOver();
    limiter.sent?.(limited);
    hooks?.onRequest?.(event());
    const startedAt = now();
    attempt.sent = true;
    const response = await responseTo(fetch, attempt);
    const { status } = response;
    hooks?.onResponse?.({ ...event(), status, milliseconds: now() - startedAt });
    if (response.ok) return await consumed(response, facts, consume);
    const { operation, secrets } = call;
    const { url } = prepared;
    const error = await errorOf(response, { url, facts, operation, path, now: now(), readError, secrets });
    if (error.code === "rate-limit")
      limiter.pause(Math.min(LONGEST_PAUSE_MS, delayBefore(number + 1, error, policy, jitter)));
    throw error;
  } finally {
    limiter.release(limited);
  }
}

async function responseTo(fetch: Fetch, { prepared, headers, facts, deadline }: Attempt): Promise<Response> {
  const { url, method, body = null } = prepared;
  try {
    return await fetch(url, { method, headers, body, signal: deadline.signal, redirect: "manual" });
  } catch (cause) {
    throw MdmError.is(cause) ? cause : connectionError(url, cause, facts);
  }
}

async function consumed<Result>(
  response: Response,
  facts: ErrorFacts,
  consume: Consume<Result>,
): Promise<Result> {
  try {
    return await consume(response);
  } catch (cause) {
    throw MdmError.is(cause) ? cause : unreadable("truncated", response.status, { ...facts, cause });
  }
}

function pausedTooLong(milliseconds: number, facts: ErrorFacts): RateLimitError {
  const retryAfter = Math.ceil(milliseconds / 1000);
  const problem = `the vendor requested a pause of ${retryAfter} s, longer than this call may take.`;
  return new RateLimitError(problem, {
    ...facts,
    advice: "Call again after that.",
    retryAfter,
  });
}
