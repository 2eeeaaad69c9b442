import type { Authenticator } from "../auth/authenticator.ts";
import type { ErrorReading } from "../errors/response-error.ts";
import type { Fetch, RequestDefaults } from "../requests/prepare-request.ts";
import type { TestTiming } from "../timing/test-timing.ts";
import { wait as waitFor } from "../timing/wait.ts";
import type { TransportHooks } from "./hooks.ts";
import { type Clock, createLimiter, type Limiter, type RateLimit } from "./limiter.ts";
import { type RetryPolicy, retryPolicy } from "./retry-policy.ts";
import type { Instrument } from "./send.ts";
import { limiterFor } from "./tenant-limiters.ts";

/** How requests reach the vendor: credentials, limits, retries and time limits. */
export type TransportOptions = {
  /** Vendor id, for messages and telemetry. */
  vendor: string;
  /** Adds the credential to each request. */
  auth: Authenticator;
  /** Sends all requests, such as one through a proxy or into a sandbox. Default: the global `fetch`. */
  fetch?: Fetch | undefined;
  /** Clients with the same object share the limiter of a tenant and the token of a credential. Default: `fetch`. */
  sharedBy?: object | undefined;
  /** What the vendor limits, such as a server or an account on it. It may contain a credential. */
  tenant?: string | undefined;
  /** What the vendor allows. Default: what its document says. */
  rateLimit?: RateLimit | undefined;
  /** Used instead of the shared one. A function finds it for each request. */
  limiter?: Limiter | FindLimiter | undefined;
  /** Milliseconds that a call may take, attempts, waits and body together. Default: 60,000. */
  timeoutMs?: number | undefined;
  /** How often and how late a failed request is repeated. A write is repeated only if the vendor has certainly not received it. */
  retry?: Partial<RetryPolicy> | undefined;
  /** Milliseconds that the next wait before a retry may take at most; a longer one is not begun. Default: what `timeoutMs` leaves. */
  maxRetryWaitMs?: (() => number) | undefined;
  /** Called with every attempt, for metrics and logs. */
  hooks?: TransportHooks | undefined;
  /** Wraps how calls are sent: `tracing(tracer)` reports them to OpenTelemetry. */
  instrument?: Instrument | undefined;
};

/** `tenant` is the same text for all clients of a vendor's tenant, however its URL is spelled. It may contain a credential. */
type FindLimiter = (tenant: string | undefined, rateLimit: RateLimit | undefined) => Limiter;

export type Settings = ReturnType<typeof settingsOf>;

/** The options with their defaults. */
export function settingsOf(
  options: TransportOptions & Pick<ErrorReading, "readError"> & Pick<RequestDefaults, "path">,
) {
  const timed: typeof options & TestTiming = options;
  const { now = Date.now, wait = waitFor, random = Math.random } = timed;
  const fetch: Fetch = options.fetch ?? ((url, init) => globalThis.fetch(url, init));
  return {
    ...options,
    timeoutMs: options.timeoutMs ?? 60_000,
    policy: { ...retryPolicy, ...options.retry },
    fetch,
    now,
    wait,
    random,
    limiter: limiterOf(options, { now, wait }),
  };
}

function limiterOf(options: TransportOptions, clock: Clock): () => Limiter {
  const { vendor, rateLimit, limiter, sharedBy = options.fetch ?? globalThis } = options;
  const tenant = options.tenant === undefined ? undefined : `${vendor} ${options.tenant}`;
  if (typeof limiter === "function") return () => limiter(tenant, rateLimit);
  if (!limiter && tenant !== undefined) return () => limiterFor({ sharedBy, tenant }, rateLimit, clock);
  const own = limiter ?? createLimiter(rateLimit, clock);
  return () => own;
}
