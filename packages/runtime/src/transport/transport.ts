import type { WriteOutcome } from "../errors/compose-message.ts";
import { RateLimitError } from "../errors/errors.ts";
import { type ErrorFacts, MdmError } from "../errors/mdm-error.ts";
import { outcomeOf, withOutcomeOf } from "../errors/outcome.ts";
import { unreadable } from "../errors/read-body.ts";
import { connectionError, errorOf } from "../errors/response-error.ts";
import type { Operation } from "../operation/operation.ts";
import type { PreparedRequest } from "../requests/prepare-request.ts";
import { type Deadline, startDeadline } from "../timing/deadline.ts";
import { wait as waitFor } from "../timing/wait.ts";
import type { AttemptEvent, CallOptions, ClientOptions, Fetch, Limiter, TransportOptions } from "../types.ts";
import { createLimiter, limiterFor } from "./limiter.ts";
import { delayBefore, mayRetry, neverSent, retryPolicy } from "./retry-policy.ts";
import { traced } from "./tracing.ts";

const LONGEST_PAUSE_MS = 15 * 60_000; // a nonsensical header must not shut a tenant out for good

export type Call = {
  id: string;
  operation: Operation;
  options: CallOptions;
  /** The caller reads the body itself, after the call. */
  stream?: boolean | undefined;
};

type Consume<Result> = (response: Response) => Result | Promise<Result>;

/** Sends a prepared request until it succeeds or the policy gives up; `consume` reads the response before the deadline, while the limiter still counts the request. */
export type Send = <Result>(
  prepared: PreparedRequest,
  call: Call,
  consume: Consume<Result>,
) => Promise<Result>;

type Attempt = {
  number: number;
  prepared: PreparedRequest;
  call: Call;
  facts: ErrorFacts;
  deadline: Deadline;
  limiter: Limiter;
  /** What hooks are told; left out when there are none. */
  event: AttemptEvent | undefined;
  /** Random share of the wait after this attempt. */
  jitter: number;
  /** False while the vendor cannot have seen anything of it. */
  sent: boolean;
};

type Options = TransportOptions & Pick<ClientOptions, "statusOf">;
type Settings = ReturnType<typeof settingsOf>;

/** Auth, retries, limits and deadlines around a `fetch`. */
export function createTransport(options: Options): Send {
  const settings = settingsOf(options);
  const plain: Send = (prepared, call, consume) => send(settings, prepared, call, consume);
  return options.tracer ? traced(plain, options.tracer, options.vendor) : plain;
}

function settingsOf(options: Options) {
  const { vendor, tenant, rateLimit, now = Date.now, wait = waitFor } = options;
  const { limiter } = options;
  const given = typeof limiter === "function" ? limiter(rateLimit) : limiter;
  const own = given ?? (tenant === undefined ? createLimiter(rateLimit, { now, wait }) : undefined);
  const fetch: Fetch = options.fetch ?? ((url, init) => globalThis.fetch(url, init));
  return {
    vendor,
    auth: options.auth,
    hooks: options.hooks,
    statusOf: options.statusOf,
    timeoutMs: options.timeoutMs ?? 60_000,
    policy: { ...retryPolicy, ...options.retry },
    random: options.random ?? Math.random,
    fetch,
    now,
    wait,
    limiter: (): Limiter =>
      own ??
      limiterFor(
        { limiterKey: options.limiterKey ?? options.fetch ?? globalThis, tenant: `${vendor} ${tenant}` },
        rateLimit,
        {
          now,
          wait,
        },
      ),
  };
}

