import { operationSchemas } from "@mdmkit/jamf-pro/schemas";
import { bearerOf, bodyOf, type Call, json, type VendorResponse } from "../../engine/request/call.ts";
import { createDraw } from "../../fleet/draw.ts";
import type { Problem } from "./errors.ts";
import type { Context, Handlers } from "./handlers/handler.ts";
import type { JamfProCredentials } from "./options.ts";
import { privilegesOf } from "./permissions.ts";
import type { JamfProState } from "./state/state.ts";

export function createSecrets(seed: number): JamfProCredentials {
  const draw = createDraw({ seed, kind: "jamf-credentials", index: 0 });
  return {
    clientId: `sandbox-${draw.hex("client", 12)}`,
    clientSecret: draw.hex("secret", 48),
    username: "sandbox-admin",
    password: draw.hex("password", 24),
  };
}

/** Operations that need no token. */
const open = new Set(["requestAccessToken", "postOAuthToken", "createAuthToken"]);

/** The error of an invalid token; undefined for a valid one. */
export function refusedToken(call: Call, { tokens }: JamfProState): Problem | undefined {
  if (open.has(call.operationId) || tokens.isValid(bearerOf(call), call.now)) return undefined;
  return { status: 401, message: "Unauthorized" };
}

const requestToken = (call: Call, { state, secrets, options, fail }: Context): VendorResponse => {
  const form = bodyOf(call);
  if (form.grant_type !== "client_credentials") {
    return fail(call, { status: 400, message: "OAuth 2.0 Parameter: grant_type" });
  }
  if (form.client_id !== secrets.clientId || form.client_secret !== secrets.clientSecret) {
    return fail(call, { status: 401, message: "Client authentication failed" });
  }
  const life = options.expiresIn ?? 1200;
  const access_token = state.tokens.issue(call.now + life * 1000);
  state.clientTokens.add(access_token);
  return json({ access_token, token_type: "Bearer", scope: "api-role:1", expires_in: life });
};

function issue(call: Call, { state, options }: Context): VendorResponse {
  const end = call.now + (options.expiresIn ?? 1200) * 1000;
  return json({ token: state.tokens.issue(end), expires: new Date(end).toISOString() });
}

export const authHandlers = {
  requestAccessToken: requestToken,
  postOAuthToken: requestToken,
  createAuthToken(call, context) {
    const { username, password } = context.secrets;
    const expected = `Basic ${btoa(`${username}:${password}`)}`;
    if (call.headers.get("authorization") === expected) return issue(call, context);
    return context.fail(call, { status: 401, message: "Unauthorized" });
  },
  keepAuthTokenAlive(call, context) {
    const token = bearerOf(call);
    // Only a user's token can be exchanged; an API client requests another.
    if (context.state.clientTokens.has(token))
      return context.fail(call, { status: 401, message: "Unauthorized" });
    context.state.tokens.end(token);
    return issue(call, context);
  },
  invalidateAuthToken(call, { state }) {
    state.tokens.end(bearerOf(call));
    return { status: 204 };
  },
  listApiRolePrivileges: () =>
    json({ privileges: [...new Set(Object.values(operationSchemas).flatMap(privilegesOf))] }),
  getJamfProVersion: (_call, { options }) =>
    json({ version: `${options.version ?? "11.30.1"}-t1784555528405` }),
} satisfies Handlers;
