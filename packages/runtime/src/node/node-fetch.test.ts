import { createServer, request as requestHttp } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { connect } from "node:net";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, it, vi } from "vitest";
import { selfSigned } from "../fixtures/certificate.ts";
import { type Loopback, listening, serve } from "../fixtures/loopback.ts";
import { client, failure } from "../fixtures/vendor.ts";
import { createNodeFetch, type NodeFetchOptions } from "./node-fetch.ts";

const open: { close(): void }[] = [];
const servers: Loopback[] = [];
afterEach(async () => {
  for (const each of open.splice(0)) each.close();
  for (const each of servers.splice(0)) await each[Symbol.asyncDispose]();
});

function opened(options: NodeFetchOptions = {}) {
  const fetch = createNodeFetch({ env: {}, ...options });
  open.push(fetch);
  return fetch;
}

async function started(opening: Promise<Loopback>): Promise<Loopback> {
  const server = await opening;
  servers.push(server);
  return server;
}

describe("createNodeFetch", () => {
  it("sends many requests over one connection, and says who it is", async () => {
    const connections = new Set<unknown>();
    const { origin } = await started(
      serve((request, response) => {
        connections.add(request.socket);
        response.end(request.headers["user-agent"]);
      }),
    );
    const fetch = opened({ userAgent: "acme" });
    for (let number = 0; number < 3; number++) expect(await (await fetch(origin, {})).text()).toBe("acme");
    expect(connections.size).toBe(1);
  });

  it("reads no body beyond its limit, as text or as a stream, compressed or not", async () => {
    const { origin } = await started(
      serve(({ url }, response) => {
        const body = Buffer.alloc(2_000_000);
        if (url === "/") return response.end(body);
        return response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync(body));
      }),
    );
    const fetch = opened({ responseLimit: 1_000_000 });
    for (const path of ["/", "/gzip"]) {
      const larger = "larger than 1000000 bytes";
      await expect((await fetch(origin + path, {})).text()).rejects.toThrow(larger);
      await expect((await fetch(origin + path, {})).arrayBuffer()).rejects.toThrow(larger);
    }
    expect(await (await opened()(`${origin}/gzip`, {})).text()).toHaveLength(2_000_000);
  });

  it("gives up a connection that does not come about", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const acme = client({ fetch: opened({ lookup: () => {} }), retry: { attempts: 1 }, timeoutMs: 60_000 });
    const creating = failure(acme.create());
    await new Promise((turn) => setImmediate(turn));
    vi.advanceTimersByTime(10_000);
    expect(await creating).toMatchObject({ code: "connection", outcome: "not-sent" });
    vi.useRealTimers();
  });

  it("looks up names only, and connects to the address that it gets", async () => {
    const { port, origin } = await started(serve((_request, response) => void response.end("{}")));
    const names: string[] = [];
    const fetch = opened({
      lookup(name, { all }, callback) {
        names.push(name);
        if (all) callback(null, [{ address: "127.0.0.1", family: 4 }]);
        else callback(null, "127.0.0.1", 4);
      },
      env: { HTTP_PROXY: "http://127.0.0.1:9" },
    });
    for (const url of [origin, `http://api.example.com:${port}`]) await fetch(url, {});
    expect(names).toEqual(["api.example.com"]);
  });

  it.each(["ftp://example.com/", "https://user:key@example.com/", "nothing"])("refuses %s", async (url) =>
    expect(opened()(url, {})).rejects.toThrow(),
  );
});

describe("a proxy of the environment", () => {
  /** Forwards to 127.0.0.1, whatever the host; refuses tunnels to port 1. */
  async function startProxy() {
    const seen: string[] = [];
    const server = createServer((request, response) => {
      const { headers, url = "" } = request;
      seen.push(`${url} ${headers["proxy-authorization"] ?? ""}`.trim());
      const { port, pathname } = new URL(url);
      requestHttp({ port, path: pathname }, (message) => message.pipe(response)).end();
    });
    server.on("connect", ({ url = "" }, near) => {
      seen.push(`CONNECT ${url}`);
      const [, port] = url.split(":");
      if (port === "1") return near.end("HTTP/1.1 403 Forbidden\r\n\r\n");
      const far = connect(Number(port), "127.0.0.1", () => {
        near.write("HTTP/1.1 200 OK\r\n\r\n");
        near.pipe(far).pipe(near);
      });
      return far.on("error", () => near.destroy());
    });
    const { port } = await started(listening(server));
    return { port, seen };
  }

  const target = () =>
    started(
      serve(({ url, headers }, response) =>
        response.end(JSON.stringify({ url, secret: headers["proxy-authorization"] })),
      ),
    );

  it("is used for http, with its own credentials", async () => {
    const [proxy, { port }] = await Promise.all([startProxy(), target()]);
    const fetch = opened({ env: { HTTP_PROXY: `http://user:pass@127.0.0.1:${proxy.port}` } });
    const url = `http://api.example.com:${port}/devices`;
    expect(await (await fetch(url, {})).json()).toEqual({ url: "/devices" });
    expect(proxy.seen).toEqual([`${url} Basic ${btoa("user:pass")}`]);
  });

  it.each(["NO_PROXY", "no_proxy"])("is not used for this machine and hosts in %s", async (name) => {
    const [proxy, { port }] = await Promise.all([startProxy(), target()]);
    const env = { http_proxy: `127.0.0.1:${proxy.port}`, [name]: "example.org,.example.com" };
    const fetch = opened({ env });
    expect((await fetch(`http://127.0.0.1:${port}/`, {})).status).toBe(200);
    await expect(fetch(`http://sub.example.com:${port}/`, {})).rejects.toThrow();
    expect(proxy.seen).toEqual([]);
    expect((await fetch(`http://example.net:${port}/`, {})).status).toBe(200);
    expect(proxy.seen).toHaveLength(1);
  });

  it("is a tunnel for https, through which the certificate is checked", async () => {
    const { cert, key } = selfSigned();
    const secure = createTlsServer({ cert, key }, (_request, response) => void response.end("{}"));
    const [proxy, { port }] = await Promise.all([startProxy(), started(listening(secure, "https"))]);
    const url = `https://api.example.com:${port}/`;
    const env = { HTTPS_PROXY: `http://127.0.0.1:${proxy.port}` };
    await expect(opened({ env })(url, {})).rejects.toThrow("self-signed certificate");
    const usual = getCACertificates();
    setDefaultCACertificates([...usual, cert]);
    const response = await opened({ env })(url, {}).finally(() => setDefaultCACertificates(usual));
    expect(await response.text()).toBe("{}");
    expect(proxy.seen).toEqual([1, 2].map(() => `CONNECT api.example.com:${port}`));
  });

  it("that refuses a tunnel has sent nothing", async () => {
    const proxy = await startProxy();
    const env = { https_proxy: `http://127.0.0.1:${proxy.port}` };
    const acme = client({
      fetch: opened({ env }),
      baseUrl: "https://api.example.com:1",
      retry: { attempts: 1 },
    });
    expect(await failure(acme.create())).toMatchObject({ code: "connection", outcome: "not-sent" });
  });

  it.each(["socks5://user:pass@127.0.0.1:1", "http://"])("must be one of HTTP: %s", async (HTTPS_PROXY) => {
    const acme = client({ fetch: opened({ env: { HTTPS_PROXY } }) });
    const error = await failure(acme.create());
    expect(error.code).toBe("invalid-input");
    expect(error.message).toContain("HTTPS_PROXY is not the URL of an HTTP proxy.");
    expect(JSON.stringify(error)).not.toContain("pass");
  });
});
