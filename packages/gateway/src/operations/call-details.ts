import { AsyncLocalStorage } from "node:async_hooks";
import type { Safety } from "@mdmkit/runtime";
import type { Redact } from "../secrets/redaction.ts";
import type { ApiToken, IntegratedAccount } from "../store/store.ts";

/** One request to a vendor: its operation, without personal data. */
type SentRequest = { readonly operation: string; readonly isWrite: boolean };

/** What the logs and the response headers need to know of a call; filled in while it runs. */
export type CallDetails = {
  readonly requestId: string;
  readonly operation: string;
  /** By `performance.now()`. */
  readonly startedAt: number;
  /** A pause that the vendor requests is waited for, however long: a stream is being sent, or no client waits. */
  outwaitsPauses?: boolean;
  token?: ApiToken;
  /** The account id in the request, of which only the form was checked. */
  requestedAccountId?: string | undefined;
  /** The account with that id, read together with the token. It is not checked yet whether the token may use it. */
  requestedAccount?: IntegratedAccount | undefined;
  /** The account in use. */
  account?: IntegratedAccount;
  /** The device action or the vendor's operation, for the audit log. */
  action?: string;
  /** What the call does, where its operation does not say so by itself. */
  safety?: Safety;
  /** The call is for the vendor's own API: its errors keep their status. */
  isVendorCall?: boolean;
  /** The call takes credentials of its own, so that its errors say nothing of the account's. */
  hasOwnCredentials?: boolean;
  recordId?: string | undefined;
  /** Requests that vendors may have received, each attempt. */
  readonly sent: SentRequest[];
  /** Awaited before each vendor request that writes; when it rejects, the request is not sent. */
  beginWrite?: () => Promise<void>;
  /** The response is that of an earlier request with the same idempotency key. */
  isReplayed?: boolean;
  /** The error the call failed with. */
  failure?: unknown;
  /** `ratelimit-*` headers of the vendor's latest response. */
  rateLimit: Readonly<Record<string, string>>;
  /** Removes the secrets of the account from text. */
  redact: Redact;
};

const running = new AsyncLocalStorage<CallDetails>();

/** Runs a call, so that its vendor requests are recorded in its details. */
export function withCallDetails<Result>(details: CallDetails, run: () => Result): Result {
  return running.run(details, run);
}

/** The details of the call that this code runs for. */
export function currentCallDetails(): CallDetails | undefined {
  return running.getStore();
}
