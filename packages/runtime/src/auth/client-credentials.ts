import { AuthenticationError, InvalidInputError, InvalidResponseError } from "../errors/errors.ts";
import { MdmError } from "../errors/mdm-error.ts";
import { parseBody } from "../errors/read-body.ts";
import { connectionError, errorOf } from "../errors/response-error.ts";
import type { Authenticator, AuthenticatorContext, Fetch } from "../types.ts";
import { basicValue, headerValue } from "./auth.ts";
import { sharedToken } from "./shared-token.ts";

export type ClientCredentialsOptions = {
  tokenUrl: string;
  clientId: string;
  clientSecret: string;
  scope?: string | undefined;
  /** Where the client id and secret go. Default: `basic`. */
  style?: "basic" | "body" | undefined;
  /** Seconds before its end that a token is renewed, at most half its life. Default: 60. */
  early?: number | undefined;
  /** Default: the client's. */
  fetch?: Fetch | undefined;
  /** Milliseconds since 1970. For tests. */
  now?: (() => number) | undefined;
};

const TIMEOUT_MS = 30_000;
const DEFAULT_LIFE = 3600; // seconds, when the vendor does not say

/** OAuth 2 client credentials: one token for all callers, fetched once however many wait, renewed early and on 401. */
export function clientCredentials(options: ClientCredentialsOptions): Authenticator {
  const { early = 60, now = Date.now } = options;
  if (!options.clientId || !options.clientSecret) {
    throw new InvalidInputError("`clientId` or `clientSecret` is empty.");
  }
  const init = tokenRequest(options);

  return sharedToken(async (context) => {
    const answer = await requestToken(options, init, context, now());
    const life = Number(answer.expires_in ?? DEFAULT_LIFE) || DEFAULT_LIFE;
    return {
      value: `Bearer ${headerValue(answer.access_token, "authorization")}`,
      renewAt: now() + (life - Math.min(early, life / 2)) * 1000,
    };
  }, now);
}

function tokenRequest({ clientId, clientSecret, scope, style }: ClientCredentialsOptions): RequestInit {
  const body = new URLSearchParams({ grant_type: "client_credentials" });
  if (scope) body.set("scope", scope);
  const headers = new Headers({ accept: "application/json" });
  if (style === "body") {
    body.set("client_id", clientId);
    body.set("client_secret", clientSecret);
  } else {
    // RFC 6749, 2.3.1: both are form-encoded first.
    headers.set("authorization", basicValue(encodeURIComponent(clientId), encodeURIComponent(clientSecret)));
  }
  return { method: "POST", headers, body, redirect: "manual" };
}

/** One token request, on its own clock: no caller's signal ends it, because others wait for it too. */
async function requestToken(
  { tokenUrl, fetch }: ClientCredentialsOptions,
  init: RequestInit,
  context: AuthenticatorContext,
  now: number,
): Promise<Record<string, unknown>> {
  const facts = { vendor: context.vendor, operation: "token request" };
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), TIMEOUT_MS);
  try {
    const response = await (fetch ?? context.fetch)(tokenUrl, { ...init, signal: controller.signal });
    if (!response.ok) throw refused(await errorOf(response, { url: tokenUrl, facts, now }));
    const answer = parseBody(await response.text(), response, facts);
    if (isToken(answer)) return answer;
    const { status } = response;
    const advice = "Check `tokenUrl`.";
    throw new InvalidResponseError("the response has no access_token.", {
      ...facts,
      advice,
      status,
      reason: "shape",
    });
  } catch (cause) {
    throw MdmError.is(cause) ? cause : connectionError(tokenUrl, cause, facts);
  } finally {
    clearTimeout(timer);
  }
}

/** Token endpoints say 400 or 403 where others say 401. */
function refused(error: MdmError): MdmError {
  const { status = 0, vendor, operation, vendorCode, vendorMessage, requestId } = error;
  if (error.retryable || status < 400) return error;
  const advice = "Check both, and whether the secret has expired.";
  const known = { vendor, operation, status, vendorCode, vendorMessage, requestId, cause: error };
  return new AuthenticationError(`${status}: the vendor rejected the client id or the client secret.`, {
    ...known,
    advice,
  });
}

function isToken(answer: unknown): answer is Record<string, unknown> {
  return typeof answer === "object" && answer !== null && "access_token" in answer;
}
