import {
  type Authenticator,
  clientCredentials,
  type ErrorEnvelope,
  InvalidInputError,
  type TokenRefusal,
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
  clientId,
  clientSecret,
  sharedBy,
  now,
}: Application): Authenticator {
  const scope = scopesIn(given);
  const explain = (refusal: ErrorEnvelope) => (isOfScope(refusal) ? scopeRefusal(scope) : undefined);
  const credential = { clientId, clientSecret, scope, style: "body" as const, sharedBy, now };
  return clientCredentials({ ...credential, tokenUrl: tokenUrlAt(baseUrl), explain });
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

const isOfScope = ({ vendorCode, vendorMessage = "" }: ErrorEnvelope): boolean =>
  vendorCode === "invalid_scope" || /invalid scope/i.test(vendorMessage);

const scopeRefusal = (scope: string): TokenRefusal => ({
  problem: `the API application lacks one of the scopes ${scope}`,
  advice: "Allow it in the application, or leave it out of `scope`.",
});
