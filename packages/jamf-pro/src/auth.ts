import {
  type Authenticator,
  type AuthenticatorContext,
  basic,
  clientCredentials,
  createVendorClient,
  InvalidResponseError,
  MdmError,
  sharedToken,
} from "@mdmkit/runtime";
import type { JamfProOperations, JamfProOperationTypes } from "./generated/client.ts";
import { createAuthToken } from "./generated/operations.ts";

/** Clients with the same `sharedBy` share the token of a credential. */
type Server = { baseUrl: string; sharedBy?: object | undefined; now?: (() => number) | undefined };

/**
 * Client id and secret of an API client. Its tokens may live for a minute only. Servers before 11.23 know only the path
 * without a version; if that is removed, the other one is tried.
 */
export function apiClient(options: Server & { clientId: string; clientSecret: string }): Authenticator {
  const { baseUrl, ...credentials } = options;
  const at = (path: string) => clientCredentials({ ...credentials, tokenUrl: baseUrl + path, style: "body" });
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

const EARLY_MS = 60_000;

/** User name and password of an account: exchanged for a token of half an hour or less, shared by all callers. */
export function userAccount(options: Server & { username: string; password: string }): Authenticator {
  const { baseUrl, sharedBy, username, password, now = Date.now } = options;
  const auth = basic({ username, password, vendor: "jamf-pro" });

  async function buy({ vendor, fetch }: AuthenticatorContext) {
    const client = createVendorClient<
      Pick<JamfProOperationTypes, "createAuthToken">,
      Pick<JamfProOperations, "createAuthToken">
    >({ createAuthToken }, { vendor, baseUrl, auth, fetch, now, timeoutMs: 30_000, retry: { attempts: 1 } });
    const { data, response } = await client.request("createAuthToken", {});
    const expires = Date.parse(data?.expires ?? "");
    if (!data?.token || Number.isNaN(expires)) throw unusable(vendor, response.status);
    // By the server's clock, because ours may be another.
    const life = expires - (Date.parse(response.headers.get("date") ?? "") || now());
    return { value: `Bearer ${data.token}`, renewAt: now() + life - Math.min(EARLY_MS, life / 2) };
  }

  return sharedToken(buy, now, { sharedBy, credential: [baseUrl, username, password] });
}

function unusable(vendor: string, status: number): InvalidResponseError {
  const facts = { vendor, operation: "createAuthToken", status, reason: "shape" } as const;
  const problem = "the response has no token with an expiry date.";
  return new InvalidResponseError(problem, { ...facts, advice: "Check `baseUrl`." });
}
