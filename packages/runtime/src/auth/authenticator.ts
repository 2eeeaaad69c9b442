import type { Fetch } from "../requests/prepare-request.ts";

export type AuthenticatorContext = {
  readonly vendor: string;
  readonly signal: AbortSignal;
  readonly fetch: Fetch;
};

/** Puts a credential on a request. Keep the secret in a closure, not in a property. */
export type Authenticator = {
  /** Runs before every attempt. */
  authorize(headers: Headers, context: AuthenticatorContext): void | Promise<void>;
  /** The vendor responded with 401 to these headers. True: the next `authorize` sets another credential, so repeat the call once. */
  refresh?(rejected: Headers): boolean;
};
