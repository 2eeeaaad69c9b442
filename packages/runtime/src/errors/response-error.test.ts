import { createServer } from "node:net";
import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { client, failure, json, networkError, SECRET, scripted } from "../fixtures/vendor.ts";

const byId = { path: { id: "1" } };
const failed = (response: Response | Error, options = {}) =>
  failure(client({ fetch: scripted(response).fetch, retry: { attempts: 1 }, ...options }).get(byId));

describe("which error a status becomes", () => {
  it.each([
    [400, "ValidationError", "validation", false],
    [401, "AuthenticationError", "authentication", false],
    [402, "ValidationError", "validation", false],
    [403, "PermissionError", "permission", false],
    [404, "NotFoundError", "not-found", false],
    [408, "VendorUnavailableError", "vendor-unavailable", true],
    [409, "ConflictError", "conflict", false],
    [410, "NotFoundError", "not-found", false],
    [422, "ValidationError", "validation", false],
    [429, "RateLimitError", "rate-limit", true],
    [500, "VendorUnavailableError", "vendor-unavailable", true],
    [503, "VendorUnavailableError", "vendor-unavailable", true],
  ])("%i", async (status, name, code, retryable) => {
    const error = await failed(new Response("", { status }));
    expect(error).toMatchObject({ name, code, retryable, status, vendor: "acme", operation: "get" });
    expect(error.message.startsWith(`[acme] get: ${status}: `)).toBe(true);
    expect(error.stack?.startsWith(`${name}: [acme] get`)).toBe(true);
  });

  const problem = "the server does not have this operation.";
  const advice = "Check `baseUrl`, and whether the server's version has it.";

  it.each([
    ["404 of a list", 404, "list"],
    ["410 of a list", 410, "list"],
    ["404 of a search", 404, "search"],
    ["404 of a new record", 404, "create"],
    ["405 of any operation", 405, "remove"],
    ["501 of any operation", 501, "get"],
  ] as const)("%s: the server lacks the operation", async (_what, status, operation) => {
    const { fetch, seen } = scripted(new Response("", { status }));
    const error = await failure(client({ fetch })[operation](byId));
    expect(error).toMatchObject({ name: "UnsupportedOperationError", code: "unsupported-operation", status });
    expect(error).toMatchObject({ problem: `${status}: ${problem}`, advice, retryable: false });
    expect(seen).toHaveLength(1);
  });

  it("counts the ids of the caller only: what the client fills in names the account", async () => {
    const { fetch } = scripted(new Response("", { status: 404 }));
    const error = await failure(client({ fetch, path: { id: "1" } }).get({}));
    expect(error.code).toBe("unsupported-operation");
    expect(error.problem).toBe("404: `id` was not found, or the server does not have this operation.");
    expect(error.advice).toBe("Check `id`, `baseUrl`, and whether the server's version has it.");
    expect((await failure(client({ fetch, path: { other: "1" } }).get(byId))).code).toBe("not-found");
  });

  it("takes 404 for a record that the query names, so that the next is requested", async () => {
    const { fetch } = scripted(new Response("", { status: 404 }), json({ id: 2 }));
    const acme = client({ fetch });
    expect((await failure(acme.result({ query: { id: "1" } }))).code).toBe("not-found");
    expect(await acme.result({ query: { id: "2" } })).toEqual({ id: 2 });
  });

  it("names the permission that is missing", async () => {
    const error = await failed(new Response("", { status: 403 }));
    expect(error.message).toBe(
      '[acme] get: 403: the credentials lack the permission "systems". Grant it, or use other credentials.',
    );
    expect(error.permission).toEqual(["systems"]);
    const { fetch } = scripted(new Response("", { status: 403 }));
    const either = await failure(client({ fetch }).list());
    expect(either.message).toContain(
      '403: the credentials lack the permission "systems" or "systems.readonly".',
    );
    expect((await failure(client({ fetch }).words())).message).toContain(
      "403: the credentials do not allow this. Check their role.",
    );
  });
});

