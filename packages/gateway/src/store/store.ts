import type { Limiter, RateLimit } from "@mdmkit/runtime";

/** What the gateway keeps, in PGlite or PostgreSQL. Times are RFC 3339 in UTC. Failures of the database are `StoreError`. */
export type Store = {
  readonly tokens: TokenStore;
  readonly accounts: AccountStore;
  readonly audit: AuditStore;
  readonly idempotency: IdempotencyStore;
  /**
   * The limiter of one account, shared with the other replicas through the database. The same object each time until the
   * rate limit differs.
   */
  limiterFor(account: string, rateLimit: RateLimit | undefined): Limiter;
  /** Seals everything with the first key again; afterwards the other keys can go. */
  rotate(): Promise<{ accounts: number; answers: number }>;
  /** Rejects while the database does not answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
};

export const SCOPES = ["read", "write", "destructive", "admin"] as const;
/** None includes another. */
export type Scope = (typeof SCOPES)[number];

export type ApiToken = {
  /** Public; the token itself begins with it. */
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** Ids of the accounts it may use. */
  readonly accounts: readonly string[] | "all";
  readonly createdAt: string;
  readonly expiresAt: string | null;
  /** To the minute. */
  readonly lastUsedAt: string | null;
};

export type NewToken = Pick<ApiToken, "name" | "scopes" | "accounts"> & {
  readonly expiresAt?: string | null;
};
/** The only time the token itself is seen. */
export type IssuedToken = { readonly token: string; readonly record: ApiToken };

export type TokenStore = {
  /** Throws `InvalidInputError` for accounts that do not exist, as for all else that would make it useless. */
  create(input: NewToken): Promise<IssuedToken>;
  /** Creates it unless there is a token that may administer, and has not expired; of replicas that start together one gets it. */
  createFirst(input: NewToken): Promise<IssuedToken | undefined>;
  /** Undefined for what is unknown, revoked, expired or no token at all. */
  verify(token: string): Promise<ApiToken | undefined>;
  /** Whether a token that was verified still would be. */
  isValid(id: string): Promise<boolean>;
  list(): Promise<ApiToken[]>;
  /** False when there is none. */
  revoke(id: string): Promise<boolean>;
};

export type AccountStatus = "active" | "needs_reauth" | "error";

export type IntegratedAccount = {
  /** UUID. */
  readonly id: string;
  readonly vendor: string;
  readonly name: string;
  readonly status: AccountStatus;
  /** For people, without secrets or personal data. */
  readonly statusReason: string | null;
  /** Grows when the credentials change: a client opened with an older version must be opened anew. */
  readonly version: number;
  readonly createdAt: string;
  readonly updatedAt: string;
};

/** By the names of the vendor's options. */
export type AccountValues = Readonly<Record<string, string>>;

export type AccountStore = {
  /** Throws `InvalidInputError`, naming options and never values, unless the vendor can be opened with the values. */
  create(input: { vendor: string; name: string; values: AccountValues }): Promise<IntegratedAccount>;
  get(id: string): Promise<IntegratedAccount | undefined>;
  /** In order of creation. */
  list(): Promise<IntegratedAccount[]>;
  /** `values` replace all that were set, and make the account active again. Undefined when there is no such account. */
  update(
    id: string,
    changes: { name?: string | undefined; values?: AccountValues | undefined },
  ): Promise<IntegratedAccount | undefined>;
  /** For opening the vendor. */
  credentials(
    id: string,
  ): Promise<{ readonly account: IntegratedAccount; readonly values: AccountValues } | undefined>;
  /** Does nothing when the credentials have changed since `version`: the call that failed used others. */
  setStatus(
    id: string,
    change: { status: AccountStatus; reason: string | null; version: number },
  ): Promise<void>;
  delete(id: string): Promise<boolean>;
};

/** A write that was asked for, whether or not it was done. Bodies and answers are not part of it. */
export type NewAuditEntry = {
  readonly requestId: string;
  readonly tokenId: string | null;
  readonly tokenName: string | null;
  readonly account: string | null;
  readonly vendor: string | null;
  /** operationId of the unified document, or the admin API's. */
  readonly operation: string;
  /** What may name a person (anything but letters, digits and `._:-`) is kept as a hash. */
  readonly recordId: string | null;
  /** Operations of the vendor that were sent, in order. */
  readonly vendorOperations: readonly string[];
  /**
   * `begun`: before the first request that writes was sent; listed until there is an entry of what came of it, which is for
   * good when the process died. `refused`: the vendor saw no write. `failed`: the vendor did not do it. `partial`: it did a part. `unknown`: it may or may
   * not have done it. `replayed`: an earlier request with the same idempotency key was answered again, and nothing done.
   */
  readonly result: "done" | "refused" | "failed" | "partial" | "unknown" | "replayed" | "begun";
  /** HTTP status the caller got; null for what has only begun. */
  readonly status: number | null;
};

export type AuditEntry = NewAuditEntry & { readonly id: string; readonly at: string };

export type AuditStore = {
  append(entry: NewAuditEntry): Promise<void>;
  /** Newest first; `before` is the id of the last entry of the page before. */
  list(query: {
    account?: string | undefined;
    before?: string | undefined;
    limit: number;
  }): Promise<AuditEntry[]>;
};

/** Kept for a day, encrypted. */
export type StoredAnswer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

export type IdempotencyKey = { readonly tokenId: string; readonly key: string };

export type IdempotencyStart =
  /** Go on, then `finish` or `abandon`. */
  | { readonly kind: "new" }
  | { readonly kind: "replay"; readonly answer: StoredAnswer }
  /** The key was used for another request. */
  | { readonly kind: "mismatch" }
  | { readonly kind: "in-progress" }
  /** The process that began died or gave up: nobody knows whether the vendor has done it. */
  | { readonly kind: "interrupted" };

export type IdempotencyStore = {
  /** `fingerprint`: any text that is the same for the same request, such as method, URL and body; only its hash is kept. */
  begin(request: IdempotencyKey & { fingerprint: string }): Promise<IdempotencyStart>;
  finish(request: IdempotencyKey & { answer: StoredAnswer }): Promise<void>;
  /** Forgets the key, because nothing was sent and the caller may try again with it. */
  abandon(request: IdempotencyKey): Promise<void>;
};
