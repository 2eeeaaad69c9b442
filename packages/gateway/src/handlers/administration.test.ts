import { createSandbox } from "@mdmkit/sandbox";
import { vendors } from "@mdmkit/unified/vendors";
import { describe, expect, it } from "vitest";
import { createTestGateway, textsOf } from "../fixtures/test-gateway.ts";

const { call, of, account, fetches, emitted, issue } = await createTestGateway();

describe("accounts", () => {
  const body = { vendor: "jumpcloud", name: "Second", values: { apiKey: "jca_wrong_key" } };

  it("are created, renamed, updated, checked and deleted, and never show a credential", async () => {
    const created = await call("POST", "/admin/accounts", { body });
    expect(created).toMatchObject({ status: 201, body: { status: "active", name: "Second" } });
    const path = `/admin/accounts/${created.body.id}`;
    const sandbox = createSandbox("jumpcloud", { devices: 3 });
    fetches.set(created.body.id, (url, init) => sandbox.fetch(url, init));
    expect((await call("POST", `${path}/check`)).body.status).toBe("needs_reauth");
    const values = textsOf(sandbox.options);
    expect((await call("PATCH", path, { body: { name: "Renamed", values } })).body).toMatchObject({
      name: "Renamed",
      status: "active",
    });
    const checked = await call("POST", `${path}/check`);
    expect(checked.body).toMatchObject({ status: "active", organization_name: "Example Works" });
    expect((await call("GET", path)).body.name).toBe("Renamed");
    expect((await call("GET", "/admin/accounts")).body.result).toHaveLength(Object.keys(vendors).length + 1);
    expect((await call("DELETE", path)).status).toBe(204);
    expect((await call("GET", path)).status).toBe(404);
    expect((await call("DELETE", path)).status).toBe(404);
    for (const secret of [body.values.apiKey, values.apiKey]) expect(emitted.join("")).not.toContain(secret);
  });

  it("are rotated only to credentials that work", async () => {
    const sandbox = createSandbox("jumpcloud", { devices: 3 });
    const values = textsOf(sandbox.options);
    const { body: created } = await call("POST", "/admin/accounts", { body: { ...body, values } });
    const path = `/admin/accounts/${created.id}`;
    let response: typeof fetch = sandbox.fetch;
    fetches.set(created.id, (url, init) => response(url, init));
    const rotate = (changes: object) =>
      call("POST", `${path}/rotate`, { body: { values: { ...values, ...changes } } });

    const refused = await rotate({ apiKey: "jca_wrong_new_key" });
    expect(refused).toMatchObject({ status: 422, body: { details: { code: "authentication" } } });
    expect(refused.body.message).toContain("keeps its current credentials");
    expect((await rotate({ baseUrl: "https://10.0.0.1/" })).status).toBe(422);
    expect((await rotate({ nothing: "x" })).status).toBe(422);
    expect((await call("POST", `${path}/check`)).body.status).toBe("active");

    const later = createSandbox("jumpcloud", { devices: 3, seed: 2 });
    const changed = textsOf(later.options);
    response = later.fetch;
    expect((await call("POST", `${path}/check`)).body.status).toBe("needs_reauth");
    expect((await rotate(changed)).body).toMatchObject({
      status: "active",
      organization_name: "Example Works",
    });
    expect((await call("GET", path)).body.status).toBe("active");
    expect((await call("POST", `${path}/check`)).body.status).toBe("active");

    response = () => Promise.reject(new TypeError("fetch failed"));
    expect(await rotate({ apiKey: "jca_nobody_knows" })).toMatchObject({
      status: 422,
      body: { details: { code: "connection" } },
    });
    response = later.fetch;
    expect((await call("POST", `${path}/check`)).body.status).toBe("active");
    expect((await call("GET", `/admin/audit?account=${created.id}`)).body.result[1]).toMatchObject({
      operation: "rotateAccount",
      result: "done",
    });
    for (const secret of ["jca_wrong_new_key", changed.apiKey, "jca_nobody_knows"])
      expect(emitted.join("")).not.toContain(secret);
    await call("DELETE", path);
  });

  it.each([
    [{ ...body, vendor: "unknown" }, 422],
    [{ ...body, values: {} }, 422],
    [{ ...body, values: { ...body.values, nothing: "x" } }, 422],
    [{ ...body, values: { ...body.values, baseUrl: "http://169.254.169.254/" } }, 422],
    [{ ...body, values: { ...body.values, baseUrl: "https://127.0.0.1/" } }, 422],
    [{ ...body, values: { clientId: "a", clientSecret: "b", tokenUrl: "https://10.0.0.1/" } }, 422],
    [{ ...body, values: { apiKey: 7 } }, 400],
    [{ vendor: "jumpcloud" }, 400],
  ])("refuses %j", async (wrong, status) =>
    expect((await call("POST", "/admin/accounts", { body: wrong })).status).toBe(status),
  );

  it("lists the options of each vendor", async () => {
    const { body: vendors } = await call("GET", "/admin/vendors");
    const jumpcloud = vendors.result.find(({ id }: { id: string }) => id === "jumpcloud");
    expect(jumpcloud.credentials[0]).toMatchObject({ needs: ["apiKey"] });
    expect(jumpcloud.options.find(({ name }: { name: string }) => name === "apiKey")).toMatchObject({
      secret: true,
      environment_variable: "JUMPCLOUD_API_KEY",
    });
  });
});

