import {
  AuthenticationError,
  type Authenticator,
  type AuthenticatorContext,
  createVendorClient,
  InvalidResponseError,
  sharedToken,
} from "@mdmkit/runtime";
import type { FleetOperations, FleetOperationTypes } from "./generated/client.ts";
import { login } from "./generated/operations.ts";
import { readError } from "./read-error.ts";

type UserAccount = {
  baseUrl: string;
  email: string;
  password: string;
  /** Clients with the same `sharedBy` share the session of a user. */
  sharedBy: object;
  now?: (() => number) | undefined;
};

/** Needs no token itself. */
const NO_CREDENTIAL: Authenticator = { authorize: () => undefined };

/**
 * Email and password of a user, exchanged for the token of a session. The server does not say when it ends, so it is renewed when it
 * is refused.
 */
export function userAccount(options: UserAccount): Authenticator {
  const { baseUrl, email, password, sharedBy, now = Date.now } = options;

  async function buy({ vendor, fetch }: AuthenticatorContext) {
    const client = createVendorClient<Pick<FleetOperationTypes, "login">, Pick<FleetOperations, "login">>(
      { login },
      // The server limits how often one may try.
      {
        vendor,
        baseUrl,
        auth: NO_CREDENTIAL,
        readError,
        fetch,
        now,
        timeoutMs: 30_000,
        retry: { attempts: 1 },
      },
    );
    const { data, response } = await client.request("login", { body: { email, password } });
    if (response.status === 202) throw secondFactor(vendor);
    if (!data?.token) throw unusable(vendor, response.status);
    return { value: `Bearer ${data.token}`, renewAt: Number.POSITIVE_INFINITY };
  }

  return sharedToken(buy, now, { sharedBy, credential: [baseUrl, email, password] });
}

function secondFactor(vendor: string): AuthenticationError {
  const facts = { vendor, operation: "login", status: 202 };
  const problem =
    "202: the server sent a link by mail instead of a token, because the user has a second factor.";
  return new AuthenticationError(problem, { ...facts, advice: "Set the `token` of an API-only user." });
}

function unusable(vendor: string, status: number): InvalidResponseError {
  const facts = { vendor, operation: "login", status, reason: "shape" } as const;
  return new InvalidResponseError("the response has no token.", { ...facts, advice: "Check `baseUrl`." });
}
