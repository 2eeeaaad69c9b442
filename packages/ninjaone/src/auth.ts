import {
  AuthenticationError,
  type Authenticator,
  clientCredentials,
  InvalidInputError,
  MdmError,
} from "@mdmkit/runtime";

const SCOPES = ["monitoring", "management", "control"] as const;

/** `monitoring` reads, `management` changes devices, users and organizations, `control` acts on devices. */
export type NinjaOneScope = (typeof SCOPES)[number];

type Application = {
  baseUrl: string;
  clientId: string;
  clientSecret: string;
  scope: string | undefined;
  /** Clients with the same `sharedBy` share the token of a credential. */
  sharedBy: object;
  now?: (() => number) | undefined;
};

/**
 * An API application. Its token lives for an hour. `offline_access` is never asked for: some hosts refuse it together with
 * client credentials.
 */
export function application({
  baseUrl,
  scope: given = "monitoring",
  ...options
}: Application): Authenticator {
  const { clientId, clientSecret, sharedBy, now } = options;
  const scope = scopesIn(given);
  const credential = { clientId, clientSecret, scope, style: "body" as const, sharedBy, now };
  const token = clientCredentials({ ...credential, tokenUrl: tokenUrlAt(baseUrl) });
  return {
    ...token,
    async authorize(headers, context) {
      try {
        await token.authorize(headers, context);
      } catch (error) {
        throw isScopeRefused(error) ? scopeRefused(error, scope) : error;
      }
    },
  };
}

/** Hosts of the API alone have the token at another path than those of the console. */
function tokenUrlAt(baseUrl: string): string {
  return baseUrl + (/^https:\/\/[^./]+-api\./.test(baseUrl) ? "/oauth/token" : "/ws/oauth/token");
}

function scopesIn(given: string): string {
  const scopes = given.split(/[\s,]+/).filter(Boolean);
  const names: readonly string[] = SCOPES;
  if (scopes.length > 0 && scopes.every((scope) => names.includes(scope))) return scopes.join(" ");
  throw new InvalidInputError(`\`scope\` must be some of ${SCOPES.join(", ")}, with blanks between them.`, {
    vendor: "ninjaone",
  });
}

function isScopeRefused(error: unknown): error is MdmError {
  if (!MdmError.is(error) || error.code !== "authentication") return false;
  return error.vendorCode === "invalid_scope" || /invalid scope/i.test(error.vendorMessage ?? "");
}

function scopeRefused(cause: MdmError, scope: string): AuthenticationError {
  const { vendor, operation, status, vendorCode, vendorMessage } = cause;
  const problem = `${status}: the API application lacks one of the scopes ${scope}.`;
  return new AuthenticationError(problem, {
    ...{ vendor, operation, status, vendorCode, vendorMessage, cause },
    advice: "Allow it in the application, or leave it out of `scope`.",
  });
}
