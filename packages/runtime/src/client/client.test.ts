import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import type { ErrorEnvelope } from "../errors/response-error.ts";
import { client, failure, HOST, json, type Paths, SECRET, scripted } from "../fixtures/vendor.ts";
import type { Exchange } from "../operation/call.ts";
import { isSequence } from "../operation/sequence.ts";
import { byPath as byPathOf } from "./path-client.ts";

const byId = { path: { id: "1" } };
const ok = json({ id: 1 });
const byPath = (acme: ReturnType<typeof client>) => byPathOf<Paths>(acme);

describe("what goes out", () => {
  const sent = async (call: (acme: ReturnType<typeof client>) => Promise<unknown>) => {
    const { fetch, seen } = scripted(json([]));
    await call(client({ fetch }));
    const [request] = seen;
    if (!request) throw new Error("nothing was sent");
    return request;
  };

  it("fills the path, encoded", async () => {
    expect((await sent((acme) => acme.get({ path: { id: "a/b c" } }))).url).toBe(`${HOST}/systems/a%2Fb%20c`);
  });

  it.each([[""], ["."], [".."], [undefined], [{}]])(
    "refuses the path value %j, which leads elsewhere",
    async (id) => {
      const { fetch, seen } = scripted(ok);
      const error = await failure(client({ fetch }).remove({ path: { id } }));
      expect([error.code, seen.length]).toEqual(["invalid-input", 0]);
    },
  );

  it("refuses a call without the path it needs", async () => {
    expect((await failure(client(scripted(ok)).remove())).code).toBe("invalid-input");
  });

  it("joins arrays by commas where the operation says so, repeats them elsewhere", async () => {
    const query = { fields: ["a b", "c,d"], none: [], skipped: undefined };
    expect((await sent((acme) => acme.array({ query }))).url).toBe(`${HOST}/groups?fields=a%20b,c%2Cd`);
    expect((await sent((acme) => acme.list({ query }))).url).toBe(
      `${HOST}/systems?fields=a%20b&fields=c%2Cd`,
    );
  });

  it("adds query parameters of the call, and headers, which win", async () => {
    const options = { query: { b: 2, "filter[0]": "x" }, headers: { accept: "text/csv", "x-extra": "1" } };
    const { url, headers } = await sent((acme) => acme.list({ query: { a: 1, b: undefined } }, options));
    expect(url).toBe(`${HOST}/systems?a=1&b=2&filter%5B0%5D=x`);
    expect([headers.get("accept"), headers.get("x-extra")]).toEqual(["text/csv", "1"]);
  });

  it.each([{ limit: 5 }, { sort: { name: "asc" } }, { "sort[0].name": "name" }])(
    "refuses the additional query %j, which contradicts the input",
    async (query) => {
      const { fetch, seen } = scripted(json([]));
      const input = { query: { limit: 10, "sort[0].order": "ASC" } };
      const error = await failure(client({ fetch }).list(input, { query }));
      expect(error).toMatchObject({ code: "invalid-input", operation: "list", outcome: "not-sent" });
      expect(error.problem).toContain(Object.keys(query)[0]);
      expect(seen).toEqual([]);
    },
  );

  it("adds the client's headers by operation, and the key", async () => {
    const { fetch, seen } = scripted(ok);
    const acme = client({
      fetch,
      headers: ({ path }) => (path.startsWith("/systems") ? { "x-org-id": "o" } : {}),
    });
    await acme.list();
    await acme.array();
    expect(seen.map(({ headers }) => headers.get("x-org-id"))).toEqual(["o", null]);
    expect(seen[0]?.headers.get("x-api-key")).toBe(SECRET);
    expect(seen[0]?.headers.get("accept")).toBe("application/json");
  });

  it("writes JSON, forms and multipart bodies", async () => {
    const asJson = await sent((acme) => acme.create({ body: { a: [1, null] } }));
    expect([asJson.headers.get("content-type"), asJson.body]).toEqual(["application/json", '{"a":[1,null]}']);
    const form = await sent((acme) => acme.token({ body: { a: "x y", b: [1, 2], c: undefined } }));
    expect([form.headers.get("content-type"), form.body]).toEqual([
      "application/x-www-form-urlencoded",
      "a=x+y&b=1&b=2",
    ]);
    const upload = await sent((acme) => acme.upload({ body: { file: new Blob(["hello"]), name: "n" } }));
    expect(upload.headers.get("content-type")).toMatch(/^multipart\/form-data; boundary=/);
    expect(upload.body).toMatch(/name="file"[\s\S]*hello[\s\S]*name="name"[\s\S]*n/);
  });

  it("sends no body and no content type when there is none", async () => {
    const { headers, body } = await sent((acme) => acme.create());
    expect([headers.get("content-type"), body]).toEqual([null, undefined]);
  });

  it("refuses a header value no header can carry, without printing it", async () => {
    const error = await failure(client(scripted(ok)).list({}, { headers: { "x-a": "line\nbreak" } }));
    expect(error.code).toBe("invalid-input");
    expect(inspect(error)).not.toContain('break"');
  });

  it.each([{ body: { name: "Ada \ud83d" } }, { query: { q: "\ud83d" } }, { path: { id: "\ud83d" } }])(
    "refuses half of a surrogate pair, before anything is sent: %#",
    async (input) => {
      const { fetch, seen } = scripted(ok);
      const error = await failure(client({ fetch }).request("replace", { path: { id: "1" }, ...input }));
      expect([error.code, error.outcome, error.problem]).toEqual([
        "invalid-input",
        "not-sent",
        expect.stringContaining("is not valid text"),
      ]);
      expect(seen).toEqual([]);
    },
  );

  it("refuses a body that cannot be written", async () => {
    const error = await failure(client(scripted(ok)).create({ body: { a: 1n } }));
    expect([error.code, error.operation]).toEqual(["invalid-input", "create"]);
    expect(error.cause).toBeInstanceOf(TypeError);
  });
});

