import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { createNinjaOneClient, createNinjaOneClientFor, type NinjaOneOptions, operations } from "./index.ts";

type Reply = (url: string) => Response;

/** A `fetch` that records requests; tokens are `token 1`, `token 2` … */
function open(options: Partial<NinjaOneOptions> = {}, reply: Reply = () => Response.json([])) {
  const sent: { url: string; headers: Headers; body: string }[] = [];
  let tokens = 0;
  const fetch = async (url: string, { headers, body }: RequestInit) => {
    sent.push({ url, headers: new Headers(headers), body: String(body ?? "") });
    if (!url.endsWith("/oauth/token")) return reply(url);
    tokens += 1;
    return Response.json({ access_token: `token${tokens}`, token_type: "Bearer", expires_in: 3600 });
  };
  const own = { region: "eu", clientId: "made-up-id", clientSecret: "made-up-secret" } as const;
  // Only untyped callers can combine options that exclude each other.
  const given: NinjaOneOptions = Object.assign({ ...own, fetch }, options);
  return { client: createNinjaOneClient(given), sent };
}

const untyped = (options: object): Partial<NinjaOneOptions> => Object.assign({}, options);
const refused = (status: number, body: object) => () => Response.json(body, { status });

describe("credentials", () => {
  it("are exchanged for a token with the scope that reads, at the host of the region", async () => {
    const { client, sent } = open();
    await client.getDevices();
    expect(sent.map(({ url }) => url)).toEqual([
      "https://eu.ninjarmm.com/ws/oauth/token",
      "https://eu.ninjarmm.com/v2/devices",
    ]);
    expect(Object.fromEntries(new URLSearchParams(sent[0]?.body))).toEqual({
      grant_type: "client_credentials",
      client_id: "made-up-id",
      client_secret: "made-up-secret",
      scope: "monitoring",
    });
    expect(sent[1]?.headers.get("authorization")).toBe("Bearer token1");
  });

  it("may ask for more scopes, and never for offline access", async () => {
    const { client, sent } = open({ scope: "monitoring,management  control" });
    await client.getDevices();
    expect(new URLSearchParams(sent[0]?.body).get("scope")).toBe("monitoring management control");
    for (const scope of ["monitoring offline_access", " "])
      expect(() => open({ scope })).toThrow("`scope` must be some of monitoring, management, control");
  });

  it.each([
    ["https://acme.rmm.example/api/v2/", "https://acme.rmm.example/ws/oauth/token"],
    ["https://acme.rmm.example/v2", "https://acme.rmm.example/ws/oauth/token"],
    ["https://eu-api.ninjarmm.com", "https://eu-api.ninjarmm.com/oauth/token"],
  ])("are exchanged for a token of %s", async (baseUrl, expected) => {
    const { client, sent } = open(untyped({ region: undefined, baseUrl }));
    await client.getDevices();
    expect(sent[0]?.url).toBe(expected);
  });

  it("name the scopes when the application lacks one", async () => {
    const fetch = async () => Response.json({ error: "invalid_scope" }, { status: 400 });
    const { client } = open({ fetch, scope: "monitoring control" });
    await expect(client.getDevices()).rejects.toMatchObject({
      code: "authentication",
      status: 400,
      problem: "400: the API application lacks one of the scopes monitoring control.",
    });
  });

  it.each([
    { clientSecret: "" },
    { region: undefined },
    { region: "mars" },
    { region: undefined, baseUrl: "http://acme.rmm.example" },
  ])("are refused with %j", (options) => {
    expect(() => open(untyped(options))).toThrow(expect.objectContaining({ code: "invalid-input" }));
  });

  it("show no secret", () => {
    const { client } = open();
    expect(inspect(client, { depth: 9, showHidden: true }) + JSON.stringify(client)).not.toContain(
      "made-up-secret",
    );
  });

  it("may be a token that the caller renews", async () => {
    const { client, sent } = open(
      untyped({ clientId: undefined, clientSecret: undefined, token: "made-up-token" }),
    );
    await client.getDevices();
    expect(sent.map(({ headers }) => headers.get("authorization"))).toEqual(["Bearer made-up-token"]);
  });
});

describe("errors", () => {
  it("have the vendor's code, message and incident", async () => {
    const body = { resultCode: "FAILURE", errorMessage: "Unrecognized field", incidentId: "WEB-1" };
    const { client } = open({}, refused(400, body));
    await expect(client.getDevices()).rejects.toMatchObject({
      code: "validation",
      vendorCode: "FAILURE",
      vendorMessage: "Unrecognized field",
      requestId: "WEB-1",
    });
  });

  it.each([
    ["without its content type", { errorMessage: "Forbidden", resultCode: "FAILURE" }, "Forbidden"],
    ["without a message", { resultCode: "FAILURE" }, undefined],
    [
      "with an incident that no header takes",
      { errorMessage: "Forbidden", resultCode: "FAILURE", incidentId: "1\n2" },
      "Forbidden",
    ],
  ])("are read %s", async (_, body, vendorMessage) => {
    const { client } = open({}, () => new Response(JSON.stringify(body), { status: 403 }));
    await expect(client.getDevices()).rejects.toMatchObject({
      code: "permission",
      vendorCode: "FAILURE",
      vendorMessage,
    });
  });

  it("say which scope is missing, and do not take another token for it", async () => {
    const { client, sent } = open({}, refused(401, { error: "insufficient_privileges" }));
    await expect(client.rebootDevices({ path: { id: 1, mode: "NORMAL" } })).rejects.toMatchObject({
      code: "permission",
      permission: ["control"],
    });
    expect(sent).toHaveLength(2);
  });

  it("of an ended token are met with another one, once", async () => {
    const body = { error: "not_authenticated", error_description: "Invalid credentials", error_code: 10 };
    const { client, sent } = open({}, refused(401, body));
    await expect(client.getDevices()).rejects.toMatchObject({
      code: "authentication",
      vendorCode: "not_authenticated",
      vendorMessage: "Invalid credentials",
    });
    expect(sent.map(({ headers }) => headers.get("authorization"))).toEqual([
      null,
      "Bearer token1",
      null,
      "Bearer token2",
    ]);
  });

  it("wait as long as the vendor says", async () => {
    const limited = () => new Response("", { status: 429, headers: { "retry-after": "7" } });
    const { client } = open({ retry: { attempts: 1 } }, limited);
    await expect(client.getDevices()).rejects.toMatchObject({ code: "rate-limit", retryAfter: 7 });
  });
});

it("can be given the operations it needs", () => {
  const { getDevices } = operations;
  const client = createNinjaOneClientFor({ getDevices }, { region: "ca", token: "made-up-token" });
  expect(Object.keys(client).filter((name) => name in operations)).toEqual(["getDevices"]);
});
