import { describe, expect, it } from "vitest";
import type { SandboxOptions } from "../../sandbox.ts";
import { openJamfPro, read } from "./fixtures/calls.ts";

const version = "/api/v1/jamf-pro-version";

function openTokens(options?: SandboxOptions<"jamf-pro">) {
  const { sandbox } = openJamfPro(options);
  const { clientId, clientSecret, username, password } = sandbox.credentials;
  const post = async (path: string, init: RequestInit = {}) =>
    read(await sandbox.fetch(sandbox.baseUrl + path, { method: "POST", ...init }));
  const bearer = (token: unknown) => ({ headers: { authorization: `Bearer ${token}` } });
  return {
    sandbox,
    post,
    bearer,
    forClient: (secret = clientSecret, path = "/api/oauth/token", grant = "client_credentials") =>
      post(path, {
        body: new URLSearchParams({ grant_type: grant, client_id: clientId, client_secret: secret }),
      }),
    forAccount: (word = password) =>
      post("/api/v1/auth/token", { headers: { authorization: `Basic ${btoa(`${username}:${word}`)}` } }),
    call: async (token: unknown) => (await sandbox.fetch(sandbox.baseUrl + version, bearer(token))).status,
  };
}

describe("tokens of an API client", () => {
  it("come from either path, and end after the seconds they say", async () => {
    let clock = 1_000_000;
    const { forClient, call } = openTokens({ now: () => clock, expiresIn: 60 });
    const first = (await forClient()).row;
    expect(first).toMatchObject({ token_type: "Bearer", expires_in: 60, scope: "api-role:1" });
    const second = (await forClient(undefined, "/api/v1/oauth/token")).row;
    expect([await call(first.access_token), await call(second.access_token)]).toEqual([200, 200]);
    clock += 60_000;
    expect(await call(first.access_token)).toBe(401);
  });

  it("are refused with an OAuth error", async () => {
    const { forClient, sandbox } = openTokens();
    expect(await forClient("wrong")).toMatchObject({ status: 401, row: { error: "invalid_client" } });
    expect(await forClient(undefined, undefined, "password")).toMatchObject({ status: 400 });
    expect(sandbox.violations).toEqual([]);
  });

  it("are requested without their secret being logged", async () => {
    const { forClient, sandbox } = openTokens();
    await forClient();
    expect(JSON.stringify(sandbox.requests)).not.toContain(sandbox.credentials.clientSecret);
  });
});

describe("tokens of a user account", () => {
  it("say when they end", async () => {
    const { forAccount, call } = openTokens({ now: "2026-11-01T12:00:00Z", expiresIn: 600 });
    const { row } = await forAccount();
    expect(row.expires).toBe("2026-11-01T12:10:00.000Z");
    expect(await call(row.token)).toBe(200);
    expect(await forAccount("wrong")).toMatchObject({
      status: 401,
      row: { httpStatus: 401, errors: [{ code: "INVALID_TOKEN" }] },
    });
  });

  it("are replaced by keeping them alive, and ended by invalidating them", async () => {
    const { forAccount, post, bearer, call } = openTokens();
    const old = (await forAccount()).row.token;
    const { row } = await post("/api/v1/auth/keep-alive", bearer(old));
    expect([await call(old), await call(row.token)]).toEqual([401, 200]);
    expect((await post("/api/v1/auth/invalidate-token", bearer(row.token))).status).toBe(204);
    expect(await call(row.token)).toBe(401);
  });

  it("can be revoked behind the client's back", async () => {
    const { forAccount, sandbox, call } = openTokens();
    const { token } = (await forAccount()).row;
    sandbox.state.tokens.revoke();
    expect(await call(token)).toBe(401);
  });
});

describe("refusals", () => {
  it("are JSON in the Jamf Pro API and a page in the Classic one, whatever was accepted", async () => {
    const { call } = openJamfPro();
    const headers = { authorization: "Bearer wrong" };
    expect(await call(version, { headers })).toMatchObject({
      status: 401,
      row: { errors: [{ code: "INVALID_TOKEN", description: "Unauthorized", id: "0", field: null }] },
    });
    const classic = await call("/JSSResource/users", { headers });
    expect(classic.status).toBe(401);
    expect(classic.headers.get("content-type")).toContain("text/html");
    expect(classic.text).toContain("<p>");
  });

  it("of a role allow calls by privilege, all of which are needed", async () => {
    const { call } = openJamfPro({ privileges: ["Read Computers", "Read Managed Software Updates"] });
    expect((await call("/api/v4/computers-inventory")).status).toBe(200);
    expect(await call("/api/v2/mobile-devices")).toMatchObject({
      status: 403,
      row: { errors: [{ code: "INVALID_PRIVILEGE" }] },
    });
    expect((await call("/api/v1/managed-software-updates/plans/feature-toggle")).status).toBe(200);
    expect((await call("/api/v1/managed-software-updates/plans")).status).toBe(403);
  });

  it("of a server that is too old are those of any unknown path", async () => {
    const old = async (version: string, path: string) => (await openJamfPro({ version }).call(path)).status;
    expect(await old("11.29.0", "/api/v4/computers-inventory")).toBe(404);
    expect(await old("11.29.0", "/api/v3/computers-inventory")).toBe(200);
    expect(await old("11.22.9", "/api/v3/computers-inventory")).toBe(404);
    expect(await old("11.22.9", "/api/v1/computers-inventory")).toBe(200);
    expect(await old("11.25.0", "/api/v1/users")).toBe(404);
    expect(await old("10.50.0", "/JSSResource/users")).toBe(200);
  });
});
