import { randomUUID } from "node:crypto";
import { type Fetch, InvalidInputError } from "@mdmkit/runtime";
import { operationSchemas, schemas } from "@mdmkit/unified/schemas";
import { loadVendor } from "@mdmkit/unified/vendors";
import type { Hono } from "hono";
import { createCallPlaces } from "./accounts/call-limits.ts";
import { createAccountOpener } from "./accounts/open-accounts.ts";
import { createUseAccount } from "./accounts/use-account.ts";
import { mountDocs } from "./docs/mount-docs.ts";
import { createHandlers } from "./handlers/index.ts";
import { assertOrigins } from "./http/response-headers.ts";
import { createRouter, type Gateway } from "./http/router.ts";
import { createValidator } from "./input/validator.ts";
import { createJsonLog, type Log } from "./observe/log.ts";
import { createMetrics } from "./observe/metrics.ts";
import { assertAllowedUrl, createGuardedFetch } from "./outbound/guarded-fetch.ts";
import type { IntegratedAccount, Store } from "./store/store.ts";

export type GatewayOptions = {
  readonly store: Store;
  /** Default: lines of JSON on standard output. */
  readonly log?: Log;
  /** Reaches vendors instead of the guarded `fetch`, for the accounts it gives one for: sandboxes. */
  readonly fetchFor?: (account: IntegratedAccount) => Fetch | undefined;
  /** True lets vendors have private addresses, and plain http on loopback. */
  readonly allowPrivate?: boolean;
  /** Origins whose pages may call this API, as `https://app.example.com`; none unless given. */
  readonly corsOrigins?: readonly string[];
  /** Bytes of a body. Default: 1 MiB. */
  readonly bodyLimit?: number;
  /** Calls of one account under way at once in this process; more are answered with 429. Default: 100. */
  readonly accountCallLimit?: number;
  /** For a whole call, and for a write until it begins; streams have no such end. Default: 120,000. */
  readonly callTimeoutMs?: number;
  /** For all attempts of one vendor request together. Default: 60,000. */
  readonly vendorTimeoutMs?: number;
};

export const CALL_TIMEOUT_MS = 120_000;
export const VENDOR_TIMEOUT_MS = 60_000;

/** The HTTP API over a store, as a standard `fetch`. Nothing listens yet. */
export function createGateway(options: GatewayOptions): Gateway {
  const { store, allowPrivate = false, corsOrigins = [] } = options;
  assertOrigins(corsOrigins);
  const log = options.log ?? createJsonLog((line) => process.stdout.write(line));
  const metrics = createMetrics();
  const guarded = createGuardedFetch({ allowPrivate });
  const opener = createAccountOpener({
    store,
    metrics,
    vendorTimeoutMs: options.vendorTimeoutMs ?? VENDOR_TIMEOUT_MS,
    fetchFor: (account) => options.fetchFor?.(account) ?? guarded,
  });
  const places = createCallPlaces(options.accountCallLimit ?? 100);
  const services = {
    store,
    opener,
    places,
    metrics,
    useAccount: createUseAccount({ store, opener, log, places }),
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
    newRequestId: randomUUID,
    perform: {
      store,
      log,
      validator: createValidator(schemas),
      callTimeoutMs: options.callTimeoutMs ?? CALL_TIMEOUT_MS,
    },
    mount: (app: Hono) => mountDocs(app),
  });
  return { ...router, close: () => guarded.close() };
}

/** Every URL among an account's values must be one that credentials may be sent to. */
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
      throw new InvalidInputError(`\`${name}\`: ${error instanceof Error ? error.message : "is no URL"}`, {
        vendor,
      });
    }
  }
}
