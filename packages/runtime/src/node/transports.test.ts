import type { IncomingMessage, RequestListener } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { byPath } from "../client/path-client.ts";
import { selfSigned } from "../fixtures/certificate.ts";
import { type Loopback, listening, serve, serveBytes } from "../fixtures/loopback.ts";
import { client, failure, networkError, type Paths } from "../fixtures/vendor.ts";
import type { Fetch } from "../requests/prepare-request.ts";
import { createNodeFetch } from "./node-fetch.ts";

const nodeFetch = createNodeFetch();
afterAll(() => nodeFetch.close());

const TRANSPORTS: readonly (readonly [string, Fetch])[] = [
  ["fetch", (url, init) => globalThis.fetch(url, init)],
  ["createNodeFetch", nodeFetch],
];

const byId = { path: { id: "1" } };
const open: Loopback[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server[Symbol.asyncDispose]();
});

async function opened(opening: Promise<Loopback>): Promise<Loopback> {
  const server = await opening;
  open.push(server);
  return server;
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

/** Whatever the transport, a client behaves in the same way. */
describe.each(TRANSPORTS)("a client over %s", (_, fetch) => {
  async function acmeAt(opening: Promise<Loopback>, attempts = 1) {
    const { origin } = await opened(opening);
    return client({ fetch, baseUrl: origin, retry: { attempts } });
  }
  const acme = (respond: RequestListener) => acmeAt(serve(respond));
  const acmeOf = (bytes: string) => acmeAt(serveBytes(bytes));
  const responds = (body: string | Buffer, headers: Record<string, string> = {}) =>
    acme((_request, response) => void response.writeHead(200, headers).end(body));

  describe("reads", () => {
    it("text whose characters stand across two packets, without a byte order mark", async () => {
      const bytes = Buffer.from(`\uFEFF${JSON.stringify({ name: "ü 😀" })}`);
      const at = bytes.indexOf(Buffer.from("😀")) + 2;
      const split = acme((_request, response) => {
        response.write(bytes.subarray(0, at), () => setImmediate(() => response.end(bytes.subarray(at))));
      });
      expect(await (await split).get(byId)).toEqual({ name: "ü 😀" });
    });

    it.each([
      ["gzip", gzipSync],
      ["br", brotliCompressSync],
    ])("%s", async (encoding, compress) => {
      const body = { names: Array.from({ length: 5000 }, (_entry, index) => `name ${index}`) };
      const packed = await responds(compress(JSON.stringify(body)), { "content-encoding": encoding });
      expect(await packed.get(byId)).toEqual(body);
    });

    it("a large body", async () => {
      const body = JSON.stringify("ü".repeat(4_000_000));
      expect(await (await responds(body)).get(byId)).toHaveLength(4_000_000);
    });

    it("no body of a 204 and of a HEAD, which may have the headers of one", async () => {
      const headers = { "content-encoding": "gzip", "content-length": "999" };
      const server = acme((_request, response) => void response.writeHead(204).end());
      expect(await (await server).get(byId)).toBeUndefined();
      const { origin } = await opened(
        serve((_request, response) => void response.writeHead(200, headers).end()),
      );
      const response = await fetch(origin, { method: "HEAD" });
      expect([response.status, await response.text()]).toEqual([200, ""]);
    });

    it("headers that come more than once", async () => {
      const server = await acme((_request, response) => {
        const lines = [
          ["set-cookie", "a=1"],
          ["set-cookie", "b=2"],
          ["via", "x"],
          ["via", "é"],
        ];
        response.writeHead(200, lines.flat()).end("{}");
      });
      const { response } = await server.request("get", byId);
      expect([response.headers.getSetCookie(), response.headers.get("via")]).toEqual([
        ["a=1", "b=2"],
        "x, é",
      ]);
      expect(response.url).toMatch(/^http:.*\/systems\/1$/);
    });

    it("a stream, and a body that was read no second time", async () => {
      const paths = byPath<Paths>(await responds('{"a":1}'));
      const { data } = await paths.GET("/systems/{id}", { params: byId, parseAs: "stream" });
      expect(await new Response(data as ReadableStream).json()).toEqual({ a: 1 });
      const { response } = await (await responds("{}")).request("get", byId);
      expect(response.bodyUsed).toBe(true);
      await expect(response.text()).rejects.toThrow(TypeError);
      await expect(response.blob()).rejects.toThrow(TypeError);
    });

    it("a copy of a response", async () => {
      const { origin } = await opened(
        serve((_request, response) => void response.writeHead(201).end("both")),
      );
      const response = await fetch(origin, {});
      const copy = response.clone();
      expect([copy.status, await copy.text(), await response.text()]).toEqual([201, "both", "both"]);
    });
  });

  describe("sends", () => {
    const echo: RequestListener = async (request, response) => {
      const { method, headers } = request;
      response.end(JSON.stringify({ method, headers, body: await textOf(request) }));
    };

    it("bodies with their length and type", async () => {
      const server = await acme(echo);
      expect(await server.create({ body: { name: "ü" } })).toMatchObject({
        method: "POST",
        headers: {
          "content-type": "application/json",
          "content-length": "13",
          "x-api-key": expect.any(String),
        },
        body: '{"name":"ü"}',
      });
      expect(await server.token({ body: { a: "1" } })).toMatchObject({
        headers: { "content-type": expect.stringContaining("x-www-form-urlencoded"), "content-length": "3" },
        body: "a=1",
      });
      expect(await server.upload({ body: { file: "text" } })).toMatchObject({
        headers: { "content-type": expect.stringMatching(/^multipart\/form-data; boundary=/) },
        body: expect.stringContaining("text"),
      });
    });

    it("writes and deletions without a body", async () => {
      const server = await acme(echo);
      expect(await server.create()).toMatchObject({ headers: { "content-length": "0" }, body: "" });
      const { headers } = Object(await server.remove(byId));
      expect(headers).not.toHaveProperty("transfer-encoding");
    });
  });

  describe("fails", () => {
    it.each([
      ["cut", "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{}"],
      ["cut in chunks", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n"],
      ["longer than its length", 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n{"a":1}'],
      [
        "cut while compressed",
        `HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n${gzipSync(
          JSON.stringify(Array.from("abcdef".repeat(9))),
        )
          .subarray(0, 30)
          .toString("latin1")}`,
      ],
    ])("on a body that is %s", async (_case, bytes) => {
      const error = await failure((await acmeOf(bytes)).get(byId));
      expect(error).toMatchObject({ code: "invalid-response", reason: "truncated", retryable: true });
    });

    it.each([
      ...["", "HTTP/1.1 200 O", "SSH-2.0\r\n\r\n"],
      "HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: h2c\r\n\r\n",
    ])("on the response %j", async (bytes) => {
      const server = await acmeOf(bytes);
      expect(await failure(server.get(byId))).toMatchObject({ code: "connection", retryable: true });
      expect(await failure(server.create())).toMatchObject({ code: "connection", outcome: "indeterminate" });
    });

    it("on a redirect, which is not followed", async () => {
      const asked: unknown[] = [];
      const server = await acme(({ url }, response) => {
        asked.push(url);
        response.writeHead(302, { location: "/elsewhere" }).end("{}");
      });
      expect(await failure(server.get(byId))).toMatchObject({ code: "invalid-response", reason: "redirect" });
      expect(asked).toEqual(["/systems/1"]);
    });

    it("where nothing listens, with nothing sent", async () => {
      const server = await serve(() => {});
      await server[Symbol.asyncDispose]();
      const closed = client({ fetch, baseUrl: server.origin, retry: { attempts: 1 } });
      const error = await failure(closed.create());
      const { message } = await failure(
        client({
          fetch: async () => {
            throw networkError("ECONNREFUSED");
          },
          baseUrl: server.origin,
        }).create(),
      );
      expect(error).toMatchObject({ code: "connection", outcome: "not-sent", message });
    });

    it.each([404, 503, 999])("on the status %s", async (status) => {
      const server = await acme((_request, response) => void response.writeHead(status).end("{}"));
      expect(await failure(server.get(byId))).toMatchObject({ status });
    });
  });

  describe("stops", () => {
    /** Begins a response and leaves it open; resolves when the client has gone. */
    function hanging(start: string) {
      let gone: Promise<void> | undefined;
      const server = acme((request, response) => {
        gone = new Promise<void>((resolve) => request.socket.once("close", () => resolve()));
        if (start) response.write(start);
      });
      return { server, gone: () => gone };
    }

    it.each(["", '{"a":'])("when the caller aborts after %j", async (start) => {
      const { server, gone } = hanging(start);
      const stop = new AbortController();
      const acme = await server;
      const reading = failure(acme.get(byId, { signal: stop.signal, timeoutMs: 60_000 }));
      while (!gone()) await new Promise((turn) => setImmediate(turn));
      stop.abort(new Error("enough"));
      expect(await reading).toMatchObject({ code: "aborted", cause: new Error("enough") });
      await gone();
    });

    it("when a reader of a stream leaves", async () => {
      const { server, gone } = hanging("{");
      const { data } = await byPath<Paths>(await server).GET("/systems/{id}", {
        params: byId,
        parseAs: "stream",
      });
      const reader = (data as ReadableStream).getReader();
      await reader.read();
      await reader.cancel();
      await gone();
    });

    it("when the time is over in the middle of a body", async () => {
      const { server, gone } = hanging('{"a":');
      const error = await failure((await server).get(byId, { timeoutMs: 20 }));
      expect(error).toMatchObject({ code: "timeout", retryable: true });
      await gone();
    });

    it("before it sends anything, for a signal that was aborted before", async () => {
      await expect(fetch("http://127.0.0.1:9/", { signal: AbortSignal.abort("early") })).rejects.toBe(
        "early",
      );
    });
  });

  describe("over TLS", () => {
    const { cert, key } = selfSigned();
    const usual = getCACertificates();
    afterEach(() => setDefaultCACertificates(usual));
    const secure = () =>
      acmeAt(
        listening(
          createTlsServer({ cert, key }, (_request, response) => void response.end("{}")),
          "https",
        ),
        2,
      );

    it("reads from a server whose certificate is trusted", async () => {
      setDefaultCACertificates([...usual, cert]);
      expect(await (await secure()).get(byId)).toEqual({});
    });

    it("sends nothing to any other, and does not try again", async () => {
      const error = await failure((await secure()).create());
      expect(error).toMatchObject({ code: "connection", outcome: "not-sent", retryable: false });
      expect(error.message).toContain("DEPTH_ZERO_SELF_SIGNED_CERT");
    });
  });
});
