import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { byPath } from "./by-path.ts";
import { servers } from "./generated/json-schema/index.ts";
import {
  createJumpCloudClient,
  createJumpCloudClientFor,
  type JumpCloudOptions,
  operations,
} from "./index.ts";

type Sent = { url: string; headers: Headers; body: unknown };

/** A `fetch` that notes what it is asked and gives the same JSON every time. */
function observed(response: unknown = {}) {
  const sent: Sent[] = [];
  const fetch = async (url: string, { headers, body }: RequestInit) => {
    sent.push({ url, headers: new Headers(headers), body });
    return Response.json(response);
  };
  return { fetch, sent };
}

const path = { id: "5f00000000000000000000a1" };

describe("hosts", () => {
  it.each([
    ["us", servers[0]],
    ["eu", servers[1]],
    ["in", servers[2]],
  ] as const)("region %s is the document's %s", async (region, server) => {
    const { fetch, sent } = observed();
    await createJumpCloudClient({ apiKey: "k", region, fetch }).systems_get({ path });
    expect(sent[0]?.url).toBe(`${server}/systems/${path.id}`);
  });

  it.each(["http://127.0.0.1:1/api", "http://127.0.0.1:1/api/", "HTTP://127.0.0.1:1/api/v2"])(
    "are replaced by the base URL %s",
    async (baseUrl) => {
      const { fetch, sent } = observed();
      await createJumpCloudClient({ apiKey: "k", baseUrl, fetch }).systems_get({ path });
      expect(sent[0]?.url).toBe(`http://127.0.0.1:1/api/systems/${path.id}`);
    },
  );
});

it.each([
  [{ region: "eu" }, "https://api.eu.jumpcloud.com"],
  [{}, "https://api.jumpcloud.com"],
  [{ baseUrl: "http://127.0.0.1:1/api" }, "http://127.0.0.1:1/api"],
  [{ baseUrl: "http://127.0.0.1:1/api", insightsUrl: "http://127.0.0.1:2/" }, "http://127.0.0.1:2"],
] as const)("finds the log of events with %j", async (options, server) => {
  const { fetch, sent } = observed([]);
  const body = { service: ["all"], start_time: "2026-11-01T00:00:00Z" };
  await createJumpCloudClient({ apiKey: "k", ...options, fetch }).directoryInsights_eventsPost({ body });
  expect(sent[0]?.url).toBe(`${server}/insights/directory/v1/events`);
});

describe("x-org-id", () => {
  const organizationId = "5f00000000000000000000b2";
  const headersOf = async (call: (client: ReturnType<typeof createJumpCloudClient>) => Promise<unknown>) => {
    const { fetch, sent } = observed({ results: [] });
    await call(createJumpCloudClient({ apiKey: "k", organizationId, fetch }));
    return sent[0]?.headers.get("x-org-id");
  };

  it("goes with what belongs to an organization, by name and by path", async () => {
    expect(await headersOf((client) => client.systems_list())).toBe(organizationId);
    expect(await headersOf((client) => client.applemdms_list())).toBe(organizationId);
    expect(await headersOf((client) => byPath(client).GET("/systems"))).toBe(organizationId);
  });

  it("stays away from what stands above it, where JumpCloud returns 403 for it", async () => {
    expect(await headersOf((client) => client.organization_list())).toBeNull();
    const provider = { provider_id: "p", id: "a" };
    expect(await headersOf((client) => client.providers_removeAdministrator({ path: provider }))).toBeNull();
  });
});

describe("credentials", () => {
  it("are an API key", async () => {
    const { fetch, sent } = observed();
    await createJumpCloudClient({ apiKey: "key-1", fetch }).systems_get({ path });
    expect(sent[0]?.headers.get("x-api-key")).toBe("key-1");
  });

  it("or a service account, whose token is fetched first", async () => {
    const { fetch, sent } = observed({ access_token: "token-1", expires_in: 3600 });
    await createJumpCloudClient({ clientId: "id", clientSecret: "s3cret", fetch }).systems_get({ path });
    expect(sent.map(({ url }) => new URL(url).host)).toEqual([
      "admin-oauth.id.jumpcloud.com",
      "console.jumpcloud.com",
    ]);
    expect(String(sent[0]?.body)).toBe("grant_type=client_credentials&scope=api");
    expect(sent[1]?.headers.get("authorization")).toBe("Bearer token-1");
  });

  it.each([[{}], [{ clientId: "id" }], [{ clientId: "", clientSecret: "" }], [{ apiKey: "" }]])(
    "are asked for when there is %j",
    (options) => {
      // As untyped callers would; typed ones cannot.
      const untyped: JumpCloudOptions = Object.assign({ apiKey: "k" }, { apiKey: undefined }, options);
      expect(() => createJumpCloudClient(untyped)).toThrow(
        expect.objectContaining({ code: "invalid-input" }),
      );
    },
  );

  it("name what is wrong with a key or a region", () => {
    expect(() => createJumpCloudClient({ apiKey: "" })).toThrow("[jumpcloud] `apiKey` is empty");
    // @ts-expect-error no such region
    expect(() => createJumpCloudClient({ apiKey: "k", region: "xx" })).toThrow(
      "[jumpcloud] `region` must be one of us, eu, in.",
    );
  });

  it("show in no client", () => {
    const client = createJumpCloudClient({ apiKey: "s3cret-key", fetch: observed().fetch });
    expect(inspect(client, { depth: 9, showHidden: true }) + JSON.stringify(client)).not.toContain(
      "s3cret-key",
    );
  });
});

describe("a client of some operations", () => {
  it("has those and no others", () => {
    const { systems_list, systems_get } = operations;
    const client = createJumpCloudClientFor({ systems_list, systems_get }, { apiKey: "k" });
    expect(Object.keys(client).filter((name) => name in operations)).toEqual(["systems_list", "systems_get"]);
    // @ts-expect-error not named
    expect(client.systems_delete).toBeUndefined();
  });
});