describe("tokens", () => {
  it("are shown once, are limited to their scopes, and can be revoked", async () => {
    const body = { name: "reader", scopes: ["read"], accounts: [account("applivery")] };
    const { status, body: issued } = await call("POST", "/admin/tokens", { body });
    expect([status, issued.accounts, issued.expires_at]).toEqual([201, body.accounts, null]);
    const { token, ...shown } = issued;
    const { body: tokens } = await call("GET", "/admin/tokens");
    const listed = tokens.result.find(({ id }: { id: string }) => id === issued.id);
    expect(listed).toEqual({ ...shown, last_used_at: listed.last_used_at });
    expect((await call("GET", of("applivery", "devices"), { token })).status).toBe(200);
    expect((await call("DELETE", `/admin/tokens/${issued.id}`)).status).toBe(204);
    expect((await call("GET", of("applivery", "devices"), { token })).status).toBe(401);
    expect((await call("DELETE", `/admin/tokens/${issued.id}`)).status).toBe(404);
    for (const id of ["4f2a9c1d0b7e", issued.id.toUpperCase().replace(/^./, "A"), token])
      expect((await call("DELETE", `/admin/tokens/${id}`)).status).toBe(400);
  });

  it("cannot grant a scope that they lack, and administer all accounts or none", async () => {
    const admin = await issue(["admin"]);
    const body = { name: "more", scopes: ["read"] };
    expect((await call("POST", "/admin/tokens", { body, token: admin })).status).toBe(403);
    const others = { name: "admin", scopes: ["admin"], accounts: [account("applivery")] };
    expect((await call("POST", "/admin/tokens", { body: others })).status).toBe(422);
    const reader = await issue(["read", "write", "destructive"], [account("applivery")]);
    for (const path of ["accounts", "tokens", "audit", "vendors", `accounts/${account("jumpcloud")}`])
      expect((await call("GET", `/admin/${path}`, { token: reader })).status).toBe(403);
    expect((await call("POST", "/admin/tokens", { body, token: reader })).status).toBe(403);
  });

  it.each([
    [[], 400],
    [[account("applivery"), "6f0e8a52-7a0f-4c6c-9b7c-0d6f3a2b1c4d"], 422],
  ])("are not issued for nothing: %j", async (accounts, status) => {
    const body = { name: "useless", scopes: ["read"], accounts };
    expect((await call("POST", "/admin/tokens", { body })).status).toBe(status);
  });

  it("cannot revoke themselves", async () => {
    const admin = await issue(["admin"]);
    const id = admin.split("_")[1];
    expect((await call("DELETE", `/admin/tokens/${id}`, { token: admin })).status).toBe(409);
    expect((await call("DELETE", `/admin/tokens/${id}`)).status).toBe(204);
  });

  it("accept an account id in upper and lower case, when they are created and when they are used", async () => {
    const [id, inCapitals] = [account("applivery"), account("applivery").toUpperCase()];
    const body = { name: "reader", scopes: ["read"], accounts: [inCapitals] };
    const { body: issued } = await call("POST", "/admin/tokens", { body });
    expect(issued.accounts).toEqual([id]);
    const { token } = issued;
    for (const path of [of("applivery", "devices"), of("applivery", "devices").replace(id, inCapitals)])
      expect((await call("GET", path, { token })).status).toBe(200);
    expect((await call("GET", "/unified/mdm/devices", { token })).status).toBe(200);
    await call("PATCH", `/admin/accounts/${inCapitals}`, { body: { name: "Applivery" } });
    const { body: audit } = await call("GET", `/admin/audit?account=${inCapitals}&limit=1`);
    expect(audit.result).toMatchObject([{ operation: "updateAccount", account: id, record_id: id }]);
  });

  it("expire", async () => {
    const body = { name: "old", scopes: ["read"], expires_at: "2020-01-01T00:00:00Z" };
    const { body: issued } = await call("POST", "/admin/tokens", { body });
    expect((await call("GET", of("jumpcloud", "devices"), { token: issued.token })).status).toBe(401);
  });
});