describe("what an error body says", () => {
  const nested = { error: { code: "Request_ResourceNotFound", message: "Gone." } };
  it.each<[string, BodyInit | null, string | undefined, string | undefined]>([
    [
      "code, message and status",
      JSON.stringify({ code: 422, message: "Bad", status: "INVALID" }),
      "Bad",
      "INVALID",
    ],
    ["a gRPC code", JSON.stringify({ code: 5, message: "none", details: [] }), "none", "5"],
    ["a message alone", JSON.stringify({ message: "Bad" }), "Bad", undefined],
    ["a nested error", JSON.stringify(nested), "Gone.", "Request_ResourceNotFound"],
    ["a list of errors", JSON.stringify({ errors: [{ code: "X1", description: "Bad" }] }), "Bad", "X1"],
    [
      "OAuth's shape",
      JSON.stringify({ error: "invalid_client", error_description: "No" }),
      "No",
      "invalid_client",
    ],
    [
      "a message, and what is wrong in a list behind it",
      JSON.stringify({ message: "Conflict", errors: [{ name: "host_id", reason: "already locked" }] }),
      "Conflict; already locked",
      undefined,
    ],
    [
      "all errors of a list, with the fields that they are about",
      JSON.stringify({ errors: [{ code: "X1", description: "Bad", field: "name" }, { description: "No" }] }),
      "name: Bad; No",
      "X1",
    ],
    [
      "errors by kind",
      JSON.stringify({ errors: { globalErrors: null, fieldErrors: [{ code: "Range", message: "Bad" }] } }),
      "Bad",
      "Range",
    ],
    [
      "details",
      JSON.stringify({ message: "Bad", details: [{ message: "too short" }, { message: "Bad" }] }),
      "Bad; too short",
      undefined,
    ],
    [
      "details of an error",
      JSON.stringify({
        error: { code: "X1", message: "Bad", details: [{ code: "X2", message: "too short" }] },
      }),
      "Bad; too short",
      "X1",
    ],
    ["errors of an error", JSON.stringify({ error: { errors: ["too short"] } }), "too short", undefined],
    ["messages", JSON.stringify({ message: ["Bad", "No"] }), "Bad; No", undefined],
    [
      "problems by field",
      JSON.stringify({ name: ["Too long.", "Taken."] }),
      "name: Too long.; name: Taken.",
      undefined,
    ],
    ["a result code", JSON.stringify({ resultCode: "FAILURE", errorMessage: "Bad" }), "Bad", "FAILURE"],
    ["JSON that is a text", JSON.stringify("Bad"), "Bad", undefined],
    ["a list of texts", JSON.stringify(["Bad", 7, "No"]), "Bad; No", undefined],
    ["lists in lists without an end", `${"[".repeat(30_000)}${"]".repeat(30_000)}`, undefined, undefined],
    ["text", "Bad things", "Bad things", undefined],
    ["nothing", null, undefined, undefined],
    ["JSON that is no object", "[1,2]", undefined, undefined],
    ["a code with blanks", JSON.stringify({ code: "Ada Lovelace" }), undefined, undefined],
  ])("%s", async (_what, body, vendorMessage, vendorCode) => {
    const error = await failed(new Response(body, { status: 422 }));
    expect([error.vendorMessage, error.vendorCode]).toEqual([vendorMessage, vendorCode]);
  });

  it.each([
    [{ message: "no", request_id: "00ff" }, "00ff"],
    [{ incidentId: "WEB-1" }, "WEB-1"],
    [{ uuid: "5b1f" }, "5b1f"],
    [{ incidentId: "1\n2" }, undefined],
    [{ errors: [{ uuid: "of a record" }] }, undefined],
  ])("%j names the request", async (body, requestId) => {
    expect((await failed(json(body, { status: 500 }))).requestId).toBe(requestId);
    const headers = { "x-request-id": "r-1" };
    expect((await failed(json(body, { status: 500, headers }))).requestId).toBe("r-1");
  });

  it("reads 64 kB of it at most", async () => {
    let pulled = 0;
    const chunk = new TextEncoder().encode("x".repeat(16_384));
    const body = new ReadableStream({
      pull(controller) {
        pulled++;
        controller.enqueue(chunk);
      },
    });
    const error = await failed(new Response(body, { status: 500 }));
    expect(error.vendorMessage).toHaveLength(65_536);
    expect(pulled).toBeLessThan(10);
  });

  it("says no more than was read, however long the name of a list is", async () => {
    const texts = Array.from({ length: 1000 }, (_, index) => `${index}`);
    const error = await failed(json({ ["n".repeat(50_000)]: texts }, { status: 422 }));
    expect(error.vendorMessage).toHaveLength(65_536);
  });

  it("keeps the vendor's words and the secret out of message, JSON and log", async () => {
    const words = `Serial C02ABC of Ada with key ${SECRET}`;
    const error = await failed(json({ message: words }, { status: 500, headers: { "x-request-id": "r-1" } }));
    expect(error.requestId).toBe("r-1");
    for (const shown of [error.message, JSON.stringify(error), inspect(error)]) {
      expect(shown).not.toMatch(/C02ABC|Ada|s3cr3t/);
    }
    expect(error.vendorMessage).toBe(words);
    expect(JSON.parse(JSON.stringify(error))).toEqual({
      name: "VendorUnavailableError",
      message: "[acme] get: 500: vendor error. Try again later.",
      code: "vendor-unavailable",
      problem: "500: vendor error.",
      advice: "Try again later.",
      retryable: true,
      vendor: "acme",
      operation: "get",
      status: 500,
      requestId: "r-1",
    });
  });
});

describe("no response", () => {
  it("names the host of a closed port", async () => {
    const server = createServer();
    const port = await new Promise<number>((resolve) => {
      server.listen(0, "127.0.0.1", () => {
        const address = server.address();
        resolve(typeof address === "object" && address ? address.port : 0);
      });
    });
    await new Promise((resolve) => server.close(resolve));
    const acme = client({ fetch, baseUrl: `http://127.0.0.1:${port}`, retry: { attempts: 2 } });
    const error = await failure(acme.create({ body: {} }));
    expect(error).toMatchObject({ name: "ConnectionError", code: "connection", retryable: true });
    expect(error.message).toContain(
      `the connection to 127.0.0.1:${port} failed (ECONNREFUSED). Nothing was sent.`,
    );
    expect(error.cause).toBeInstanceOf(TypeError);
  });

  it("does not call a bad certificate retryable", async () => {
    expect((await failed(networkError("DEPTH_ZERO_SELF_SIGNED_CERT"))).retryable).toBe(false);
  });
});
