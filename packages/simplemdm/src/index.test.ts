import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { createSimpleMDMClient, createSimpleMDMClientFor, operations } from "./index.ts";

const apiKey = "made-up-key";

/** A `fetch` that records requests and responds with each of `responses`, and then with an empty list. */
function observed(...responses: Response[]) {
  const sent: { url: string; method: string; headers: Headers; body: string }[] = [];
  const fetch = async (url: string, { method = "GET", headers, body }: RequestInit) => {
    sent.push({ url, method, headers: new Headers(headers), body: String(body ?? "") });
    return responses[sent.length - 1] ?? Response.json({ data: [], has_more: false });
  };
  return { fetch, sent };
}

describe("a client", () => {
  it("sends the key as the user name of basic authentication", async () => {
    const { fetch, sent } = observed();
    await createSimpleMDMClient({ apiKey, fetch }).listDevices();
    expect(sent[0]?.url).toBe("https://a.simplemdm.com/api/v1/devices");
    expect(sent[0]?.headers.get("authorization")).toBe(`Basic ${btoa(`${apiKey}:`)}`);
  });

  it("takes a base URL with the path of the API at its end", async () => {
    const { fetch, sent } = observed();
    await createSimpleMDMClient({ apiKey, baseUrl: "http://127.0.0.1:1/api/v1/", fetch }).getAccount();
    expect(sent[0]?.url).toBe("http://127.0.0.1:1/api/v1/account");
  });

  it("writes bodies as forms, and deletes without a body", async () => {
    const { fetch, sent } = observed(new Response("", { status: 202 }), new Response(null, { status: 204 }));
    const client = createSimpleMDMClient({ apiKey, fetch });
    const path = { deviceId: 7 };
    await client.wipeDevice({ path, body: { return_to_service: true, wifi_network_id: 3 } });
    await client.deleteDevice({ path });
    expect(sent.map(({ method, body }) => [method, body])).toEqual([
      ["POST", "return_to_service=true&wifi_network_id=3"],
      ["DELETE", ""],
    ]);
    expect(sent[0]?.headers.get("content-type")).toMatch(/^application\/x-www-form-urlencoded/);
    expect(sent[1]?.headers.get("content-type")).toBeNull();
  });

  it("begins every walk at the first record, 100 at a time, behind the last id", async () => {
    const page = (ids: number[], has_more: boolean) =>
      Response.json({
        data: ids.map((id) => ({ type: "device", id, attributes: { name: `${id}` } })),
        has_more,
      });
    const { fetch, sent } = observed(page([3, 9], true), page([12], false), page([3], false));
    const client = createSimpleMDMClient({ apiKey, fetch });
    const read = async () => {
      const ids: number[] = [];
      for await (const { id } of client.paginate("listDevices")) ids.push(id);
      return ids;
    };
    expect([await read(), await read()]).toEqual([[3, 9, 12], [3]]);
    expect(sent.map(({ url }) => new URL(url).search)).toEqual([
      "?limit=100",
      "?limit=100&starting_after=9",
      "?limit=100",
    ]);
  });

  it.each([
    [401, "authentication"],
    [403, "permission"],
    [404, "not-found"],
    [422, "validation"],
  ])("reads the title of an error with status %i", async (status, code) => {
    const body = { errors: [{ title: "This API Key does not have access to this resource." }] };
    const { fetch } = observed(Response.json(body, { status, headers: { "x-request-id": "r1" } }));
    const call = createSimpleMDMClient({ apiKey, fetch }).getDevice({ path: { deviceId: 7 } });
    await expect(call).rejects.toMatchObject({
      code,
      vendorMessage: "This API Key does not have access to this resource.",
      requestId: "r1",
    });
  });

  it("waits until the second since 1970 that a refusal names", async () => {
    const now = Date.UTC(2026, 10, 29);
    const headers = { "x-ratelimit-reset": `${now / 1000 + 30}`, date: new Date(now).toUTCString() };
    const { fetch } = observed(new Response("", { status: 429, headers }));
    const client = createSimpleMDMClient({ apiKey, fetch, retry: { attempts: 1 } });
    await expect(client.listDevices()).rejects.toMatchObject({ code: "rate-limit", retryAfter: 30 });
  });

  it("refuses to do without a key, and shows none", () => {
    expect(() => createSimpleMDMClient({ apiKey: "" })).toThrow(
      expect.objectContaining({ code: "invalid-input" }),
    );
    const client = createSimpleMDMClient({ apiKey, fetch: observed().fetch });
    expect(inspect(client, { depth: 9, showHidden: true }) + JSON.stringify(client)).not.toContain(apiKey);
  });

  it("of some operations has those and no others", () => {
    const { listDevices } = operations;
    const client = createSimpleMDMClientFor({ listDevices }, { apiKey });
    expect(Object.keys(client).filter((name) => name in operations)).toEqual(["listDevices"]);
  });
});
