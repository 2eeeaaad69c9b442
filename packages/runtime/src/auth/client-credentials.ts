import { AuthenticationError, InvalidInputError } from "../errors/errors.ts";
import type { MdmError } from "../errors/mdm-error.ts";
import type { ErrorEnvelope } from "../errors/response-error.ts";
import { headerValue } from "../requests/header-value.ts";
import type { Fetch } from "../requests/prepare-request.ts";
import { basicValue } from "./auth.ts";
import type { Authenticator, AuthenticatorContext } from "./authenticator.ts";
import { requestToken } from "./request-token.ts";
import { sharedToken, type Token } from "./shared-token.ts";

/** How a token is requested with the OAuth grant "client credentials". */
export type ClientCredentialsOptions = {
  /** The token endpoint. */
  tokenUrl: string;
  /** Id of the client. */
  clientId: string;
  /** Secret of the client. */
  clientSecret: string;
  /** Scopes with blanks between them. */
  scope?: string | undefined;
  /** Where the client id and secret go. Default: `basic`. */
  style?: "basic" | "body" | undefined;
  /** What a refusal means, by the vendor's code or message. Default: the client id or the secret is wrong. */
  explain?: ((refusal: ErrorEnvelope) => TokenRefusal | undefined) | undefined;
  /** Seconds before its end that a token is renewed, at most half its life. Default: 60. */
  early?: number | undefined;
  /** Default: the client's. */
  fetch?: Fetch | undefined;
  /** Clients with the same object share the token of a credential. Default: no other client does. */
  sharedBy?: object | undefined;
  /** Milliseconds since 1970. For tests. */
  now?: (() => number) | undefined;
};

/** Why a token was refused, and what to do about it. */
export type TokenRefusal = {
  /** One sentence without a period: `the application lacks a scope`. */
  readonly problem: string;
  /** What to do, in sentences. */
  readonly advice: string;
};

const WRONG_CREDENTIAL: TokenRefusal = {
  problem: "the vendor rejected the client id or the client secret",
  advice: "Check both, and whether the secret has expired.",
};

const DEFAULT_LIFE = 3600; // seconds, when the vendor does not say

/** OAuth 2 client credentials: one token for all callers, fetched once however many wait, renewed early and on 401. */
export function clientCredentials(options: ClientCredentialsOptions): Authenticator {
  const { early = 60, now = Date.now, tokenUrl, clientId, clientSecret, scope, style, sharedBy } = options;
  const rejected = (error: MdmError) => rejection(error, options.explain);
  if (!clientId || !clientSecret) {
    throw new InvalidInputError("`clientId` or `clientSecret` is empty.");
  }
  const init = tokenRequest(options);

  async function buy(context: AuthenticatorContext): Promise<Token> {
    const { vendor } = context;
    const fetch = options.fetch ?? context.fetch;
    const request = { url: tokenUrl, init, vendor, fetch, now: now(), has: "access_token", rejected };
    const token = await requestToken(request);
    const life = Number(token.expires_in ?? DEFAULT_LIFE) || DEFAULT_LIFE;
    return {
      value: `Bearer ${headerValue(token.access_token, "authorization")}`,
      renewAt: now() + (life - Math.min(early, life / 2)) * 1000,
    };
  }

  return sharedToken(buy, now, { sharedBy, credential: [tokenUrl, clientId, clientSecret, scope, style] });
}

function tokenRequest({ clientId, clientSecret, scope, style }: ClientCredentialsOptions): RequestInit {
  const body = new URLSearchParams({ grant_type: "client_credentials" });
  if (scope) body.set("scope", scope);
  // A plain object: Node loads all of its fetch for the first `Headers`, and a client that sends nothing needs none of it.
  const headers: Record<string, string> = { accept: "application/json" };
  if (style === "body") {
    body.set("client_id", clientId);
    body.set("client_secret", clientSecret);
  } else {
    // RFC 6749, 2.3.1: both are form-encoded first.
    headers.authorization = basicValue(encodeURIComponent(clientId), encodeURIComponent(clientSecret));
  }
  return { method: "POST", headers, body, redirect: "manual" };
}

/** Token endpoints return 400 or 403 where others return 401. A server without the endpoint has rejected nothing. */
function rejection(error: MdmError, explain: ClientCredentialsOptions["explain"]): MdmError {
  const { status = 0, vendor, operation, vendorCode, vendorMessage, requestId } = error;
  if (error.retryable || status < 400 || error.code === "unsupported-operation") return error;
  const { problem, advice } = explain?.({ status, vendorCode, vendorMessage }) ?? WRONG_CREDENTIAL;
  return new AuthenticationError(`${status}: ${problem}.`, {
    vendor,
    operation,
    status,
    vendorCode,
    vendorMessage,
    requestId,
    advice,
    cause: error,
  });
}
