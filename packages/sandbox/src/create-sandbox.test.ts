import { describe, expect, it } from "vitest";
import { createSandbox } from "./create-sandbox.ts";
import { listen } from "./listen.ts";
import { openJumpCloud, read } from "./vendors/jumpcloud/fixtures/calls.ts";

const paths = [
  "/systems?limit=100",
  "/systemusers?limit=100",
  "/v2/systeminsights/apps?limit=1000",
  "/v2/systeminsights/system_info?limit=1000",
  "/v2/systemgroups",
  "/v2/policyresults",
];

async function bytes(options?: Parameters<typeof openJumpCloud>[0]): Promise<string[]> {
  const { call } = openJumpCloud(options);
  const texts: string[] = [];
  for (const path of paths) texts.push((await call(path)).text);
  return texts;
}

describe("createSandbox", () => {
  it("gives the same bytes for the same seed, and others for another", async () => {
    const first = await bytes({ seed: 7 });
    expect(await bytes({ seed: 7 })).toEqual(first);
    expect(await bytes({ seed: 8 })).not.toEqual(first);
  });

  it("keeps its clock where it is set", async () => {
    const { call } = openJumpCloud({ now: "2030-05-05T05:05:05Z" });
    expect((await call("/systems")).headers.get("date")).toBe("Sun, 05 May 2030 05:05:05 GMT");
  });

  it("lets its clock move on by what a client waits", async () => {
    const { sandbox, call } = openJumpCloud({ rateLimit: { requests: 1, seconds: 90 } });
    const { now, wait } = sandbox.options;
    const before = now();
    expect([(await call("/systems")).status, (await call("/systems")).status]).toEqual([200, 429]);
    await wait(90_000);
    expect((await call("/systems")).status).toBe(200);
    expect(now() - before).toBe(90_000);
    const { organizationId } = sandbox.credentials;
    sandbox.reset();
    expect([now(), sandbox.credentials.organizationId]).toEqual([before, organizationId]);
    await expect(wait(1, AbortSignal.abort())).rejects.toThrow();
  });

  it("goes back to the first state with reset", async () => {
    const { sandbox, call } = openJumpCloud();
    const before = (await call("/systems?limit=100")).text;
    const [row] = (await call("/systems?limit=1")).rows;
    await call(`/systems/${String(row?._id)}`, { method: "DELETE" });
    await call("/systems?nonsense=1");
    sandbox.inject({ type: "server-error" });
    sandbox.reset();
    expect(sandbox.requests).toEqual([]);
    expect(sandbox.violations).toEqual([]);
    expect((await call("/systems?limit=100")).text).toBe(before);
  });

  it("responds at its own address and the vendor's, and nowhere else", async () => {
    const { sandbox } = openJumpCloud();
    const headers = { "x-api-key": sandbox.credentials.apiKey };
    expect((await sandbox.fetch("https://console.eu.jumpcloud.com/api/systems", { headers })).status).toBe(
      200,
    );
    await expect(sandbox.fetch("https://example.com/api/systems", { headers })).rejects.toThrow(
      "the sandbox does not serve https://example.com",
    );
  });

  it("serves the same state over HTTP, with the token endpoint on the same server", async () => {
    const { sandbox } = openJumpCloud();
    await using server = await listen(sandbox, { port: 0 });
    expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/api$/);
    const { clientId, clientSecret, tokenUrl } = server.credentials;
    const response = await fetch(tokenUrl, {
      method: "POST",
      headers: { authorization: `Basic ${btoa(`${clientId}:${clientSecret}`)}` },
      body: new URLSearchParams({ grant_type: "client_credentials", scope: "api" }),
    });
    const token = String((await read(response)).row.access_token);
    const [row] = sandbox.state.systems.rows("id").slice(0, 1);
    const url = `${server.url}/systems/${String(row?._id)}`;
    const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
    const put = await fetch(url, { method: "PUT", headers, body: '{"displayName":"Renamed"}' });
    expect((await read(put)).row.displayName).toBe("Renamed");
    expect(sandbox.state.systems.get(String(row?._id))?.displayName).toBe("Renamed");
    expect(sandbox.violations).toEqual([]);
  });

  it("limits requests when configured", async () => {
    let clock = 0;
    const { call } = openJumpCloud({ rateLimit: { requests: 1, seconds: 5 }, now: () => clock });
    expect((await call("/systems")).status).toBe(200);
    expect((await call("/systems")).status).toBe(429);
    clock += 5000;
    expect((await call("/systems")).status).toBe(200);
  });

  it("delays responses by latencyMs, and stops when the caller does", async () => {
    const { sandbox } = openJumpCloud({ latencyMs: 3_600_000 });
    const caller = new AbortController();
    const pending = sandbox.fetch(`${sandbox.baseUrl}/systems`, { signal: caller.signal });
    const refused = expect(pending).rejects.toThrow("enough");
    caller.abort(new Error("enough"));
    await refused;
  });

  it("shares hardware between sandboxes whose ranges of the fleet overlap", async () => {
    const serials = async (firstDevice: number) => {
      const { rows } = await openJumpCloud({ devices: 20, firstDevice }).call("/systems?limit=100&sort=_id");
      return rows.map((row) => row.serialNumber);
    };
    expect((await serials(10)).slice(0, 10)).toEqual((await serials(0)).slice(10));
  });

  it("hands out one way to sign in with the place to do it, in process and over HTTP", async () => {
    const sandbox = createSandbox("jumpcloud");
    const { apiKey, organizationId } = sandbox.credentials;
    const { baseUrl, fetch } = sandbox;
    expect(sandbox.options).toMatchObject({ apiKey, organizationId, baseUrl, fetch });
    const { now: _now, wait: _wait, fetch: _fetch, ...account } = createSandbox("jamf-pro").options;
    expect(Object.keys(account)).toEqual(["clientId", "clientSecret", "baseUrl"]);
    await using server = await listen(sandbox);
    expect(server.options).toEqual({ apiKey, organizationId, baseUrl: server.url });
  });

  it("makes no device before it is read", () => {
    const sandbox = createSandbox("jumpcloud", { devices: 10_000_000 });
    expect(sandbox.operations.length).toBeGreaterThan(100);
  });

  it.each([{ devices: 0.5 }, { devices: 1e9 }, { users: -1 }, { seed: Number.NaN }, { latencyMs: -1 }])(
    "refuses %j",
    (options) => {
      expect(() => createSandbox("jumpcloud", options)).toThrow(/must be an integer between/);
    },
  );

  it("lets the real time pass once it listens, unless it was given a clock", async () => {
    const requestToken = async (now?: string) => {
      const sandbox = createSandbox("jamf-pro", { ...(now && { now }) });
      await using server = await listen(sandbox);
      const { username, password } = server.credentials;
      const headers = { authorization: `Basic ${btoa(`${username}:${password}`)}` };
      const response = await fetch(`${server.url}/api/v1/auth/token`, { method: "POST", headers });
      return Date.parse(String((await read(response)).row.expires));
    };
    expect(await requestToken("2026-11-01T12:00:00Z")).toBe(Date.parse("2026-11-01T12:20:00Z"));
    const life = (await requestToken()) - Date.now();
    expect(life).toBeGreaterThan(19 * 60_000);
    expect(life).toBeLessThanOrEqual(20 * 60_000);
  });

  it("is typed by vendor", () => {
    const sandbox = createSandbox("jumpcloud");
    const key: string = sandbox.credentials.apiKey;
    expect(key).not.toBe("");
    // @ts-expect-error no such operation
    expect(() => sandbox.inject({ type: "hang", operation: "systems_lisst" })).toThrow(
      'Unknown operation "systems_lisst"',
    );
    // @ts-expect-error no such fault
    expect(() => sandbox.inject({ type: "nope" })).toThrow(
      /Unknown fault "nope". Known faults: rate-limit, .*, hang$/,
    );
    expect(sandbox.inject({ type: "hang", operation: "token" }).hits).toBe(0);
    // @ts-expect-error no such option
    expect(() => createSandbox("jumpcloud", { multitenant: true })).toThrow(
      /^Unknown option "multitenant" of the sandbox of jumpcloud. Known options: devices, .*, multiTenant, /,
    );
    // @ts-expect-error an option of another vendor
    expect(() => createSandbox("jamf-pro", { multiTenant: true })).toThrow('Unknown option "multiTenant"');
    // @ts-expect-error no such vendor
    expect(() => createSandbox("nope")).toThrow('Unknown vendor "nope". Vendors with a sandbox: ');
  });
});
