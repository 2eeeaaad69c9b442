import { type Fetch, InvalidInputError, MdmError } from "@mdmkit/runtime";
import { operationSchemas, schemas } from "@mdmkit/unified/schemas";
import { loadVendor } from "@mdmkit/unified/vendors";
import { createCallLimit } from "./accounts/call-limit.ts";
import { createAccountOpener } from "./accounts/open-accounts.ts";
import { createUseAccount } from "./accounts/use-account.ts";
import { createJobs } from "./bulk/jobs.ts";
import { createDocs } from "./docs/docs.ts";
import { createFleetReader } from "./fleet/fleet-reader.ts";
import { createUseEvents, createUseSource } from "./fleet/fleet-source.ts";
import type { FleetServices } from "./fleet/services.ts";
import { createSignal } from "./fleet/signal.ts";
import { createHandlers } from "./handlers/index.ts";
import { assertOrigins } from "./http/middleware.ts";
import { createRouter, type Gateway } from "./http/router.ts";
import { createEventReceiver } from "./http/vendor-events.ts";
import { createValidator } from "./input/validator.ts";
import { createToolEndpoint, type ToolOptions } from "./mcp/tool-endpoint.ts";
import { createJsonLog, type Log } from "./observe/log.ts";
import { createMetrics } from "./observe/metrics.ts";
import { readVersion } from "./observe/version.ts";
import { assertAllowedUrl, createGuardedFetch } from "./outbound/guarded-fetch.ts";
import type { PageBudget } from "./records/record-call.ts";
import { LEASE_MS } from "./store/bulk/bulk-plans.ts";
import type { IntegratedAccount, Store } from "./store/store.ts";

/** What a gateway is made of. */
export type GatewayOptions = {
  /** Where accounts, tokens and the audit are stored. */
  readonly store: Store;
  /** Default: lines of JSON on standard output. */
  readonly log?: Log;
  /** Uses another `fetch` for accounts such as sandboxes instead of the guarded one. */
  readonly fetchFor?: (account: IntegratedAccount) => Fetch | undefined;
  /** True allows vendors with private addresses, and plain http on loopback. */
  readonly allowPrivate?: boolean;
  /** Origins whose pages may call this API, such as `https://app.example.com`. Default: none. */
  readonly corsOrigins?: readonly string[];
  /** Tools for agents at `/mcp`. */
  readonly tools?: ToolOptions;
  /** Maximum bytes of a request body. Default: 1 MiB. */
  readonly bodyLimit?: number;
  /** Maximum calls of one account at once in this process; further calls get 429. Default: 100. */
  readonly accountCallLimit?: number;
  /** Time limit of a whole call, and of a write until it begins; streams have none. Default: 120,000. */
  readonly callTimeoutMs?: number;
  /** Time limit of all attempts of one vendor request together. Default: 60,000. */
  readonly vendorTimeoutMs?: number;
  /**
   * How long a call may wait for a vendor that returns 429 or requests a pause, from the start of the call; afterwards the 429 is
   * passed on. Streams that have begun wait longer. Default: 10,000, because common clients give up after 30 seconds.
   */
  readonly pauseLimitMs?: number;
  /**
   * What filling a page of a list may cost: `requests` is the maximum of vendor pages (default: 50), and after `timeMs` (default:
   * 15,000) no further one is requested. The page is then shorter, and its cursor goes on from there.
   */
  readonly pageBudget?: PageBudget;
};

export const CALL_TIMEOUT_MS = 120_000;
export const VENDOR_TIMEOUT_MS = 60_000;
export const PAUSE_LIMIT_MS = 10_000;

/**
 * The HTTP API over a store, as a standard `fetch`; it does not listen on a port.
 *
 * @example
 * const gateway = createGateway({ store: await openStore({ folder: "./gateway", loopback: true }) });
 * const response = await gateway.fetch(new Request("http://localhost/healthz"));
 */
