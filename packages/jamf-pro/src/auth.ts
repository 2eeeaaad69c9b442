import {
  type Authenticator,
  type AuthenticatorContext,
  basic,
  clientCredentials,
  createVendorClient,
  InvalidResponseError,
  MdmError,
} from "@mdmkit/runtime";
import type { JamfProOperations, JamfProOperationTypes } from "./generated/client.ts";
import { createAuthToken } from "./generated/operations.ts";

type Server = { baseUrl: string; now?: (() => number) | undefined };

/**
 * Client id and secret of an API client. Its tokens may live for a minute only. Servers before 11.23 know only the path
 * without a version; should that be withdrawn, the other one is tried.
 */
export function apiClient(options: Server & { clientId: string; clientSecret: string }): Authenticator {
  const { baseUrl, ...credentials } = options;
  const at = (path: string) =>
    clientCredentials({ ...credentials, tokenUrl: baseUrl.replace(/\/+$/, "") + path, style: "body" });
  const later = at("/api/v1/oauth/token");
  let current = at("/api/oauth/token");
  return {
    async authorize(headers, context) {
      try {
        await current.authorize(headers, context);
      } catch (error) {
        if (current === later || !MdmError.is(error) || error.status !== 404) throw error;
        current = later;
        await current.authorize(headers, context);
      }
    },
    refresh: (refused) => current.refresh?.(refused) ?? false,
  };
}

type Token = { value: string; renewAt: number };

const EARLY_MS = 60_000;

/** User name and password of an account: they buy a token of half an hour or less, shared by all callers. */
export function userAccount(options: Server & { username: string; password: string }): Authenticator {
  const { baseUrl, username, password, now = Date.now } = options;
  const auth = basic({ username, password });
  let token: Token | undefined;
  let pending: Promise<Token> | undefined;

  async function renew({ vendor, fetch }: AuthenticatorContext): Promise<Token> {
    try {
      const client = createVendorClient<
        Pick<JamfProOperationTypes, "createAuthToken">,
        Pick<JamfProOperations, "createAuthToken">
      >(
        { createAuthToken },
        { vendor, baseUrl, auth, fetch, now, timeoutMs: 30_000, retry: { attempts: 1 } },
      );
      const { data, response } = await client.request("createAuthToken", {});
      const expires = Date.parse(data?.expires ?? "");
      if (!data?.token || Number.isNaN(expires)) throw unusable(vendor, response.status);
      // By the server's clock, because ours may be another.
      const life = expires - (Date.parse(response.headers.get("date") ?? "") || now());
      token = { value: `Bearer ${data.token}`, renewAt: now() + life - Math.min(EARLY_MS, life / 2) };
      return token;
    } finally {
      pending = undefined;
    }
  }

  return {
    authorize(headers, context) {
      if (token && now() < token.renewAt) return headers.set("authorization", token.value);
      pending ??= renew(context);
      return unlessAborted(pending, context.signal).then(({ value }) => headers.set("authorization", value));
    },
    refresh(refused) {
      // Another caller may have renewed it meanwhile; then the new one is tried before it is thrown away.
      if (token?.value === refused.get("authorization")) token = undefined;
      return true;
    },
  };
}

function unusable(vendor: string, status: number): InvalidResponseError {
  const text = "the answer holds no token with a date of expiry. Check baseUrl.";
  return new InvalidResponseError(text, { vendor, operation: "createAuthToken", status, reason: "shape" });
}

/** The promise's outcome, unless the caller leaves before; it goes on for whoever else waits. */
function unlessAborted<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener("abort", abort);
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}
