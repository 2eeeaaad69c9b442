import { bearerOf, type Call, type VendorResponse } from "../../engine/request/call.ts";
import type { IncomingRequest } from "../../engine/request/read-request.ts";
import { createDraw } from "../../fleet/draw.ts";
import type { JumpCloudCredentials, JumpCloudOptions } from "./options.ts";
import type { JumpCloudState } from "./state/state.ts";

export type Secrets = Pick<JumpCloudCredentials, "apiKey" | "clientId" | "clientSecret">;

export function createSecrets(seed: number): Secrets {
  const draw = createDraw({ seed, kind: "jumpcloud-credentials", index: 0 });
  return {
    apiKey: `jca_sandbox_${draw.hex("key", 24)}`,
    clientId: `sandbox-${draw.hex("client", 8)}`,
    clientSecret: draw.hex("secret", 32),
  };
}

export type Refusal = { status: 400 | 401 | 403 | 404; message: string };

/** Why the key or token does not do; undefined when it does. */
export function refusedCredentials(
  { headers, now }: Pick<Call, "headers" | "now">,
  { secrets, state }: { secrets: Secrets; state: JumpCloudState },
): Refusal | undefined {
  if (headers.get("x-api-key") === secrets.apiKey) return undefined;
  if (state.tokens.isValid(bearerOf({ headers }), now)) return undefined;
  return { status: 401, message: "Unauthorized" };
}

/** Why the organization does not do: the rules of `x-org-id`. An empty header counts as none. */
export function refusedOrganization(
  { headers, operation }: Pick<Call, "headers" | "operation">,
  { organizationId, multiTenant }: { organizationId: string; multiTenant: boolean },
): Refusal | undefined {
  const sent = headers.get("x-org-id") ?? "";
  const above = operation.quirks?.includes("org-header-refused") ?? false;
  if (sent === "") {
    return multiTenant && !above ? { status: 401, message: "x-org-id is required" } : undefined;
  }
  if (above) return { status: 403, message: "x-org-id is not supported by this route" };
  if (!/^[0-9a-f]{24}$/.test(sent)) return { status: 400, message: "x-org-id is malformed" };
  return sent === organizationId ? undefined : { status: 404, message: "organization not found" };
}

/** The token endpoint: client credentials in a Basic header, scope `api`. */
export function tokenResponse(
  { method, headers, text }: IncomingRequest,
  { secrets, state, options, now }: TokenParts,
): VendorResponse {
  const form = new URLSearchParams(text);
  const expected = `Basic ${btoa(`${secrets.clientId}:${secrets.clientSecret}`)}`;
  const isForm = headers.get("content-type")?.startsWith("application/x-www-form-urlencoded") ?? false;
  if (method !== "POST" || !isForm || form.get("grant_type") !== "client_credentials") {
    return { status: 400, body: { error: "invalid_request" } };
  }
  if (headers.get("authorization") !== expected) return { status: 401, body: { error: "invalid_client" } };
  if (form.get("scope") !== "api") return { status: 400, body: { error: "invalid_scope" } };
  const seconds = options.expiresIn === undefined ? 3600 : options.expiresIn;
  const token = state.tokens.issue(now + (seconds ?? 3600) * 1000);
  const expiry = seconds === null ? {} : { expires_in: seconds };
  return { status: 200, body: { access_token: token, token_type: "bearer", scope: "api", ...expiry } };
}

type TokenParts = { secrets: Secrets; state: JumpCloudState; options: JumpCloudOptions; now: number };
