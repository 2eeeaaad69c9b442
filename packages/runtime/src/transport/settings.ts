import type { Authenticator } from "../auth/authenticator.ts";
import type { ErrorReading } from "../errors/response-error.ts";
import type { Fetch, RequestDefaults } from "../requests/prepare-request.ts";
import { wait as waitFor } from "../timing/wait.ts";
import type { TransportHooks } from "./hooks.ts";
import { createLimiter, type Limiter, type RateLimit } from "./limiter.ts";
import { type RetryPolicy, retryPolicy } from "./retry-policy.ts";
import type { Instrument } from "./send.ts";
import { limiterFor } from "./tenant-limiters.ts";

export type TransportOptions = {
  /** Vendor id, for messages and telemetry. */
  vendor: string;
  auth: Authenticator;
  fetch?: Fetch | undefined;
  /** Clients share a limiter by this object. Default: `fetch`; for a client that wraps a `fetch` of its own around another. */
  limiterKey?: object | undefined;
  /** Names the account; all clients in this process with the same vendor, tenant and `fetch` share one limiter. */
  tenant?: string | undefined;
  rateLimit?: RateLimit | undefined;
  /** Used instead of the shared one; a function makes it for the rate limit of the vendor. */
  limiter?: Limiter | ((rateLimit: RateLimit | undefined) => Limiter) | undefined;
  timeoutMs?: number | undefined;
  retry?: Partial<RetryPolicy> | undefined;
  /** Milliseconds that the next wait before a retry may take at most; a longer one is not begun. Default: what `timeoutMs` leaves. */
  maxRetryWaitMs?: (() => number) | undefined;
  hooks?: TransportHooks | undefined;
  /** Wraps how calls are sent: `tracing(tracer)` reports them to OpenTelemetry. */
  instrument?: Instrument | undefined;
  /** Milliseconds since 1970. For tests. */
  now?: (() => number) | undefined;
  /** For tests. */
  wait?: ((milliseconds: number, signal?: AbortSignal) => Promise<void>) | undefined;
  /** From 0 to 1. For tests. */
  random?: (() => number) | undefined;
};

export type Settings = ReturnType<typeof settingsOf>;

/** The options with their defaults. */
export function settingsOf(
  options: TransportOptions & Pick<ErrorReading, "statusOf"> & Pick<RequestDefaults, "path">,
) {
  const { vendor, tenant, rateLimit, limiter } = options;
  const { now = Date.now, wait = waitFor } = options;
  const clock = { now, wait };
  const given = typeof limiter === "function" ? limiter(rateLimit) : limiter;
  const own = given ?? (tenant === undefined ? createLimiter(rateLimit, clock) : undefined);
  const limiterKey = options.limiterKey ?? options.fetch ?? globalThis;
  const fetch: Fetch = options.fetch ?? ((url, init) => globalThis.fetch(url, init));
  return {
    ...options,
    timeoutMs: options.timeoutMs ?? 60_000,
    policy: { ...retryPolicy, ...options.retry },
    random: options.random ?? Math.random,
    fetch,
    now,
    wait,
    limiter: () => own ?? limiterFor({ limiterKey, tenant: `${vendor} ${tenant}` }, rateLimit, clock),
  };
}
