import { missingPermission } from "../../engine/document/operation-schemas.ts";
import { bearerOf, type Call, type VendorResponse } from "../../engine/request/call.ts";
import type { IncomingRequest } from "../../engine/request/read-request.ts";
import { createTokens, type Tokens } from "../../engine/vendor/tokens.ts";
import { createDraw } from "../../fleet/draw.ts";
import { refused } from "./errors.ts";
import type { NinjaOneCredentials, NinjaOneOptions } from "./options.ts";

const SCOPES = ["monitoring", "management", "control"] as const;

export type Access = {
  readonly credentials: NinjaOneCredentials;
  readonly tokens: Tokens;
  /** A token with some scopes, by default all that the application has. */
  issue(expiresAt: number, scopes?: readonly string[]): string;
  /** The error for a token that is missing, has ended, or lacks the scope of the operation. */
  refusal(call: Call): VendorResponse | undefined;
  /** The endpoint for tokens, below each path that a host may have. */
  token(request: IncomingRequest, now: number): VendorResponse | undefined;
};

const TOKEN_PATHS = ["/ws/oauth/token", "/oauth/token"];

/** An API application with the grant "client credentials". */
export function createAccess(seed: number, { scopes = SCOPES, expiresIn = 3600 }: NinjaOneOptions): Access {
  const draw = createDraw({ seed, kind: "ninjaone-credentials", index: 0 });
  const credentials = {
    clientId: `sandbox-${draw.hex("client", 16)}`,
    clientSecret: draw.hex("secret", 40),
    scope: scopes.join(" "),
  };
  const tokens = createTokens({ seed, kind: "ninjaone-token" });
  const granted = new Map<string, readonly string[]>();
  const issue = (expiresAt: number, own: readonly string[] = scopes) => {
    const token = tokens.issue(expiresAt);
    granted.set(token, own);
    return token;
  };
  return {
    credentials,
    tokens,
    issue,
    refusal({ headers, now, operation }) {
      const token = bearerOf({ headers });
      if (!tokens.isValid(token, now)) return refused("not_authenticated", "Invalid credentials");
      const missing = missingPermission(operation, granted.get(token) ?? []);
      return missing === undefined ? undefined : refused("insufficient_privileges");
    },
    token({ method, url, text }, now) {
      if (!TOKEN_PATHS.includes(url.pathname)) return undefined;
      const form = new URLSearchParams(text);
      if (method !== "POST" || form.get("grant_type") !== "client_credentials")
        return refused("unsupported_grant_type", undefined, 400);
      const isKnown =
        form.get("client_id") === credentials.clientId &&
        form.get("client_secret") === credentials.clientSecret;
      if (!isKnown) return refused("invalid_client");
      const asked = (form.get("scope") ?? "").split(" ").filter(Boolean);
      const names: readonly string[] = scopes;
      // A scope that the application lacks is refused, and not left out.
      if (asked.length === 0 || !asked.every((scope) => names.includes(scope)))
        return refused("invalid_scope", undefined, 400);
      const token = issue(now + expiresIn * 1000, asked);
      const body = {
        access_token: token,
        token_type: "Bearer",
        expires_in: expiresIn,
        scope: asked.join(" "),
      };
      return { status: 200, body };
    },
  };
}
