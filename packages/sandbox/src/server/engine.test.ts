import { describe, expect, it } from "vitest";
import { type Call, empty, json, type VendorResponse } from "../engine/request/call.ts";
import { tinyVendor } from "../fixtures/tiny-vendor.ts";
import { createEngine } from "./engine.ts";

const still = { now: () => 0, elapsed: () => 0, latencyMs: 0, rateLimit: undefined };

function open(handlers: Record<string, (call: Call) => VendorResponse>, options = {}) {
  const engine = createEngine(tinyVendor(handlers), { ...still, ...options });
  const call = async (path: string, init: RequestInit = {}) => {
    const request = new Request(`https://tiny.example/api${path}`, init);
    const incoming = {
      method: request.method,
      url: new URL(request.url),
      headers: request.headers,
      text: await request.text(),
    };
    const response = await engine.respond(incoming, new AbortController().signal);
    return { status: response.status, text: await response.text(), headers: response.headers };
  };
  return { engine, call };
}

const post = (body: string, headers: Record<string, string> = {}) => ({
  method: "POST",
  body,
  headers: { "content-type": "application/json", "x-reason": "test", ...headers },
});

describe("requests", () => {
  it("hands a handler its parameters with the types the document gives them", async () => {
    let seen: Call | undefined;
    const { call, engine } = open({
      listWidgets(received) {
        seen = received;
        return json([]);
      },
    });
    expect((await call("/widgets?limit=3&tags=a,b&open=true")).status).toBe(200);
    expect(seen?.query).toEqual({ limit: 3, tags: ["a", "b"], open: true });
    expect(engine.violations).toEqual([]);
  });

  it.each([
    ["a number that is not numeric", "/widgets?limit=many", "query parameter limit: / must be integer"],
    ["a number above the maximum", "/widgets?limit=6", "query parameter limit: / must be <= 5"],
    ["a boolean that is not boolean", "/widgets?open=maybe", "query parameter open: / must be boolean"],
    [
      "a parameter the document does not have",
      "/widgets?color=red",
      "query parameter color: not in the document",
    ],
  ])("refuses %s and remembers it", async (_what, path, problem) => {
    const { call, engine } = open({ listWidgets: () => json([]) });
    expect((await call(path)).status).toBe(400);
    expect(engine.violations).toMatchObject([
      { kind: "request", operation: "listWidgets", problems: [problem] },
    ]);
  });

  it.each([
    ["no body", { method: "POST", headers: { "x-reason": "x" } }, "body: missing"],
    [
      "another content type",
      post("a=1", { "content-type": "text/csv" }),
      "body: content type text/csv, not application/json",
    ],
    ["broken JSON", post("{"), "body: not valid JSON"],
    ["a body without a required property", post("{}"), "body: / must have required property 'id'"],
    ["a property of another type", post('{"id":"1","size":"big"}'), "body: /size must be integer"],
  ])("refuses %s", async (_what, init, problem) => {
    const { call, engine } = open({ createWidget: () => json({ id: "1" }, { status: 201 }) });
    expect((await call("/widgets", init)).status).toBe(400);
    expect(engine.violations).toMatchObject([{ problems: [problem] }]);
  });

  it("refuses a missing header and an undeclared body", async () => {
    const { call, engine } = open({
      createWidget: () => json({ id: "1" }, { status: 201 }),
      deleteWidget: () => empty(204),
    });
    await call("/widgets", {
      method: "POST",
      body: '{"id":"1"}',
      headers: { "content-type": "application/json" },
    });
    await call("/widgets/1", { method: "DELETE", body: "{}" });
    expect(engine.violations.map(({ problems }) => problems)).toEqual([
      ["header parameter x-reason: missing"],
      ["body: the operation takes none"],
    ]);
  });

  it("returns the vendor's 404 for an unknown path and without a violation", async () => {
    const { call, engine } = open({});
    expect(await call("/gadgets")).toMatchObject({ status: 404, text: '{"message":"Not Found"}' });
    expect(engine.requests).toMatchObject([{ operation: "unknown", path: "/gadgets", status: 404 }]);
    expect(engine.violations).toEqual([]);
  });

  it("returns 405 for an operation that is not modelled, and says that nothing was done", async () => {
    const { call, engine } = open({});
    const response = await call("/widgets/00000000-0000-4000-8000-000000000000/spin", { method: "POST" });
    expect(response.status).toBe(405);
    expect(JSON.parse(response.text)).toEqual({
      code: "sandbox-not-modelled",
      message: "The sandbox does not model spinWidget. Nothing was done. Add a handler for it.",
    });
    expect(engine.violations).toEqual([]);
  });

  it("returns 500 that names the operation when a handler throws", async () => {
    const { call, engine } = open({
      listWidgets() {
        throw new Error("no such column");
      },
    });
    const response = await call("/widgets");
    expect(response.status).toBe(500);
    expect(JSON.parse(response.text).message).toBe("listWidgets: the sandbox failed: no such column");
    expect(engine.violations).toMatchObject([
      { kind: "exception", operation: "listWidgets", problems: ["no such column"] },
    ]);
  });
});