async function send<Result>(
  settings: Settings,
  prepared: PreparedRequest,
  call: Call,
  consume: Consume<Result>,
): Promise<Result> {
  const { vendor, auth, hooks, policy, now } = settings;
  const { signal, timeoutMs = settings.timeoutMs } = call.options;
  const facts = { vendor, operation: call.id };
  const deadline = startDeadline({ timeoutMs, signal, facts, now });
  let repeats = 0; // after a 401; not counted as attempts
  let outcome: WriteOutcome = "not-sent";
  try {
    for (let number = 1; ; number++) {
      const event = hooks && {
        ...facts,
        method: prepared.method,
        url: prepared.url.split("?", 1).join(),
        attempt: number,
      };
      const limiter = settings.limiter();
      const jitter = settings.random();
      const attempt: Attempt = {
        number,
        prepared,
        call,
        facts,
        deadline,
        limiter,
        event,
        jitter,
        sent: false,
      };
      try {
        return await once(settings, attempt, consume);
      } catch (error) {
        // A call that ran out of time keeps an earlier failure as its cause, which says nothing of this attempt.
        const isUnseen = !deadline.signal.aborted && neverSent(error);
        if (attempt.sent && isUnseen && event) hooks?.onNoConnection?.(event);
        const failure = deadline.signal.aborted ? deadline.signal.reason : error;
        // An attempt that may have been carried out is not undone by a later one that was rejected.
        if (outcome !== "indeterminate") outcome = outcomeOf(failure, attempt.sent && !isUnseen);
        if (deadline.signal.aborted) throw failure;
        deadline.failure = error;
        if (!repeats && isRefusal(error, attempt) && auth.refresh?.(prepared.headers)) {
          repeats = 1;
          continue;
        }
        if (!mayRetry(error, call.operation, attempt.sent)) throw error;
        const milliseconds = delayBefore(number + 1, error, policy, jitter);
        if (number >= policy.attempts + repeats || !deadline.allows(milliseconds)) throw error;
        if (event) hooks?.onRetry?.({ ...event, milliseconds, error });
        await settings.wait(milliseconds, deadline.signal);
      }
    }
  } catch (error) {
    throw withOutcomeOf(error, call.operation, outcome);
  } finally {
    deadline.end(call.stream);
  }
}

async function once<Result>(settings: Settings, attempt: Attempt, consume: Consume<Result>): Promise<Result> {
  const { vendor, auth, fetch, hooks, policy, statusOf, now } = settings;
  const { prepared, facts, event, deadline, limiter } = attempt;
  const { signal } = deadline;
  signal.throwIfAborted();
  if (!deadline.allows(limiter.paused())) throw outlasting(limiter.paused(), facts);
  const turn = limiter.take({ signal, onWait: event && ((wait) => hooks?.onWait?.({ ...event, ...wait })) });
  if (turn) await turn;
  try {
    const authorized = auth.authorize(prepared.headers, { vendor, signal, fetch });
    if (authorized) await authorized;
    if (event) hooks?.onRequest?.(event);
    const startedAt = event ? now() : 0;
    attempt.sent = true;
    const response = await answerTo(fetch, attempt);
    if (event) hooks?.onResponse?.({ ...event, status: response.status, milliseconds: now() - startedAt });
    if (response.ok) return await consumed(response, facts, consume);
    const { permission } = attempt.call.operation;
    const error = await errorOf(response, { url: prepared.url, facts, permission, now: now(), statusOf });
    if (error.code === "rate-limit") {
      limiter.pause(
        Math.min(LONGEST_PAUSE_MS, delayBefore(attempt.number + 1, error, policy, attempt.jitter)),
      );
    }
    throw error;
  } finally {
    limiter.release();
  }
}

async function answerTo(fetch: Fetch, { prepared, facts, deadline }: Attempt): Promise<Response> {
  const { url, method, headers, body } = prepared;
  try {
    return await fetch(url, {
      method,
      headers,
      body: body ?? null,
      signal: deadline.signal,
      redirect: "manual",
    });
  } catch (cause) {
    throw connectionError(url, cause, facts);
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

function isRefusal(error: unknown, { sent }: Attempt): boolean {
  return sent && MdmError.is(error) && error.code === "authentication";
}

function outlasting(milliseconds: number, facts: ErrorFacts): RateLimitError {
  const retryAfter = Math.ceil(milliseconds / 1000);
  const problem = `the vendor asked for a pause of ${retryAfter} s more, which is longer than this call may take.`;
  return new RateLimitError(problem, {
    ...facts,
    advice: "Call again after `retryAfter` seconds.",
    retryAfter,
  });
}
