import { randomUUID } from "node:crypto";
import { isIP } from "node:net";
import { InvalidInputError } from "@mdmkit/runtime";
import { openSandboxAccounts, type SandboxSize } from "./accounts/sandbox-accounts.ts";
import { CALL_TIMEOUT_MS, composeGateway, type GatewayOptions, VENDOR_TIMEOUT_MS } from "./create-gateway.ts";
import { startWalking } from "./fleet/start-walking.ts";
import type { WalkQueueOptions } from "./fleet/walk-queue.ts";
import { listen } from "./http/listen.ts";
import { assertOrigins } from "./http/middleware.ts";
import { createJsonLog, type Log } from "./observe/log.ts";
import { openStore } from "./store/open-store.ts";
import type { ApiToken, IntegratedAccount, Store } from "./store/store.ts";

/** What a gateway is made of, and where it listens. */
export type StartOptions = Pick<
  GatewayOptions,
  | "allowPrivate"
  | "corsOrigins"
  | "bodyLimit"
  | "callTimeoutMs"
  | "vendorTimeoutMs"
  | "pauseLimitMs"
  | "pageBudget"
  | "tools"
> & {
  /** Default: 127.0.0.1, which only this machine can reach. */
  readonly host?: string;
  /** Default: 8787. 0 takes a free one. */
  readonly port?: number;
  /** A PostgreSQL server instead of the embedded database. */
  readonly databaseUrl?: string;
  /** Folder of the embedded database; without one it is in memory and lost at the end. */
  readonly folder?: string;
  /** A store that is already open, instead of the ones above; it is closed with the gateway. */
  readonly store?: Store;
  /** Keys that encrypt credentials, in the form of `MDMKIT_GATEWAY_KEY`. */
  readonly keys?: string;
  /** Adds an account with made-up data for every vendor. */
  readonly sandbox?: SandboxSize;
  /** False leaves the walks of syncs to other processes on the same database. Default: this one runs them, too. */
  readonly walks?: WalkQueueOptions | false;
  /** True creates another admin token. Default: one is created when there is no valid one. */
  readonly issueToken?: boolean;
  /** Receives each line of the log. */
  readonly log?: Log;
  /** Prints a line for the operator. */
  readonly say?: (line: string) => void;
};

/** A gateway that listens. */
export type RunningGateway = {
  /** Where it listens: `http://127.0.0.1:8787`. */
  readonly url: string;
  /** The new admin token, if one was created. It cannot be read again. */
  readonly token: string | undefined;
  /** The accounts with made-up data that `sandbox` added; otherwise empty. */
  readonly sandboxes: readonly IntegratedAccount[];
  /** Stops accepting requests, waits for those that run, and closes the database. */
  close(): Promise<void>;
};

const DEFAULT_PORT = 8787;

/**
 * Opens the database and serves the API until `close`.
 *
 * @example
 * const gateway = await startGateway({ folder: "./gateway", sandbox: { devices: 50 } });
 * console.log(gateway.url, gateway.token);
 */
export async function startGateway(options: StartOptions = {}): Promise<RunningGateway> {
  const { host = "127.0.0.1", databaseUrl, folder, keys, say } = options;
  const loopback = isLoopback(host);
  assertOrigins(options.corsOrigins ?? []);
  const store = options.store ?? (await openStore({ databaseUrl, folder, keys, say, loopback }));
  try {
    return await serve(store, options);
  } catch (error) {
    await store.close();
    throw error;
  }
}

async function serve(store: Store, options: StartOptions): Promise<RunningGateway> {
  const { host = "127.0.0.1", port = DEFAULT_PORT, issueToken = false } = options;
  const sandboxes = options.sandbox && (await openSandboxAccounts(store, options.sandbox));
  const log = options.log ?? createJsonLog((line) => process.stdout.write(line));
  const { gateway, walking } = composeGateway({
    ...options,
    tools: { ...options.tools, hosts: [...(options.tools?.hosts ?? []), ...nameOf(host)] },
    log,
    store,
    fetchFor: (account) => sandboxes?.fetchFor(account),
  });
  const server = await listen(gateway, { host, port, log, ...timeouts(options) });
  const walks = options.walks === false ? undefined : startWalking(walking, options.walks ?? {});
  const close = async () => {
    await Promise.all([server.close(), gateway.drain(), walks?.stop()]);
    gateway.close();
  };
  try {
    return {
      url: server.url,
      // Last, because the token is shown only once: nothing may fail between its creation and its display.
      token: await createAdminToken(store, issueToken),
      sandboxes: sandboxes?.accounts ?? [],
      async close() {
        await close();
        await store.close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The name of the address to listen on in URLs. Those that stand for all addresses are no name. */
function nameOf(host: string): string[] {
  if (host === "0.0.0.0" || host === "::") return [];
  return [host.includes(":") ? `[${host}]` : host];
}

const MARGIN_MS = 10_000;
/** Nearly every write takes fewer vendor requests. */
const REQUESTS_OF_A_WRITE = 8;

/** A write that has begun must not be cut off before its vendor requests have timed out. */
function timeouts({ vendorTimeoutMs = VENDOR_TIMEOUT_MS, callTimeoutMs = CALL_TIMEOUT_MS }: StartOptions) {
  return {
    writeGraceMs: vendorTimeoutMs + MARGIN_MS,
    idleMs: callTimeoutMs + REQUESTS_OF_A_WRITE * vendorTimeoutMs,
  };
}

async function createAdminToken(store: Store, isRequested: boolean): Promise<string | undefined> {
  const input = {
    name: "admin",
    scopes: ["read", "write", "destructive", "admin"],
    accounts: "all",
  } as const;
  const issued = isRequested ? await store.tokens.create(input) : await store.tokens.createFirst(input);
  if (!issued) return undefined;
  await recordToken(store, issued.record);
  return issued.token;
}

/** Adds a token to the audit log that no request created. One that cannot be recorded is not shown, so it is revoked. */
async function recordToken({ audit, tokens }: Store, { id }: ApiToken): Promise<void> {
  const noRequest = { tokenId: null, tokenName: null, account: null, vendor: null };
  const entry = { ...noRequest, requestId: randomUUID(), operation: "createToken", recordId: id };
  try {
    await audit.append({ ...entry, vendorOperations: [], result: "done", status: null });
  } catch (error) {
    await tokens.revoke(id).catch(() => {}); // the first error matters
    throw error;
  }
}

/** Whether only this machine can reach a host. */
function isLoopback(host: string): boolean {
  if (host === "" || /\s/.test(host)) throw new InvalidInputError("Invalid host to listen on.");
  return host === "localhost" || host === "::1" || (isIP(host) === 4 && host.startsWith("127."));
}
