import type { Fetch, Limiter, TransportHooks } from "@mdmkit/runtime";
import { connect, type Mdm, type Vendor } from "@mdmkit/unified";
import { loadVendor, type VendorDescriptor } from "@mdmkit/unified/vendors";
import { GatewayError } from "../errors/gateway-error.ts";
import { createPauseLimit } from "../limiter/pause-limit.ts";
import type { Metrics } from "../observe/metrics.ts";
import { currentCallDetails } from "../operations/call-details.ts";
import { createRedaction, type Redact, type Redaction } from "../secrets/redaction.ts";
import type { AccountValues, IntegratedAccount, Store } from "../store/store.ts";
import { announceWrites } from "./announce-writes.ts";
import { rateLimitHeaders } from "./rate-limit-headers.ts";

/** An account with the client of its vendor. */
type OpenAccount = {
  readonly account: IntegratedAccount;
  readonly mdm: Mdm<Vendor>;
  readonly vendor: Vendor;
  /** Removes the secrets of the account from text. */
  readonly redact: Redact;
};

export type AccountOpener = {
  /**
   * Opens an account, or returns the open one while its credentials are the same; throws 404 when there is none. `known` is the
   * account if it has just been read.
   */
  open(id: string, known?: IntegratedAccount): Promise<OpenAccount>;
  /** Opens an account with other credentials, to try them: they are not stored, and request a token of their own. Both are redacted. */
  openWith(id: string, values: AccountValues): Promise<OpenAccount>;
  /** Forgets a deleted account and its credentials. */
  forget(id: string): void;
};

type OpenerOptions = {
  readonly store: Store;
  readonly fetchFor: (account: IntegratedAccount) => Fetch;
  readonly metrics: Metrics;
  /** For all attempts of one vendor request together. */
  readonly vendorTimeoutMs: number;
  /** How long a call may wait for a vendor that requests a pause, from the start of the call. */
  readonly pauseLimitMs: number;
};

type Options = OpenerOptions & { readonly withPauseLimit: (limiter: Limiter) => Limiter };

const MAX_OPEN = 1000;

/** Opens accounts by their vendors' descriptors, and keeps the clients of recently used accounts. */
export function createAccountOpener(given: OpenerOptions): AccountOpener {
  const { store, pauseLimitMs } = given;
  const options: Options = {
    ...given,
    withPauseLimit: createPauseLimit(() => millisecondsLeft(pauseLimitMs)),
  };
  const open = new Map<string, { version: number; opening: Promise<OpenAccount> }>();

  function remember(id: string, version: number, opening: Promise<OpenAccount>): void {
    open.delete(id); // the map is in order of last use
    open.set(id, { version, opening });
    const [oldest] = open.keys();
    if (open.size > MAX_OPEN && oldest !== undefined) open.delete(oldest);
  }

  return {
    async open(id, known) {
      const account = known?.id === id ? known : await store.accounts.get(id);
      if (!account) {
        open.delete(id); // deleted by another process
        throw accountNotFound();
      }
      const before = open.get(id);
      const isCurrent = before?.version === account.version;
      const opening = isCurrent ? before.opening : openAccount(id, undefined, options);
      remember(id, account.version, opening);
      opening.catch(() => open.delete(id)); // the next call tries again
      return { ...(await opening), account };
    },
    openWith: (id, values) => openAccount(id, values, options),
    forget: (id) => void open.delete(id),
  };
}

export function accountNotFound(): GatewayError {
  return new GatewayError(404, "No integrated account has this id.");
}

/** Opens an account with its own credentials, unless others are given. */
async function openAccount(
  id: string,
  given: AccountValues | undefined,
  options: Options,
): Promise<OpenAccount> {
  const { store, withPauseLimit } = options;
  const stored = await store.accounts.credentials(id);
  if (!stored) throw accountNotFound();
  const { account } = stored;
  const values = given ?? stored.values;
  const descriptor = await loadVendor(account.vendor);
  const secrets = [stored.values, values].flatMap((each) => secretsOf(descriptor, each));
  const redaction = createRedaction([...new Set(secrets)]);
  const fetch = options.fetchFor(account);
  const vendor = await descriptor.create(values, {
    fetch: withObservation(fetch, redaction),
    sharedBy: given ? {} : fetch,
    limiter: (tenant = account.id, rateLimit) => withPauseLimit(store.limiterFor(tenant, rateLimit)),
    timeoutMs: options.vendorTimeoutMs,
    maxRetryWaitMs: () => millisecondsLeft(options.pauseLimitMs),
    hooks: hooksFor(account, options.metrics),
  });
  const announcing = announceWrites(vendor);
  return { account, mdm: connect(announcing), vendor: announcing, redact: redaction.redact };
}

/** How long the current call may still wait for a vendor that requested a pause. */
function millisecondsLeft(limit: number): number {
  const details = currentCallDetails();
  if (!details || details.outwaitsPauses) return Number.POSITIVE_INFINITY;
  return Math.max(0, details.startedAt + limit - performance.now());
}

function secretsOf({ options }: VendorDescriptor, values: AccountValues): string[] {
  return options.flatMap(({ name, secret }) => (secret && values[name]) || []);
}

/** Learns the access tokens to redact, and reads the rate limit headers of the vendor. */
function withObservation(fetch: Fetch, { learn }: Redaction): Fetch {
  return async (url, init) => {
    const headers = init.headers instanceof Headers ? init.headers : new Headers(init.headers);
    const [, token] = /^Bearer (.+)/.exec(headers.get("authorization") ?? "") ?? [];
    if (token !== undefined) learn(token);
    const response = await fetch(url, init);
    const details = currentCallDetails();
    if (details) details.rateLimit = rateLimitHeaders(response.headers, Date.now());
    return response;
  };
}

function hooksFor({ vendor }: IntegratedAccount, metrics: Metrics): TransportHooks {
  return {
    onRequest: ({ operation, safety }) => {
      currentCallDetails()?.sent.push({ operation, isWrite: safety !== "read" });
    },
    onNoConnection: ({ operation }) => {
      const { sent = [] } = currentCallDetails() ?? {};
      const index = sent.findLastIndex((request) => request.operation === operation);
      if (index >= 0) sent.splice(index, 1);
    },
    onResponse: ({ status, milliseconds }) => metrics.vendorResponded({ vendor, status, milliseconds }),
    onRetry: () => metrics.vendorRetried(vendor),
  };
}