describe("what comes back", () => {
  const resultOf = (response: Response) => client(scripted(response)).get(byId);

  it("parses JSON, and gives the response along with it", async () => {
    expect(await resultOf(ok)).toEqual({ id: 1 });
    const { data, response } = await client(scripted(json({ id: 2 }, { headers: { etag: "e" } }))).request(
      "get",
      byId,
    );
    expect([data, response.status, response.headers.get("etag")]).toEqual([{ id: 2 }, 200, "e"]);
  });

  it("gives undefined for an empty body", async () => {
    expect(await resultOf(new Response(""))).toBeUndefined();
    expect(await resultOf(new Response(" \n"))).toBeUndefined();
    expect(await resultOf(new Response(null, { status: 204 }))).toBeUndefined();
    expect(await resultOf(new Response("", { headers: { "content-length": "0" } }))).toBeUndefined();
  });

  it("returns text where the operation returns text", async () => {
    expect(await client(scripted(new Response("plain"))).words()).toBe("plain");
  });

  it("takes no page for text", async () => {
    for (const page of ["<!DOCTYPE html>\n<title>Sign in</title>", " <html lang=en>"]) {
      const error = await failure(client(scripted(new Response(page))).words());
      expect(error).toMatchObject({ code: "invalid-response", reason: "html", retryable: false });
      const paths = byPath(client(scripted(new Response(page))));
      // Without the types of the fixture, which lack this path.
      expect(await failure(Reflect.apply(paths.GET, undefined, ["/words"]))).toMatchObject({
        code: "invalid-response",
        reason: "html",
      });
    }
  });

  it.each([
    ["html", "<!doctype html><title>Sign in</title>"],
    ["not-json", "upstream connect error"],
    ["truncated", '{"results":[{"id":1},{"i'],
    ["malformed-json", '{"serial":C02ABC}'],
  ])("says that a body is %s, without quoting it", async (reason, body) => {
    const error = await failure(
      client({ fetch: scripted(new Response(body)).fetch, retry: { attempts: 1 } }).get(byId),
    );
    expect(error).toMatchObject({
      code: "invalid-response",
      reason,
      status: 200,
      retryable: reason === "truncated",
    });
    expect(inspect(error)).not.toMatch(/C02ABC|Sign in|upstream/);
  });

  it("reads again what broke off, but writes once", async () => {
    const broken = () =>
      new Response(new ReadableStream({ start: (body) => body.error(new TypeError("terminated")) }));
    const reading = scripted(broken, ok);
    expect(await client(reading).get(byId)).toEqual({ id: 1 });
    const writing = scripted(broken, ok);
    const error = await failure(client(writing).create());
    expect(error).toMatchObject({ reason: "truncated", cause: new TypeError("terminated") });
    expect(writing.seen).toHaveLength(1);
  });
});

