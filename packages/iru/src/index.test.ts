import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { createIruClient, createIruClientFor, type IruOptions, operations, usersAfter } from "./index.ts";

/** A `fetch` that records requests. */
function open(options: object = {}, reply: (url: string) => Response = () => Response.json([])) {
  const sent: { url: string; headers: Headers }[] = [];
  const fetch = async (url: string, { headers }: RequestInit) => {
    sent.push({ url, headers: new Headers(headers) });
    return reply(url);
  };
  // Only untyped callers can combine options that exclude each other.
  const given: IruOptions = Object.assign({ subdomain: "acme", token: "made-up-token", fetch }, options);
  return { client: createIruClient(given), sent };
}

describe("the address", () => {
  it.each([
    [{}, "https://acme.api.kandji.io"],
    [{ subdomain: "ACME" }, "https://acme.api.kandji.io"],
    [{ region: "eu" }, "https://acme.api.eu.kandji.io"],
    [
      { subdomain: undefined, baseUrl: "https://acme.clients.us-1.kandji.io/api/v1/" },
      "https://acme.clients.us-1.kandji.io",
    ],
    [{ subdomain: undefined, baseUrl: "https://acme.api.kandji.io" }, "https://acme.api.kandji.io"],
  ])("of %j is %s", async (options, host) => {
    const { client, sent } = open(options);
    await client.getDevice({ path: { device_id: "1" } });
    expect(sent.map(({ url }) => url)).toEqual([`${host}/api/v1/devices/1`]);
    expect(sent[0]?.headers.get("authorization")).toBe("Bearer made-up-token");
  });

  it.each([
    { token: "" },
    { subdomain: undefined },
    { subdomain: "acme.api.kandji.io" },
    { subdomain: "acme/../evil" },
    { region: "mars" },
    { subdomain: undefined, baseUrl: "http://acme.api.kandji.io" },
  ])("is refused with %j", (options) => {
    expect(() => open(options)).toThrow(expect.objectContaining({ code: "invalid-input" }));
  });
});

it("shows no secret", () => {
  const { client } = open();
  expect(inspect(client, { depth: 9, showHidden: true }) + JSON.stringify(client)).not.toContain(
    "made-up-token",
  );
});

describe("errors", () => {
  const failure = (status: number, body: unknown) => {
    const text = typeof body === "string" ? body : JSON.stringify(body);
    return open({}, () => new Response(text, { status, headers: { "content-type": "application/json" } }));
  };

  it.each([
    [400, { error: "Bad Request" }, "validation", "Bad Request"],
    [400, { detail: "User still assigned" }, "validation", "User still assigned"],
    [400, { dep_account: ["Enter a valid UUID."] }, "validation", "dep_account: Enter a valid UUID."],
    [400, ["Device is not in lost mode."], "conflict", "Device is not in lost mode."],
    [400, '"This device is already locked."', "conflict", "This device is already locked."],
    [400, "This device is already locked.", "conflict", "This device is already locked."],
    [400, { error: "Command already running" }, "conflict", "Command already running"],
    [
      400,
      "Command is not allowed for current device",
      "conflict",
      "Command is not allowed for current device",
    ],
    [403, { detail: "Not allowed" }, "permission", "Not allowed"],
    [
      404,
      { message: "no Route matched with those values", request_id: "abc" },
      "not-found",
      "no Route matched with those values",
    ],
    [401, { error: "Unauthorized" }, "authentication", "Unauthorized"],
  ])("with %i and %j are read", async (status, body, code, vendorMessage) => {
    const { client } = failure(status, body);
    await expect(client.getDevice({ path: { device_id: "1" } })).rejects.toMatchObject({
      code,
      vendorMessage,
    });
  });

  it("have the id of the proxy's request, and name the permission", async () => {
    const { client } = failure(403, { message: "no", request_id: "00ff" });
    await expect(client.getDevice({ path: { device_id: "1" } })).rejects.toMatchObject({
      requestId: "00ff",
      permission: ["GET /devices/{device_id}"],
    });
  });

  it("of a path that the proxy does not know lead to the address", async () => {
    const { client } = failure(404, { message: "no Route matched with those values", request_id: "00ff" });
    await expect(client.listDevices()).rejects.toMatchObject({
      code: "unsupported-operation",
      advice: expect.stringContaining("`subdomain` and `region`"),
    });
  });

  it("wait as long as the vendor says", async () => {
    const limited = () => new Response("{}", { status: 429, headers: { "ratelimit-reset": "3" } });
    const { client } = open({ retry: { attempts: 1 } }, limited);
    await expect(client.getDevice({ path: { device_id: "1" } })).rejects.toMatchObject({
      code: "rate-limit",
      retryAfter: 3,
    });
  });
});

describe("lists", () => {
  it("of devices end at a page that is not full, in the order of ids", async () => {
    const page = (length: number) =>
      Array.from({ length }, (_, device_id) => ({ device_id: `${length}-${device_id}` }));
    const { client, sent } = open({}, (url) => Response.json(page(url.includes("offset=0") ? 300 : 1)));
    const found = [];
    for await (const device of client.paginate("listDevices")) found.push(device);
    expect(found).toHaveLength(301);
    expect(sent.map(({ url }) => new URL(url).search)).toEqual([
      "?ordering=device_id&limit=300&offset=0",
      "?ordering=device_id&limit=300&offset=300",
    ]);
  });

  it("of Prism go on after a short page that has a cursor", async () => {
    const { client, sent } = open({}, (url) =>
      Response.json(
        url.includes("cursor=")
          ? { data: [{ device_id: "2" }], cursor: "" }
          : { data: [{ device_id: "1" }], cursor: "opaque+/token==" },
      ),
    );
    const found = [];
    for await (const row of client.paginate("listFileVault")) found.push(row);
    expect(found).toHaveLength(2);
    expect(new URL(sent[1]?.url ?? "").searchParams.get("cursor")).toBe("opaque+/token==");
  });

  const users = (next: string | null, names: string[]) => ({
    next,
    results: names.map((name) => ({ name })),
  });
  const namesOf = async (client: ReturnType<typeof open>["client"]) => {
    const names = [];
    for await (const { name } of usersAfter((query) => client.listUsers({ query }))) names.push(name);
    return names;
  };

  it("of users follow the cursor, and never the host of the link", async () => {
    const { client, sent } = open({}, (url) =>
      Response.json(
        url.includes("cursor=")
          ? users(null, ["b"])
          : users("https://acme.kandji.io/api/v1/users?cursor=x%3D", ["a"]),
      ),
    );
    expect(await namesOf(client)).toEqual(["a", "b"]);
    expect(sent.map(({ url }) => url)).toEqual([
      "https://acme.api.kandji.io/api/v1/users",
      "https://acme.api.kandji.io/api/v1/users?cursor=x%3D",
    ]);
  });

  it.each([
    ["a link without a cursor", users("https://acme.kandji.io/api/v1/users", ["a"])],
    ["the same cursor again", users("https://acme.kandji.io/api/v1/users?cursor=x", ["a"])],
    ["no users", { next: null }],
  ])("of users refuse %s", async (_, body) => {
    const { client } = open({}, () => Response.json(body));
    await expect(namesOf(client)).rejects.toMatchObject({ code: "invalid-response", operation: "listUsers" });
  });
});

it("can be given the operations it needs", () => {
  const { listDevices } = operations;
  const client = createIruClientFor({ listDevices }, { subdomain: "acme", token: "made-up-token" });
  expect(Object.keys(client).filter((name) => name in operations)).toEqual(["listDevices"]);
});
