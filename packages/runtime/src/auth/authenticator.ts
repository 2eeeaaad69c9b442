import type { Fetch } from "../requests/prepare-request.ts";

/** What an authenticator may use to get a credential. */
export type AuthenticatorContext = {
  /** Vendor id, for messages. */
  readonly vendor: string;
  /** Ends the request of a token. */
  readonly signal: AbortSignal;
  /** Sends the request of a token. */
  readonly fetch: Fetch;
};

/** Puts a credential on a request. Keep the secret in a closure, not in a property. */
export type Authenticator = {
  /** Runs before every attempt. */
  authorize(headers: Headers, context: AuthenticatorContext): void | Promise<void>;
  /** The vendor responded with 401 to these headers. True: the next `authorize` sets another credential, so repeat the call once. */
  refresh?(rejected: Headers): boolean;
};
