import { AsyncLocalStorage } from "node:async_hooks";
import type { Redact } from "../secrets/redaction.ts";
import type { ApiToken, IntegratedAccount } from "../store/store.ts";

/** One request to a vendor: its name, and nothing that could be personal. */
export type SentRequest = { readonly operation: string; readonly isWrite: boolean };

/** What is known of a call for the log, the audit log and the headers of its answer; filled while it runs. */
export type CallFacts = {
  readonly requestId: string;
  readonly operation: string;
  token?: ApiToken;
  /** Id of the account that the request names, of which nothing but its form was checked. */
  asked?: string | undefined;
  /** The account that was asked for, read along with the token: whether the token may use it has not been looked at. */
  found?: IntegratedAccount;
  /** The account in use. */
  account?: IntegratedAccount;
  /** The device action, for the audit log. */
  action?: string;
  recordId?: string | undefined;
  /** Requests that vendors may have seen, each attempt. */
  readonly sent: SentRequest[];
  /** Waited for before each vendor request that writes, which is not sent when it rejects. */
  beginWrite?: () => Promise<void>;
  /** The answer is that of an earlier request with the same key. */
  isReplayed?: boolean;
  /** What the call failed with. */
  failure?: unknown;
  /** `ratelimit-*` of the vendor's latest answer. */
  rateLimit: Readonly<Record<string, string>>;
  /** Takes the secrets of the account out of text. */
  redact: Redact;
};

const running = new AsyncLocalStorage<CallFacts>();

/** Runs a call so that what its vendor requests bring to light is noted in its facts. */
export function withFacts<Result>(facts: CallFacts, run: () => Result): Result {
  return running.run(facts, run);
}

/** The facts of the call that this code runs for. */
export function currentFacts(): CallFacts | undefined {
  return running.getStore();
}