describe("what a vendor's client adds", () => {
  it("throws a failure hidden in a success, by the status it amounts to", async () => {
    const readErrorEnvelope = (data: unknown) =>
      typeof data === "object" && data !== null && "error" in data
        ? { status: 409, vendorCode: "5054", vendorMessage: "has devices" }
        : undefined;
    const { fetch, seen } = scripted(json({ status: false, error: {} }), json({ id: 1 }));
    const acme = client({ fetch, readErrorEnvelope });
    expect(await failure(acme.get(byId))).toMatchObject({
      code: "conflict",
      status: 409,
      vendorCode: "5054",
    });
    expect([await acme.get(byId), seen.length]).toEqual([{ id: 1 }, 2]);
    const http = byPath(client({ fetch: scripted(json({ error: {} })).fetch, readErrorEnvelope }));
    expect(await failure(http.GET("/systems/{id}", byIdParams))).toMatchObject({
      code: "conflict",
      operation: "get",
    });
  });

  it("takes a refusal for the error that the vendor's client reads in it", async () => {
    const readError = (error: ErrorEnvelope) =>
      error.vendorCode === "5054" ? { ...error, status: 409, vendorMessage: "busy" } : error;
    const refused = (code: number) => json({ error: { code, message: "long text" } }, { status: 400 });
    const acme = client({ fetch: scripted(refused(5054), refused(1)).fetch, readError });
    expect(await failure(acme.remove(byId))).toMatchObject({
      code: "conflict",
      status: 409,
      vendorCode: "5054",
      vendorMessage: "busy",
    });
    expect(await failure(acme.remove(byId))).toMatchObject({ code: "validation", status: 400 });
  });

  it("fills in its own path parameters, where the call has none", async () => {
    const { fetch, seen } = scripted(ok);
    const acme = client({ fetch, path: { id: "own" } });
    await acme.get();
    await acme.get(byId);
    // @ts-expect-error the document wants the id, which this client has
    await byPath(acme).GET("/systems/{id}");
    expect(seen.map(({ url }) => url)).toEqual([
      `${HOST}/systems/own`,
      `${HOST}/systems/1`,
      `${HOST}/systems/own`,
    ]);
  });

  it("names the vendor and the path when a parameter is missing", async () => {
    const acme = client({ fetch: scripted(ok).fetch });
    const message = /^\[acme\] get: the path parameter "id" of .*\/systems\/\{id\} is missing/;
    const path = { id: "" };
    expect((await failure(acme.get({ path }))).message).toMatch(message);
    expect((await failure(byPath(acme).GET("/systems/{id}", { params: { path } }))).message).toMatch(message);
  });

  it("writes XML bodies", async () => {
    const { fetch, seen } = scripted(ok);
    await client({ fetch }).request("markup", { body: { name: "x" } });
    expect(seen[0]?.headers.get("content-type")).toBe("application/xml");
    expect(seen[0]?.body).toContain("<user><name>x</name></user>");
  });
});

