import { AuthenticationError, InvalidResponseError } from "@mdmkit/runtime";
import { describe, expect, it } from "vitest";
import { createJamfProClient } from "./index.ts";

const BASE = "https://example.jamfcloud.com";

type Options = { life?: number; skewSeconds?: number; unversioned?: boolean; refuseTokens?: number };

/** A server that hands out tokens `t1`, `t2`, …, and returns the given token for everything else. */
function server({ life = 60, skewSeconds = 0, unversioned = true, refuseTokens = 0 }: Options = {}) {
  const clock = { now: Date.parse("2026-11-01T12:00:00Z") };
  const asked: string[] = [];
  let issued = 0;
  let refusals = refuseTokens;
  const response = (body: unknown, status = 200) => {
    const date = new Date(clock.now + skewSeconds * 1000).toUTCString();
    return new Response(JSON.stringify(body), { status, headers: { date } });
  };
  const fetch = async (url: string, init: RequestInit) => {
    const path = url.slice(BASE.length);
    asked.push(`${init.method} ${path}`);
    await Promise.resolve();
    if (path === "/api/oauth/token" && !unversioned) return response({ httpStatus: 404, errors: [] }, 404);
    if (path.endsWith("/oauth/token")) {
      if (String(init.body).includes("client_secret=wrong"))
        return response({ error: "invalid_client" }, 401);
      return response({ access_token: `t${++issued}`, token_type: "Bearer", scope: "", expires_in: life });
    }
    const authorization = new Headers(init.headers).get("authorization");
    if (path === "/api/v1/auth/token") {
      if (authorization !== `Basic ${btoa("admin:pass")}`)
        return response({ httpStatus: 401, errors: [] }, 401);
      const expires = new Date(clock.now + skewSeconds * 1000 + life * 1000).toISOString();
      return response({ token: `t${++issued}`, expires });
    }
    return refusals-- > 0
      ? response({ httpStatus: 401, errors: [] }, 401)
      : response({ version: authorization });
  };
  return { clock, asked, options: { baseUrl: BASE, fetch, now: () => clock.now } };
}

const ways = [
  ["an API client", { clientId: "id", clientSecret: "secret" }, "POST /api/oauth/token"],
  ["a user account", { username: "admin", password: "pass" }, "POST /api/v1/auth/token"],
] as const;

describe.each(ways)("tokens of %s", (_what, credentials, endpoint) => {
  const open = (options?: Options) => {
    const { clock, asked, options: given } = server(options);
    const client = createJamfProClient({ ...given, ...credentials });
    return { clock, asked, version: async () => (await client.getJamfProVersion()).version };
  };

  it("are fetched once for many callers", async () => {
    const { asked, version } = open();
    expect(await Promise.all([version(), version(), version()])).toEqual(Array(3).fill("Bearer t1"));
    expect(asked.filter((line) => line === endpoint)).toHaveLength(1);
  });

  it("are for all clients of a server with the same credentials, however its URL is spelled", async () => {
    const { asked, options } = server();
    const spellings = [options.baseUrl, `${options.baseUrl.toUpperCase()}:443/api/`];
    const clients = spellings.map((baseUrl) => createJamfProClient({ ...options, ...credentials, baseUrl }));
    const versions = await Promise.all(
      clients.map(async (client) => (await client.getJamfProVersion()).version),
    );
    expect(versions).toEqual(["Bearer t1", "Bearer t1"]);
    const rotated = Object.fromEntries(
      Object.entries(credentials).map(([name, value]) => [name, `${value}2`]),
    );
    await Promise.allSettled([
      createJamfProClient({ ...options, ...credentials, ...rotated }).getJamfProVersion(),
    ]);
    expect(asked.filter((line) => line === endpoint)).toHaveLength(2);
  });

  it("that live a minute are used for half of it", async () => {
    const { clock, version } = open({ life: 60 });
    expect(await version()).toBe("Bearer t1");
    clock.now += 29_000;
    expect(await version()).toBe("Bearer t1");
    clock.now += 2_000;
    expect(await version()).toBe("Bearer t2");
  });

  it("that live longer are renewed a minute early", async () => {
    const { clock, version } = open({ life: 1200 });
    await version();
    clock.now += 1_139_000;
    expect(await version()).toBe("Bearer t1");
    clock.now += 2_000;
    expect(await version()).toBe("Bearer t2");
  });

  it("are renewed when the server refuses them, and the call repeated once", async () => {
    const { version, asked } = open({ refuseTokens: 1 });
    expect(await version()).toBe("Bearer t2");
    expect(asked).toHaveLength(4);
    await expect(open({ refuseTokens: 2 }).version()).rejects.toBeInstanceOf(AuthenticationError);
  });
});

describe("an API client", () => {
  it("goes to the path with a version where the other is gone, and stays there", async () => {
    const { asked, clock, options } = server({ unversioned: false });
    const client = createJamfProClient({ ...options, clientId: "id", clientSecret: "secret" });
    await client.getJamfProVersion();
    clock.now += 45_000;
    await client.getJamfProVersion();
    expect(asked.filter((line) => line.includes("oauth"))).toEqual([
      "POST /api/oauth/token",
      "POST /api/v1/oauth/token",
      "POST /api/v1/oauth/token",
    ]);
  });

  it("that is refused does not try another path", async () => {
    const { asked, options } = server();
    const client = createJamfProClient({ ...options, clientId: "id", clientSecret: "wrong" });
    await expect(client.getJamfProVersion()).rejects.toMatchObject({ code: "authentication", status: 401 });
    expect(asked).toEqual(["POST /api/oauth/token"]);
  });
});

describe("a user account", () => {
  const account = { username: "admin", password: "pass" };

  it("counts a token's life by the server's clock", async () => {
    const { clock, options } = server({ life: 1200, skewSeconds: -3600 });
    const client = createJamfProClient({ ...options, ...account });
    expect((await client.getJamfProVersion()).version).toBe("Bearer t1");
    clock.now += 1_000_000;
    expect((await client.getJamfProVersion()).version).toBe("Bearer t1");
  });

  it("with a wrong password gets an error without the password", async () => {
    const { options } = server();
    const client = createJamfProClient({ ...options, username: "admin", password: "made-up" });
    const error: unknown = await client.getJamfProVersion().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(AuthenticationError);
    expect(error).toMatchObject({ vendor: "jamf-pro", operation: "createAuthToken", status: 401 });
    expect(JSON.stringify(error) + String(error)).not.toContain("made-up");
  });

  it("rejects a response without a token as invalid", async () => {
    const fetch = async () => new Response("{}");
    const client = createJamfProClient({ baseUrl: BASE, fetch, ...account });
    await expect(client.getJamfProVersion()).rejects.toBeInstanceOf(InvalidResponseError);
  });

  it("lets a caller leave while others wait for the token", async () => {
    const { options } = server();
    let release = () => {};
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    const fetch = async (url: string, init: RequestInit) => {
      if (url.endsWith("/auth/token")) await gate;
      return options.fetch(url, init);
    };
    const client = createJamfProClient({ ...options, fetch, ...account });
    const controller = new AbortController();
    const leaving = client.getJamfProVersion(undefined, { signal: controller.signal });
    const staying = client.getJamfProVersion();
    controller.abort();
    await expect(leaving).rejects.toMatchObject({ code: "aborted" });
    release();
    expect((await staying).version).toBe("Bearer t1");
  });
});
