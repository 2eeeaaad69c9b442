import type { Limiter, RateLimit } from "@mdmkit/runtime";
import type { BulkStore } from "./bulk/bulk-store.ts";
import type { FleetStore } from "./fleet/fleet-store.ts";

/** The data of the gateway, in PGlite or PostgreSQL. Times are RFC 3339 in UTC. Failures of the database are `StoreError`. */
export type Store = {
  /** API tokens, of which only hashes are stored. */
  readonly tokens: TokenStore;
  /** Accounts of vendors, with their encrypted credentials. */
  readonly accounts: AccountStore;
  /** The token of a call, as `tokens.verify` returns it, and the account with an id. */
  access(
    token: string,
    accountId: string | undefined,
  ): Promise<{ readonly token: ApiToken | undefined; readonly account: IntegratedAccount | undefined }>;
  /** The audit log: every write that was requested. */
  readonly audit: AuditStore;
  /** Responses of writes by idempotency key, for a day. */
  readonly idempotency: IdempotencyStore;
  /** Signs the plans of tools for agents. Derived from the first key, so that all replicas have the same. */
  readonly planKey: Uint8Array;
  /** Bulk actions: their plans, and the log of their runs. */
  readonly bulk: BulkStore;
  /** Stored fleets: syncs, records, changes and webhooks. */
  readonly fleet: FleetStore;
  /**
   * The limiter of a vendor's tenant, for all accounts of it and for all replicas on the database. `tenant` may contain a credential:
   * it is stored as a keyed hash. Look it up for every request.
   */
  limiterFor(tenant: string, rateLimit: RateLimit | undefined): Limiter;
  /** Encrypts everything again with the first key; afterwards the other keys can be removed. */
  rotate(): Promise<{ accounts: number; responses: number; bulk: number; webhooks: number }>;
  /** Writes something, and rejects when the database cannot store it or its disk is nearly full. */
  assertWritable(): Promise<void>;
  /** Closes the database. Calls that come later reject. */
  close(): Promise<void>;
};

export const SCOPES = ["read", "write", "destructive", "admin"] as const;
/** No scope includes another. */
export type Scope = (typeof SCOPES)[number];

/** An API token as lists show it, without its secret part. */
export type ApiToken = {
  /** Public; the token starts with it. */
  readonly id: string;
  /** Chosen by whoever created it. */
  readonly name: string;
  /** What it allows. */
  readonly scopes: readonly Scope[];
  /** Ids of the accounts it may use. */
  readonly accounts: readonly string[] | "all";
  /** When it was created. */
  readonly createdAt: string;
  /** From then on it is refused; null for a token that does not expire. */
  readonly expiresAt: string | null;
  /** To the minute. */
  readonly lastUsedAt: string | null;
};

export type NewToken = Pick<ApiToken, "name" | "scopes" | "accounts"> & {
  readonly expiresAt?: string | null;
};
/** The token itself is returned only once. */
export type IssuedToken = { readonly token: string; readonly record: ApiToken };

export type TokenStore = {
  /** Throws `InvalidInputError` for a token that could not be used, such as one for unknown accounts. */
  create(input: NewToken): Promise<IssuedToken>;
  /** Creates the token unless there is a valid admin token. Of replicas that start together, one gets it. */
  createFirst(input: NewToken): Promise<IssuedToken | undefined>;
  /** Undefined for a token that is unknown, revoked, expired or malformed. */
  verify(token: string): Promise<ApiToken | undefined>;
  /** Whether a token that was valid still is. */
  isValid(id: string): Promise<boolean>;
  list(): Promise<ApiToken[]>;
  /** False if no token has this id. */
  revoke(id: string): Promise<boolean>;
};

/** `needs_reauth`: the vendor rejected the credentials. `error`: nothing at its address is the vendor's API. */
export type AccountStatus = "active" | "needs_reauth" | "error";

/** An account of a vendor, without its credentials. */
export type IntegratedAccount = {
  /** UUID. */
  readonly id: string;
  /** Id of the vendor: `jamf-pro`. */
  readonly vendor: string;
  /** Chosen by whoever created it. */
  readonly name: string;
  /** What the latest calls found. */
  readonly status: AccountStatus;
  /** For people. Contains no secrets or personal data. */
  readonly statusReason: string | null;
  /** Grows when the credentials change: clients of older versions must be opened again. */
  readonly version: number;
  /** When it was created. */
  readonly createdAt: string;
  /** When its name, credentials or status changed last. */
  readonly updatedAt: string;
};