describe("the path-style client", () => {
  it("goes the same way as the named operation", async () => {
    const { fetch, seen } = scripted(new Response("", { status: 503 }), ok);
    const waits: string[] = [];
    const http = byPath(
      client({
        fetch,
        headers: () => ({ "x-org-id": "o" }),
        hooks: { onRetry: (event) => waits.push(event.operation) },
      }),
    );
    const { data, response } = await http.GET("/systems/{id}", {
      params: { path: { id: "1" }, query: { fields: ["a"] } },
    });
    expect([data, response.status, waits]).toEqual([{ id: 1 }, 200, ["get"]]);
    expect(seen[1]?.url).toBe(`${HOST}/systems/1?fields=a`);
    expect([seen[1]?.headers.get("x-api-key"), seen[1]?.headers.get("x-org-id")]).toEqual([SECRET, "o"]);
  });

  it("throws what the named operation throws", async () => {
    const http = byPath(client(scripted(new Response("", { status: 403 }))));
    expect((await failure(http.DELETE("/systems/{id}", byIdParams))).operation).toBe("remove");
    expect((await failure(http.GET("/systems/{id}", byIdParams))).permission).toEqual(["systems"]);
  });

  it("refuses half of a surrogate pair", async () => {
    const { fetch, seen } = scripted(ok);
    const params = { ...byIdParams.params, query: { fields: ["\ud83d"] } };
    const error = await failure(byPath(client({ fetch })).GET("/systems/{id}", { params }));
    expect([error.code, error.vendor, seen]).toEqual(["invalid-input", "acme", []]);
  });

  it("refuses malformed JSON and gives undefined for nothing", async () => {
    const http = byPath(client(scripted(new Response("{]}"), new Response(""))));
    expect(await failure(http.GET("/systems/{id}", byIdParams))).toMatchObject({ reason: "malformed-json" });
    expect((await http.GET("/systems/{id}", byIdParams)).data).toBeUndefined();
  });

  it("hands out a stream unread, and can call a path the table does not list", async () => {
    const http = byPath(client(scripted(ok)));
    const { data } = await http.GET("/unlisted", { parseAs: "stream" });
    expect(await new Response(data).json()).toEqual({ id: 1 });
    const controller = new AbortController();
    controller.abort();
    expect((await failure(http.request("get", "/unlisted", { signal: controller.signal }))).code).toBe(
      "aborted",
    );
  });

  it("refuses an empty path value", async () => {
    expect((await failure(http404("")))?.code).toBe("invalid-input");
  });
});

const byIdParams = { params: { path: { id: "1" } } };
const http404 = (id: string) =>
  byPath(client(scripted(ok))).GET("/systems/{id}", { params: { path: { id } } });

describe("the client itself", () => {
  it("shows no secret", () => {
    const acme = client(scripted(ok));
    expect(inspect(acme, { depth: 9, showHidden: true }) + JSON.stringify(acme)).not.toContain(SECRET);
  });

  it.each([
    "api.example.com",
    "ftp://example.com",
    "https://user:pass@example.com",
    "https://example.com/?a=1",
  ])("refuses the base URL %s", (baseUrl) => {
    expect(() => client({ ...scripted(ok), baseUrl })).toThrow(/`baseUrl` must be/);
  });

  it("refuses an operation it does not have", async () => {
    const acme = client(scripted(ok));
    // @ts-expect-error unknown operation
    expect((await failure(acme.request("toString"))).code).toBe("invalid-input");
  });
});

describe("an observer", () => {
  const watched = async (...responses: Parameters<typeof scripted>) => {
    const seen: Exchange[] = [];
    const call = client(scripted(...responses)).list(
      { query: { limit: 2 } },
      { onExchange: (one: Exchange) => void seen.push(one) },
    );
    await call.catch(() => {});
    return seen;
  };

  it("receives the request and the response, without the credential", async () => {
    const [exchange, ...others] = await watched(
      json([{ id: 1 }], { headers: { "x-request-id": "r1", "set-cookie": "session=made-up" } }),
    );
    expect(others).toEqual([]);
    expect(exchange).toMatchObject({
      operation: "list",
      method: "GET",
      url: expect.stringContaining("limit=2"),
      status: 200,
      data: [{ id: 1 }],
      responseHeaders: { "x-request-id": "r1" },
    });
    expect(inspect(exchange, { depth: 9 })).not.toContain(SECRET);
    expect(exchange?.responseHeaders).not.toHaveProperty("set-cookie");
  });

  it("gets no items of a sequence, which the caller reads", async () => {
    const seen: Exchange[] = [];
    const acme = client(scripted(new Response("1\n2\n")));
    const { data } = await acme.request("watch", {}, { onExchange: (one) => void seen.push(one) });
    expect(seen).toMatchObject([{ status: 200, data: undefined }]);
    expect(isSequence(data) && (await data.next())).toEqual({ done: false, value: 1 });
  });

  it("hears nothing of a call that failed", async () => {
    expect(await watched(json({}, { status: 404 }))).toEqual([]);
  });
});
