import type { Fetch } from "@mdmkit/runtime";
import { connect, type Mdm, type Vendor } from "@mdmkit/unified";
import { loadVendor, type VendorDescriptor } from "@mdmkit/unified/vendors";
import { GatewayError } from "../errors/gateway-error.ts";
import type { Metrics } from "../observe/metrics.ts";
import { currentFacts } from "../operations/call-facts.ts";
import { createRedaction, type Redact, type Redaction } from "../secrets/redaction.ts";
import type { AccountValues, IntegratedAccount, Store } from "../store/store.ts";
import { announceWrites, isWrite } from "./announce-writes.ts";
import { rateLimitHeaders } from "./rate-limit-headers.ts";

/** A vendor account, open. */
export type OpenAccount = {
  readonly account: IntegratedAccount;
  readonly mdm: Mdm<Vendor>;
  /** Takes its secrets out of text. */
  readonly redact: Redact;
};

export type AccountOpener = {
  /**
   * Opens an account, or gives the open one as long as its credentials are the same; 404 when there is none. `found` is the
   * account where it has just been read.
   */
  open(id: string, found?: IntegratedAccount): Promise<OpenAccount>;
  /** Opens an account with other credentials than those it has, to try them; they are not kept. Neither shows in what is redacted. */
  openWith(id: string, values: AccountValues): Promise<OpenAccount>;
  /** Forgets an account that was deleted, and with it its credentials. */
  forget(id: string): void;
};

type Options = {
  readonly store: Store;
  readonly fetchFor: (account: IntegratedAccount) => Fetch;
  readonly metrics: Metrics;
  /** For all attempts of one vendor call together. */
  readonly vendorTimeoutMs: number;
};

const OPEN_AT_MOST = 1000;

/** Opens accounts by their vendors' descriptors, and keeps the clients of those used lately. */
export function createAccountOpener(options: Options): AccountOpener {
  const { store } = options;
  const open = new Map<string, { version: number; opening: Promise<OpenAccount> }>();

  function remember(id: string, version: number, opening: Promise<OpenAccount>): void {
    open.delete(id); // the map is in order of last use
    open.set(id, { version, opening });
    const [oldest] = open.keys();
    if (open.size > OPEN_AT_MOST && oldest !== undefined) open.delete(oldest);
  }

  return {
    async open(named, found) {
      const id = named.toLowerCase(); // as it is kept, however it was written
      const account = found?.id === id ? found : await store.accounts.get(id);
      if (!account) open.delete(id); // deleted by another process
      if (!account) throw noSuchAccount();
      const known = open.get(id);
      const isCurrent = known?.version === account.version;
      const opening = isCurrent ? known.opening : openAccount(id, undefined, options);
      remember(id, account.version, opening);
      // A failure is not kept: the next call tries anew.
      opening.catch(() => open.delete(id));
      return { ...(await opening), account };
    },
    openWith: (id, values) => openAccount(id, values, options),
    forget: (id) => void open.delete(id.toLowerCase()),
  };
}

export function noSuchAccount(): GatewayError {
  return new GatewayError(404, "There is no integrated account of that id.");
}

/** With the credentials it has, unless others are given. */
async function openAccount(
  id: string,
  given: AccountValues | undefined,
  options: Options,
): Promise<OpenAccount> {
  const found = await options.store.accounts.credentials(id);
  if (!found) throw noSuchAccount();
  const { account } = found;
  const values = given ?? found.values;
  const descriptor = await loadVendor(account.vendor);
  const all = [found.values, values].flatMap((each) => secretsOf(descriptor, each));
  const redaction = createRedaction([...new Set(all)]);
  const vendor: Vendor = await descriptor.create(values, {
    fetch: watched(options.fetchFor(account), redaction),
    limiter: (rateLimit) => options.store.limiterFor(account.id, rateLimit),
    timeoutMs: options.vendorTimeoutMs,
    hooks: hooksFor(account, { metrics: options.metrics, isWrite: (name) => isWrite(vendor, name) }),
  });
  return { account, mdm: connect(announceWrites(vendor)), redact: redaction.redact };
}

function secretsOf({ options }: VendorDescriptor, values: AccountValues): string[] {
  return options.flatMap(({ name, secret }) => (secret && values[name]) || []);
}

/** Notes which access token goes out, and what the vendor says of its rate limit. */
function watched(fetch: Fetch, { learn }: Redaction): Fetch {
  return async (url, init) => {
    const [, token] = /^Bearer (.+)/.exec(new Headers(init.headers).get("authorization") ?? "") ?? [];
    if (token !== undefined) learn(token);
    const response = await fetch(url, init);
    const facts = currentFacts();
    if (facts) facts.rateLimit = rateLimitHeaders(response.headers, Date.now());
    return response;
  };
}

type Watch = { readonly metrics: Metrics; readonly isWrite: (operation: string) => boolean };
type Named = { readonly operation: string };

function hooksFor({ vendor }: IntegratedAccount, { metrics, isWrite }: Watch) {
  return {
    onRequest: ({ operation }: Named) => {
      currentFacts()?.sent.push({ operation, isWrite: isWrite(operation) });
    },
    onNoConnection: ({ operation }: Named) => {
      const { sent = [] } = currentFacts() ?? {};
      const position = sent.findLastIndex((one) => one.operation === operation);
      if (position >= 0) sent.splice(position, 1);
    },
    onResponse: ({ status, milliseconds }: { status: number; milliseconds: number }) =>
      metrics.vendorAnswered({ vendor, status, milliseconds }),
    onRetry: () => metrics.vendorRetried(vendor),
  };
}
