import { json, type VendorResponse } from "../../engine/request/call.ts";
import type { IncomingRequest } from "../../engine/request/read-request.ts";
import type { Tokens } from "../../engine/vendor/tokens.ts";
import { createDraw } from "../../fleet/draw.ts";
import { guid } from "./ids.ts";
import type { IntuneCredentials, IntuneOptions } from "./options.ts";

export type Secrets = Omit<IntuneCredentials, "tokenUrl">;

export function createSecrets(seed: number, tenantId: string): Secrets {
  const draw = createDraw({ seed, kind: "intune-credentials", index: 0 });
  return {
    tenantId,
    clientId: guid({ seed, kind: "client", index: 0 }),
    clientSecret: draw.hex("secret", 40),
  };
}

export const tokenPathOf = ({ tenantId }: Pick<Secrets, "tenantId">) => `/${tenantId}/oauth2/v2.0/token`;

type TokenParts = { secrets: Secrets; tokens: Tokens; options: IntuneOptions; now: number };

/** The token endpoint of the tenant: client credentials in a form, for all permissions of the app. Its refusals are 400 and 401. */
export function tokenResponse(
  { method, text }: IncomingRequest,
  { secrets, tokens, options, now }: TokenParts,
): VendorResponse {
  const form = new URLSearchParams(text);
  const scope = form.get("scope") ?? "";
  if (method !== "POST" || form.get("grant_type") !== "client_credentials")
    return refused("invalid_request", { code: 900_144, now });
  if (form.get("client_id") !== secrets.clientId)
    return refused("unauthorized_client", { code: 700_016, now });
  if (form.get("client_secret") !== secrets.clientSecret)
    return refused("invalid_client", { code: 7_000_215, now, status: 401 });
  if (!scope.endsWith("/.default")) return refused("invalid_scope", { code: 70_011, now });
  const life = options.expiresIn ?? 3599;
  const access_token = tokens.issue(now + life * 1000);
  return json({ token_type: "Bearer", expires_in: life, ext_expires_in: life, access_token });
}

function refused(
  error: string,
  { code, now, status = 400 }: { code: number; now: number; status?: number },
): VendorResponse {
  const timestamp = new Date(now).toISOString().replace("T", " ").replace(/\.\d+/, "");
  const ids = { trace_id: "made-up", correlation_id: "made-up" };
  const error_description = `AADSTS${code}: The request was refused.`;
  return { status, body: { error, error_description, error_codes: [code], timestamp, ...ids } };
}
