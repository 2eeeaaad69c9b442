import { createSandbox } from "@mdmkit/sandbox";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { describePostgres } from "./fixtures/databases.ts";
import { type GatewayProcess, startGatewayProcess } from "./fixtures/servers/gateway-process.ts";
import { type CuttableProxy, startProxy } from "./fixtures/servers/proxy.ts";
import { onAnyPort, startVendor, type VendorServer } from "./fixtures/servers/vendor-server.ts";
import { textsOf } from "./fixtures/test-gateway.ts";

const KEYS = Buffer.alloc(32, "k").toString("base64");
const CONCURRENCY = 8; // JumpCloud's limit

describePostgres("two gateways on one PostgreSQL", (db) => {
  const sandbox = createSandbox("jumpcloud", { devices: 20, users: 8 });
  const keysSeen: string[] = [];
  let held: Promise<void> | undefined;
  let vendor: VendorServer;
  let proxy: CuttableProxy;
  let one: GatewayProcess;
  let other: GatewayProcess;
  let token = "";

  beforeAll(async () => {
    const serve = onAnyPort(sandbox);
    vendor = await startVendor(async (url, init) => {
      keysSeen.push(new Headers(init.headers).get("x-api-key") ?? "");
      const given = await serve(url, init);
      await held;
      return given;
    });
  });
  beforeEach(async () => {
    held = undefined;
    keysSeen.length = 0;
    sandbox.reset();
    const direct = new URL(db.url ?? "");
    proxy = await startProxy(Number(direct.port));
    const through = new URL(direct);
    through.port = String(proxy.port);
    const options = { keys: KEYS, allowPrivate: true };
    [one, other] = await Promise.all([
      startGatewayProcess({ ...options, databaseUrl: direct.href }),
      startGatewayProcess({ ...options, databaseUrl: through.href }),
    ]);
    expect([one.token, other.token].filter(Boolean)).toHaveLength(1);
    token = one.token ?? other.token ?? "";
    return async () => {
      for (const gateway of [one, other]) await gateway[Symbol.asyncDispose]();
      await proxy[Symbol.asyncDispose]();
    };
  });
  afterAll(() => vendor.close());

  async function call(gateway: GatewayProcess, method: string, path: string, init: Init = {}) {
    const { body, bearer = token, headers = {} } = init;
    const response = await fetch(gateway.url + path, {
      method,
      headers: {
        authorization: `Bearer ${bearer}`,
        ...(body !== undefined && { "content-type": "application/json" }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      text,
      body: text ? JSON.parse(text) : undefined,
    };
  }
  type Init = { body?: unknown; bearer?: string; headers?: Record<string, string> };

  const values = () => ({
    ...textsOf(sandbox.options),
    baseUrl: `${vendor.origin}${new URL(sandbox.baseUrl).pathname}`,
  });
  async function connectAccount(): Promise<string> {
    const body = { vendor: "jumpcloud", name: "Shared", values: values() };
    return (await call(one, "POST", "/admin/accounts", { body })).body.id;
  }
  const of = (account: string, path: string) => `/unified/mdm/${path}?integrated_account_id=${account}`;
  const posts = () => sandbox.requests.filter(({ method }) => method === "POST").length;

  /** Makes the vendor wait with its responses until the returned function is called. */
  function hold(): () => void {
    let release = () => {};
    held = new Promise((resolve) => {
      release = resolve;
    });
    return release;
  }

  test("an account created by one is used by the other, always with the latest credentials", async () => {
    const account = await connectAccount();
    for (const gateway of [one, other])
      expect((await call(gateway, "GET", of(account, "devices"))).status).toBe(200);
    const wrong = { values: { ...values(), apiKey: "jca_another_key" } };
    expect((await call(one, "PATCH", `/admin/accounts/${account}`, { body: wrong })).status).toBe(200);
    keysSeen.length = 0;
    expect((await call(other, "GET", of(account, "devices"))).status).toBe(401);
    expect(new Set(keysSeen)).toEqual(new Set(["jca_another_key"]));
    expect((await call(one, "GET", `/admin/accounts/${account}`)).body.status).toBe("needs_reauth");
    await call(other, "PATCH", `/admin/accounts/${account}`, { body: { values: values() } });
    expect((await call(one, "GET", of(account, "devices"))).status).toBe(200);
    await call(one, "DELETE", `/admin/accounts/${account}`);
    expect((await call(other, "GET", of(account, "devices"))).status).toBe(404);
  });

  test("a token revoked in one is rejected by the other", async () => {
    const account = await connectAccount();
    const body = { name: "reader", scopes: ["read"], accounts: [account] };
    const { id, token: bearer } = (await call(one, "POST", "/admin/tokens", { body })).body;
    expect((await call(other, "GET", of(account, "devices"), { bearer })).status).toBe(200);
    expect((await call(one, "DELETE", `/admin/tokens/${id}`)).status).toBe(204);
    expect((await call(other, "GET", of(account, "devices"), { bearer })).status).toBe(401);
  });

  test("the vendor's limit holds for both together", async () => {
    const account = await connectAccount();
    const release = hold();
    const before = vendor.requests;
    const calls = Array.from({ length: 60 }, (_, index) =>
      call(index % 2 ? one : other, "GET", of(account, "users")),
    );
    await vendor.arrived(before + CONCURRENCY);
    for (const gateway of [one, other, one, other]) await call(gateway, "GET", "/readyz");
    expect(vendor.running).toBe(CONCURRENCY);
    release();
    expect(new Set((await Promise.all(calls)).map(({ status }) => status))).toEqual(new Set([200]));
    expect(vendor.maxConcurrent).toBe(CONCURRENCY);
  });

  test("a write sent to both at once with the same idempotency key runs once", async () => {
    const account = await connectAccount();
    const init = {
      body: { name: "Ada", emails: [{ email: "ada@example.com" }] },
      headers: { "idempotency-key": "one person" },
    };
    const create = (gateway: GatewayProcess) => call(gateway, "POST", of(account, "users"), init);
    const responses = await Promise.all([one, other, one, other].map(create));
    const statuses = new Set(responses.map(({ status }) => status));
    expect(statuses.has(201)).toBe(true);
    for (const status of statuses) expect([201, 409]).toContain(status);
    const done = responses.find(({ status }) => status === 201);
    for (const gateway of [one, other]) {
      const { text, headers } = await create(gateway);
      expect([text, headers.get("idempotency-replayed")]).toEqual([done?.text, "true"]);
    }
    expect(posts()).toBe(1);
  });

  test("after kill -9 in the middle of a write, the other does not repeat it, and continues", async () => {
    const account = await connectAccount();
    const init = {
      body: { name: "Ada", emails: [{ email: "ada@example.com" }] },
      headers: { "idempotency-key": "cut off" },
    };
    const release = hold();
    const before = vendor.requests;
    const broken = call(one, "POST", of(account, "users"), init).catch((error: unknown) => error);
    await vendor.arrived(before + 1);
    await one.kill();
    expect(await broken).toBeInstanceOf(TypeError);
    release();
    await vendor.idle();
    const repeated = await call(other, "POST", of(account, "users"), init);
    expect([repeated.status, repeated.body.message]).toEqual([409, expect.stringContaining("still running")]);
    expect(posts()).toBe(1);
    const { body: log } = await call(other, "GET", `/admin/audit?account=${account}`);
    expect(log.result).toMatchObject([
      { operation: "createUser", result: "refused", status: 409 },
      { operation: "createUser", result: "begun", status: null, token_name: "admin" },
      { operation: "createAccount" },
    ]);
    const { body: page } = await call(other, "GET", of(account, "users"));
    expect(page.result.some(({ name }: { name: string }) => name === "Ada")).toBe(true);
  });

  test("a database that cannot be reached is reported, and so is its return", async () => {
    const account = await connectAccount();
    const path = of(account, "devices");
    expect((await call(other, "GET", path)).status).toBe(200);
    await proxy.cut();
    expect((await call(other, "GET", "/healthz")).status).toBe(200);
    const [ready, asked] = [await call(other, "GET", "/readyz"), await call(other, "GET", path)];
    expect([ready.status, asked.status]).toEqual([503, 503]);
    expect(Number(asked.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(asked.body.message).toBe("The database of this service does not respond.");
    await proxy.restore();
    while ((await call(other, "GET", "/readyz")).status !== 200);
    expect((await call(other, "GET", path)).status).toBe(200);
  });

  test("a database that stops responding is reported, too", async () => {
    expect((await call(other, "GET", "/readyz")).status).toBe(200);
    proxy.silence();
    expect((await call(other, "GET", "/readyz")).status).toBe(503);
    await proxy.restore();
    while ((await call(other, "GET", "/readyz")).status !== 200);
  });
});