describe("an operation without a token", () => {
  it.each(["/healthz", "/readyz", "/metrics", "/openapi.json", "/docs", "/docs/swagger-ui.css"])(
    "%s",
    async (path) => {
      const { status, headers } = await call("GET", path, { token: null });
      expect(status).toBe(200);
      expect(headers.get("x-content-type-options")).toBe("nosniff");
    },
  );

  it("counts by operation and vendor, without naming an account", async () => {
    await call("GET", of("jumpcloud", "devices"));
    const { text } = await call("GET", "/metrics", { token: null });
    expect(text).toContain('mdmkit_http_request_seconds_count{operation="listDevices",status="200"}');
    expect(text).toContain('mdmkit_vendor_request_seconds_count{vendor="jumpcloud",status="200"}');
    expect(text).not.toContain(account("jumpcloud"));
  });
});

describe("other origins", () => {
  it("are allowed only when they are configured", async () => {
    const headers = { origin: "https://app.example.com" };
    expect(
      (await call("GET", "/healthz", { headers })).headers.get("access-control-allow-origin"),
    ).toBeNull();
    const open = await createTestGateway({ corsOrigins: ["https://app.example.com"] });
    const allowed = await open.call("GET", "/healthz", { headers });
    expect(allowed.headers.get("access-control-allow-origin")).toBe("https://app.example.com");
    const exposed = allowed.headers.get("access-control-expose-headers")?.split(",");
    expect(exposed).toEqual(expect.arrayContaining(["Allow", "Idempotency-Replayed", "Retry-After"]));
    const stranger = await open.call("GET", "/healthz", { headers: { origin: "https://evil.example.com" } });
    expect(stranger.headers.get("access-control-allow-origin")).toBeNull();
    const ask = (origin: string) =>
      open.call("OPTIONS", "/admin/tokens", { headers: { origin, "access-control-request-method": "POST" } });
    const asked = await ask("https://app.example.com");
    expect([asked.status, asked.headers.get("access-control-allow-origin")]).toEqual([204, headers.origin]);
    for (const origin of ["null", "", "https://app.example.com.evil.example", "HTTPS://APP.EXAMPLE.COM"])
      expect((await ask(origin)).headers.get("access-control-allow-origin")).toBeNull();
  });
});