/** How many accounts of a vendor have a status. */
export type AccountCount = {
  readonly vendor: string;
  readonly status: AccountStatus;
  readonly count: number;
};

/** Values by the names of the vendor's options. */
export type AccountValues = Readonly<Record<string, string>>;

export type AccountStore = {
  /** Throws `InvalidInputError`, naming options and never values, unless the vendor can be opened with the values. */
  create(input: { vendor: string; name: string; values: AccountValues }): Promise<IntegratedAccount>;
  get(id: string): Promise<IntegratedAccount | undefined>;
  /** In order of creation. */
  list(): Promise<IntegratedAccount[]>;
  count(): Promise<AccountCount[]>;
  /** `values` replace all previous values and make the account active. Undefined if no account has this id. */
  update(
    id: string,
    changes: { name?: string | undefined; values?: AccountValues | undefined },
  ): Promise<IntegratedAccount | undefined>;
  /** The decrypted values, to open the vendor. */
  credentials(
    id: string,
  ): Promise<{ readonly account: IntegratedAccount; readonly values: AccountValues } | undefined>;
  /** Does nothing when the credentials have changed since `version`, because the call used older ones. */
  setStatus(
    id: string,
    change: { status: AccountStatus; reason: string | null; version: number },
  ): Promise<void>;
  delete(id: string): Promise<boolean>;
};

/** A write that was requested, whether or not it was carried out. It contains no request or response bodies. */
export type NewAuditEntry = {
  readonly requestId: string;
  readonly tokenId: string | null;
  readonly tokenName: string | null;
  readonly account: string | null;
  readonly vendor: string | null;
  /** The operationId in the unified document. */
  readonly operation: string;
  /** An id that may name a person (anything but letters, digits and `._:-`) is stored as a hash. */
  readonly recordId: string | null;
  /** The vendor operations that were sent, in order. */
  readonly vendorOperations: readonly string[];
  /**
   * `begun`: about to send the first request that writes; listed until there is an entry with the result, forever if the process died.
   * `refused`: no write was sent. `failed`: the vendor did not carry it out. `partial`: it carried out a part. `unknown`: it may have
   * carried it out. `replayed`: the response of an earlier request with the same idempotency key was repeated, and nothing was sent.
   */
  readonly result: "done" | "refused" | "failed" | "partial" | "unknown" | "replayed" | "begun";
  /** HTTP status of the response; null for an entry that is `begun`, and for a device of a bulk action. */
  readonly status: number | null;
};

/** An entry of the audit log. */
export type AuditEntry = NewAuditEntry & {
  /** Grows with each entry; pages of the log begin before one. */
  readonly id: string;
  /** When it was written. */
  readonly at: string;
};

export type AuditStore = {
  append(entry: NewAuditEntry): Promise<void>;
  /** Newest first; `before` is the id of the last entry of the previous page. */
  list(query: {
    account?: string | undefined;
    before?: string | undefined;
    limit: number;
  }): Promise<AuditEntry[]>;
};

/** A response that is stored for a day, encrypted. */
export type StoredResponse = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

export type IdempotencyKey = { readonly tokenId: string; readonly key: string };

export type IdempotencyStart =
  /** Continue, then call `finish` or `abandon`. */
  | { readonly kind: "new" }
  | { readonly kind: "replay"; readonly response: StoredResponse }
  /** The key was used for another request. */
  | { readonly kind: "mismatch" }
  | { readonly kind: "in-progress" }
  /** The process that began it died, and it is unknown whether the vendor carried it out. */
  | { readonly kind: "interrupted" };

export type IdempotencyStore = {
  /**
   * `fingerprint`: text that identifies the request, such as method, URL and body; only its hash is stored. `requestId`: that of its
   * entries in the audit log.
   */
  begin(request: IdempotencyKey & { fingerprint: string; requestId: string }): Promise<IdempotencyStart>;
  finish(request: IdempotencyKey & { response: StoredResponse }): Promise<void>;
  /** Frees the key, because nothing was sent and the caller can try again with it. */
  abandon(request: IdempotencyKey): Promise<void>;
  /**
   * For a process that is alone with its database, so that all requests in progress are of processes that have died: frees the keys of
   * writes that had not begun, and reports the others as interrupted.
   */
  releaseInterrupted(): Promise<void>;
};