describe("responses", () => {
  it.each<[string, VendorResponse, string]>([
    ["a row of another shape", json({ id: 7 }), "/id must be string"],
    ["no body where there must be one", empty(200), "body: missing"],
    ["text instead of JSON", { status: 200, text: "hello" }, "/ must be object"],
    ["a success the document does not list", empty(202), "body: missing"],
  ])("reports %s and returns 500", async (_what, response, problem) => {
    const { call, engine } = open({ getWidget: () => response });
    expect((await call("/widgets/1")).status).toBe(500);
    expect(engine.violations).toMatchObject([{ kind: "response", operation: "getWidget" }]);
    expect(engine.violations[0]?.problems).toContain(problem);
  });

  it("returns a response of another shape if responses are not checked", async () => {
    const { call, engine } = open({ getWidget: () => json({ id: 7 }) }, { checkResponses: false });
    expect(await call("/widgets/1")).toMatchObject({ status: 200, text: '{"id":7}' });
    expect((await call("/widgets?limit=many")).status).toBe(400);
    expect(engine.violations).toMatchObject([{ kind: "request" }]);
  });

  it("reports an undeclared body and an undeclared status", async () => {
    const { call, engine } = open({
      deleteWidget: ({ path }) => (path.id === "1" ? json({}, { status: 204 }) : empty(200)),
    });
    await call("/widgets/1", { method: "DELETE" });
    await call("/widgets/2", { method: "DELETE" });
    expect(engine.violations.map(({ problems }) => problems)).toEqual([
      ["body: the document has none"],
      ["status 200 is not in the document"],
    ]);
  });

  it("lets an error status through that the document leaves out", async () => {
    const { call, engine } = open({ deleteWidget: () => json({ message: "gone" }, { status: 410 }) });
    expect((await call("/widgets/1", { method: "DELETE" })).status).toBe(410);
    expect(engine.violations).toEqual([]);
  });

  it("checks an error against the default response", async () => {
    const { call, engine } = open({ getWidget: () => json({ oops: true }, { status: 404 }) });
    await call("/widgets/1");
    expect(engine.violations).toMatchObject([{ kind: "response" }]);
  });
});

describe("limits and log", () => {
  it("returns 429 above the limit until the window is over", async () => {
    let clock = 0;
    const model = tinyVendor({ listWidgets: () => json([]) });
    const engine = createEngine(model, {
      ...still,
      elapsed: () => clock,
      rateLimit: { requests: 2, seconds: 10 },
    });
    const call = async () => {
      const url = new URL("https://tiny.example/api/widgets");
      const request = { method: "GET", url, headers: new Headers(), text: "" };
      return (await engine.respond(request, new AbortController().signal)).status;
    };
    expect([await call(), await call(), await call()]).toEqual([200, 200, 429]);
    clock = 10_000;
    expect(await call()).toBe(200);
  });

  it("logs what came and what went, without credentials", async () => {
    const { call, engine } = open({ createWidget: () => json({ id: "1" }, { status: 201 }) });
    await call("/widgets", post('{"id":"1"}', { authorization: "Bearer secret" }));
    await call("/widgets?tags=a&tags=b");
    expect(engine.requests).toEqual([
      {
        operation: "createWidget",
        method: "POST",
        path: "/widgets",
        query: {},
        body: { id: "1" },
        status: 201,
        authenticated: true,
      },
      {
        operation: "listWidgets",
        method: "GET",
        path: "/widgets",
        query: { tags: ["a", "b"] },
        body: undefined,
        status: 200,
        authenticated: false,
      },
    ]);
    expect(JSON.stringify(engine.requests)).not.toContain("secret");
  });
});
