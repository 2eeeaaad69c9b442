import { isIP } from "node:net";
import { InvalidInputError } from "@mdmkit/runtime";
import { openSandboxAccounts, type SandboxSize } from "./accounts/sandbox-accounts.ts";
import { CALL_TIMEOUT_MS, createGateway, type GatewayOptions, VENDOR_TIMEOUT_MS } from "./create-gateway.ts";
import { listen } from "./http/listen.ts";
import { createJsonLog, type Log } from "./observe/log.ts";
import { openStore } from "./store/open-store.ts";
import type { IntegratedAccount, Store } from "./store/store.ts";

export type StartOptions = Pick<
  GatewayOptions,
  "allowPrivate" | "corsOrigins" | "bodyLimit" | "callTimeoutMs" | "vendorTimeoutMs"
> & {
  /** Default: 127.0.0.1, which only this machine reaches. */
  readonly host?: string;
  /** Default: 8787. 0 takes a free one. */
  readonly port?: number;
  /** PostgreSQL to keep things in, instead of an embedded database. */
  readonly databaseUrl?: string;
  /** Folder of the embedded database; without one it is in memory and gone at the end. */
  readonly folder?: string;
  /** A store that is open already, instead of one in the places above; it is closed with the gateway. */
  readonly store?: Store;
  /** Keys to encrypt credentials with, as `MDMKIT_GATEWAY_KEY` has them. */
  readonly keys?: string;
  /** Adds a made-up account of every vendor. */
  readonly sandbox?: SandboxSize;
  /** True issues another admin token; without, one is issued when none is valid. */
  readonly issueToken?: boolean;
  readonly log?: Log;
  /** Tells the operator something. */
  readonly say?: (line: string) => void;
};

export type RunningGateway = {
  /** `http://127.0.0.1:8787` */
  readonly url: string;
  /** A new admin token, if one was issued: it is never shown again. */
  readonly token: string | undefined;
  readonly sandboxes: readonly IntegratedAccount[];
  /** Stops taking requests, lets those under way end, and closes the database. */
  close(): Promise<void>;
};

const DEFAULT_PORT = 8787;

/** Opens the database, and serves the API until `close`. */
export async function startGateway(options: StartOptions = {}): Promise<RunningGateway> {
  const { host = "127.0.0.1", databaseUrl, folder, keys, say } = options;
  const loopback = isLoopback(host);
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
  const gateway = createGateway({ ...options, log, store, fetchFor: (one) => sandboxes?.fetchFor(one) });
  const server = await listen(gateway, { host, port, log, ...patience(options) });
  const close = async () => {
    await server.close();
    gateway.close();
  };
  try {
    return {
      url: server.url,
      // Last of all: it is seen only once, so nothing may fail between here and whoever shows it.
      token: await adminToken(store, issueToken),
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

const SPARE_MS = 10_000;
/** More than the vendor requests of nearly every write. */
const REQUESTS_OF_A_WRITE = 8;

/** A write that began may take as long as its vendor requests, and must not be cut off before. */
function patience({ vendorTimeoutMs = VENDOR_TIMEOUT_MS, callTimeoutMs = CALL_TIMEOUT_MS }: StartOptions) {
  return {
    writeGraceMs: vendorTimeoutMs + SPARE_MS,
    idleMs: callTimeoutMs + REQUESTS_OF_A_WRITE * vendorTimeoutMs,
  };
}

async function adminToken(store: Store, isWanted: boolean): Promise<string | undefined> {
  const input = {
    name: "admin",
    scopes: ["read", "write", "destructive", "admin"],
    accounts: "all",
  } as const;
  const issued = isWanted ? await store.tokens.create(input) : await store.tokens.createFirst(input);
  return issued?.token;
}

/** Whether only this machine can reach an address. */
export function isLoopback(host: string): boolean {
  if (host === "" || /\s/.test(host)) throw new InvalidInputError("The host to listen on is no address.");
  return host === "localhost" || host === "::1" || (isIP(host) === 4 && host.startsWith("127."));
}
