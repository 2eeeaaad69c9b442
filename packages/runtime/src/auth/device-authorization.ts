import { AuthenticationError, InvalidInputError } from "../errors/errors.ts";
import type { MdmError } from "../errors/mdm-error.ts";
import { headerValue } from "../requests/header-value.ts";
import type { Fetch } from "../requests/prepare-request.ts";
import { wait as elapse } from "../timing/wait.ts";
import type { Authenticator, AuthenticatorContext } from "./authenticator.ts";
import { requestToken } from "./request-token.ts";
import { sharedToken, type Token } from "./shared-token.ts";

/** What a person needs to sign in on another device. */
export type DeviceCode = {
  /** What the person enters. */
  readonly userCode: string;
  /** Where the person enters it. */
  readonly verificationUri: string;
  /** The same address with the code in it, if the vendor has one. */
  readonly verificationUriComplete: string | undefined;
  /** How long the code can be used. */
  readonly expiresInSeconds: number;
};

/** How a token is requested with the OAuth device authorization grant. */
export type DeviceAuthorizationOptions = {
  /** The endpoint that gives the code for the person. */
  deviceAuthorizationUrl: string;
  /** The token endpoint. */
  tokenUrl: string;
  /** Id of the client. */
  clientId: string;
  /** Scopes with blanks between them. */
  scope?: string | undefined;
  /** Shows the code to a person. Calls wait until that person has signed in, each for as long as it may take. */
  onCode: (code: DeviceCode) => void | Promise<void>;
  /** Default: the client's. */
  fetch?: Fetch | undefined;
  /** Clients with the same object share the token of a credential. Default: no other client does. */
  sharedBy?: object | undefined;
  /** Milliseconds since 1970. For tests. */
  now?: (() => number) | undefined;
  /** Waits. For tests. */
  wait?: ((milliseconds: number) => Promise<void>) | undefined;
};

const GRANT = "urn:ietf:params:oauth:grant-type:device_code";
const DEFAULT_INTERVAL = 5; // seconds
const DEFAULT_LIFE = 3600; // seconds, when the vendor does not say
const EARLY = 60; // seconds before its end that a token is renewed, at most half its life

/**
 * The device authorization flow of OAuth 2 (RFC 8628): a person signs in elsewhere with a code. One token for all callers, renewed with
 * its refresh token if there is one, else by another sign-in.
 */
export function deviceAuthorization(options: DeviceAuthorizationOptions): Authenticator {
  const { deviceAuthorizationUrl, tokenUrl, clientId, scope, onCode, sharedBy } = options;
  const { now = Date.now, wait = elapse } = options;
  if (!clientId) throw new InvalidInputError("`clientId` is empty.");
  let refreshToken: string | undefined;

  async function post(url: string, form: Record<string, string>, has: string, context: AuthenticatorContext) {
    const { vendor, fetch } = context;
    const headers = new Headers({ accept: "application/json" });
    const body = new URLSearchParams({ ...form, client_id: clientId });
    const init: RequestInit = { method: "POST", headers, body, redirect: "manual" };
    return requestToken({ url, init, vendor, fetch: options.fetch ?? fetch, now: now(), has, rejected });
  }

  /** Asks until the person has signed in, no more often than the vendor wants. */
  async function signIn(context: AuthenticatorContext): Promise<Record<string, unknown>> {
    const form: Record<string, string> = scope ? { scope } : {};
    const code = await post(deviceAuthorizationUrl, form, "device_code", context);
    const expiresInSeconds = Number(code.expires_in) || DEFAULT_LIFE;
    const endsAt = now() + expiresInSeconds * 1000;
    const complete = code.verification_uri_complete;
    await onCode({
      userCode: String(code.user_code),
      verificationUri: String(code.verification_uri),
      verificationUriComplete: complete === undefined ? undefined : String(complete),
      expiresInSeconds,
    });
    let interval = Number(code.interval) || DEFAULT_INTERVAL;
    const request = { grant_type: GRANT, device_code: String(code.device_code) };
    for (;;) {
      await wait(interval * 1000);
      if (now() >= endsAt) throw expired(context.vendor);
      try {
        return await post(tokenUrl, request, "access_token", context);
      } catch (error) {
        if (!isPending(error)) throw error;
        if (error.vendorCode === "slow_down") interval += DEFAULT_INTERVAL;
      }
    }
  }

  /** A refresh token that is no longer valid is as good as none. */
  async function renew(context: AuthenticatorContext): Promise<Record<string, unknown> | undefined> {
    if (refreshToken === undefined) return undefined;
    const form = { grant_type: "refresh_token", refresh_token: refreshToken };
    refreshToken = undefined;
    return post(tokenUrl, form, "access_token", context).catch((error: unknown) => {
      if (error instanceof AuthenticationError) return undefined;
      throw error;
    });
  }

  async function buy(context: AuthenticatorContext): Promise<Token> {
    const token = (await renew(context)) ?? (await signIn(context));
    if (typeof token.refresh_token === "string") refreshToken = token.refresh_token;
    const life = Number(token.expires_in) || DEFAULT_LIFE;
    return {
      value: `Bearer ${headerValue(token.access_token, "authorization")}`,
      renewAt: now() + (life - Math.min(EARLY, life / 2)) * 1000,
    };
  }

  const credential = [deviceAuthorizationUrl, tokenUrl, clientId, scope];
  return sharedToken(buy, now, { sharedBy, credential });
}

const PENDING = new Set(["authorization_pending", "slow_down"]);

function isPending(error: unknown): error is AuthenticationError {
  return error instanceof AuthenticationError && PENDING.has(error.vendorCode ?? "");
}

function rejected(error: MdmError): MdmError {
  const { status = 0, vendor, operation, vendorCode, vendorMessage, requestId } = error;
  if (error.retryable || status < 400 || error.code === "unsupported-operation") return error;
  if (vendorCode === "expired_token") return expired(vendor);
  const isDenied = vendorCode === "access_denied";
  const problem = isDenied ? "the sign-in was denied." : "the vendor rejected the sign-in.";
  return new AuthenticationError(`${status}: ${problem}`, {
    ...{ vendor, operation, status, vendorCode, vendorMessage, requestId, cause: error },
    advice: isDenied ? "Sign in again." : "Check `clientId` and `scope`.",
  });
}

function expired(vendor: string | undefined): AuthenticationError {
  const advice = "Call again for another code.";
  const facts = { vendor, operation: "token request", vendorCode: "expired_token", advice };
  return new AuthenticationError("the code expired before the sign-in.", facts);
}
