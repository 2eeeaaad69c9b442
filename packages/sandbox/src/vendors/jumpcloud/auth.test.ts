import { describe, expect, it } from "vitest";
import type { SandboxOptions } from "../../sandbox.ts";
import { openJumpCloud, read } from "./fixtures/calls.ts";

type Form = Record<string, string>;

function openTokens(options?: SandboxOptions<"jumpcloud">) {
  const { sandbox } = openJumpCloud(options);
  const { clientId, clientSecret, tokenUrl } = sandbox.credentials;
  const ask = async (form: Form, secret = clientSecret) =>
    read(
      await sandbox.fetch(tokenUrl, {
        method: "POST",
        headers: { authorization: `Basic ${btoa(`${clientId}:${secret}`)}` },
        body: new URLSearchParams(form),
      }),
    );
  const list = async (token: string) =>
    (await sandbox.fetch(`${sandbox.baseUrl}/systems`, { headers: { authorization: `Bearer ${token}` } }))
      .status;
  return { sandbox, ask, list };
}

const form = { grant_type: "client_credentials", scope: "api" };

describe("keys", () => {
  it("takes the API key, and refuses another or a missing one with 401", async () => {
    const { call } = openJumpCloud();
    expect((await call("/systems")).status).toBe(200);
    const refused = await call("/systems", { headers: { "x-api-key": "wrong" } });
    expect(refused).toMatchObject({ status: 401, body: { message: "Unauthorized" } });
  });

  it("refuses without a body where the document has none", async () => {
    const { call } = openJumpCloud();
    const refused = await call("/systemusers", { headers: { "x-api-key": "wrong" } });
    expect(refused).toMatchObject({ status: 401, text: "" });
  });
});

describe("tokens", () => {
  it("gives a token for client credentials, good until it expires", async () => {
    let clock = 1_000_000;
    const { ask, list } = openTokens({ now: () => clock, expiresIn: 60 });
    const response = await ask(form);
    expect(response.row).toMatchObject({ token_type: "bearer", expires_in: 60, scope: "api" });
    const token = String(response.row.access_token);
    expect(await list(token)).toBe(200);
    clock += 60_000;
    expect(await list(token)).toBe(401);
  });

  it("leaves the lifetime out when configured", async () => {
    const { ask } = openTokens({ expiresIn: null });
    expect((await ask(form)).row).not.toHaveProperty("expires_in");
  });

  it("forgets revoked tokens and gives new ones", async () => {
    const { sandbox, ask, list } = openTokens();
    const first = String((await ask(form)).row.access_token);
    sandbox.state.tokens.revoke();
    expect(await list(first)).toBe(401);
    expect(await list(String((await ask(form)).row.access_token))).toBe(200);
    expect(sandbox.state.tokens.issued).toBe(2);
  });

  it.each<[string, Form, string | undefined, number]>([
    ["another secret", form, "wrong", 401],
    ["another grant", { ...form, grant_type: "password" }, undefined, 400],
    ["another scope", { ...form, scope: "systems" }, undefined, 400],
  ])("refuses %s", async (_what, sent, secret, status) => {
    expect((await openTokens().ask(sent, secret)).status).toBe(status);
  });

  it("responds at the vendor's own token host, and can be made to fail", async () => {
    const { sandbox } = openTokens();
    sandbox.inject({ type: "server-error", operation: "token" });
    const url = "https://admin-oauth.id.jumpcloud.com/oauth2/token";
    expect((await sandbox.fetch(url, { method: "POST" })).status).toBe(503);
    expect((await sandbox.fetch(url, { method: "POST" })).status).toBe(400);
    expect(sandbox.requests.map(({ operation }) => operation)).toEqual(["token", "token"]);
  });
});

describe("x-org-id", () => {
  const status = async (header: string | undefined, { path = "/systems", multiTenant = false } = {}) => {
    const { sandbox, call } = openJumpCloud({ multiTenant });
    const value = header === "own" ? sandbox.credentials.organizationId : header;
    return (await call(path, { headers: value === undefined ? {} : { "x-org-id": value } })).status;
  };

  it("is optional for one organization and required for several", async () => {
    expect(await status(undefined)).toBe(200);
    expect(await status("own")).toBe(200);
    expect(await status(undefined, { multiTenant: true })).toBe(401);
    expect(await status("own", { multiTenant: true })).toBe(200);
  });

  it("is 400 when malformed and 404 when unknown", async () => {
    expect(await status("my-company")).toBe(400);
    expect(await status("0123456789abcdef01234567")).toBe(404);
  });

  it("is not taken by organizations, where several tenants do not need it either", async () => {
    expect(await status("own", { path: "/organizations" })).toBe(403);
    expect(await status(undefined, { path: "/organizations", multiTenant: true })).toBe(200);
  });
});