export function createGateway(options: GatewayOptions): Gateway {
  return composeGateway(options).gateway;
}

/** The HTTP API, and what a process that also reads fleets needs of it. */
export function composeGateway(options: GatewayOptions): { gateway: Gateway; walking: FleetServices } {
  const { store, allowPrivate = false, corsOrigins = [] } = options;
  assertOrigins(corsOrigins);
  const log = options.log ?? createJsonLog((line) => process.stdout.write(line));
  const metrics = createMetrics({ version: readVersion(), countAccounts: () => store.accounts.count() });
  const guarded = createGuardedFetch({ allowPrivate });
  const opener = createAccountOpener({
    store,
    metrics,
    vendorTimeoutMs: options.vendorTimeoutMs ?? VENDOR_TIMEOUT_MS,
    pauseLimitMs: options.pauseLimitMs ?? PAUSE_LIMIT_MS,
    fetchFor: (account) => options.fetchFor?.(account) ?? guarded,
  });
  const callLimit = createCallLimit(options.accountCallLimit ?? 100);
  const jobs = createJobs({ store: store.bulk, log, renewMs: LEASE_MS / 3 });
  const useAccount = createUseAccount({ store, opener, log, callLimit });
  const [published, syncsChanged] = [createSignal(), createSignal()];
  const services = {
    store,
    fleet: createFleetReader(store.fleet, published),
    wakeWalks: syncsChanged.send,
    wakeDeliveries: published.send,
    assertAllowedTarget: (url: string) => assertAllowedTarget(url, allowPrivate),
    jobs,
    opener,
    callLimit,
    metrics,
    pageBudget: options.pageBudget ?? {},
    log,
    useAccount,
    assertAllowedValues: (vendor: string, values: Readonly<Record<string, string>>) =>
      assertAllowedValues(vendor, values, allowPrivate),
  };
  const router = createRouter({
    handlers: createHandlers(services),
    operations: operationSchemas,
    log,
    metrics,
    corsOrigins,
    bodyLimit: options.bodyLimit ?? 1_048_576,
    perform: {
      store,
      log,
      metrics,
      validator: createValidator(schemas),
      callTimeoutMs: options.callTimeoutMs ?? CALL_TIMEOUT_MS,
    },
    pages: createDocs().route("/", createEventReceiver({ store, opener, log })),
    tools: createToolEndpoint({
      ...{ store, fleet: services.fleet, useAccount, log, corsOrigins },
      options: options.tools ?? {},
      callTimeoutMs: options.callTimeoutMs ?? CALL_TIMEOUT_MS,
    }),
  });
  const walking = {
    store,
    useSource: createUseSource(useAccount),
    useEvents: createUseEvents(useAccount),
    log,
    published,
    syncsChanged,
    sendMessage: guarded,
    now: Date.now,
  };
  return { gateway: { ...router, drain: jobs.drain, close: () => guarded.close() }, walking };
}

/** Throws when a URL is one that messages must not be sent to. */
function assertAllowedTarget(url: string, allowPrivate: boolean): void {
  try {
    assertAllowedUrl(url, { allowPrivate });
  } catch (error) {
    if (!MdmError.is(error)) throw error;
    throw new InvalidInputError(`\`target_url\`: ${error.problem}`, { advice: error.advice });
  }
}

/** Throws when a URL among the values of an account is one that credentials must not be sent to. */
async function assertAllowedValues(
  vendor: string,
  values: Readonly<Record<string, string>>,
  allowPrivate: boolean,
): Promise<void> {
  const { options } = await loadVendor(vendor);
  for (const { name, kind } of options) {
    const value = values[name]?.trim();
    if (kind !== "url" || !value) continue;
    try {
      assertAllowedUrl(value, { allowPrivate });
    } catch (error) {
      if (!MdmError.is(error)) throw error;
      throw new InvalidInputError(`\`${name}\`: ${error.problem}`, { vendor, advice: error.advice });
    }
  }
}
