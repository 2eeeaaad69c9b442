import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { Socket } from "node:net";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { assertAllowedUrl, createGuardedFetch } from "./guarded-fetch.ts";
import { isPublicAddress } from "./public-address.ts";

describe("isPublicAddress", () => {
  it.each(["8.8.8.8", "203.0.112.255", "172.32.0.1", "2606:4700:4700::1111"])("accepts %s", (address) =>
    expect(isPublicAddress(address)).toBe(true),
  );

  it.each([
    ...["0.0.0.0", "10.1.2.3", "100.64.0.1", "127.0.0.1", "169.254.169.254", "172.16.0.1", "192.168.1.1"],
    ...[
      "198.18.0.1",
      "224.0.0.1",
      "255.255.255.255",
      "::1",
      "::",
      "fe80::1",
      "fc00::1",
      "fd12::1",
      "ff02::1",
    ],
    ...[
      "::ffff:10.0.0.1",
      "::ffff:8.8.8.8",
      "64:ff9b::7f00:1",
      "2002:7f00:1::",
      "2001:0:4136:e378::",
      "x",
      "",
    ],
  ])("refuses %s", (address) => expect(isPublicAddress(address)).toBe(false));
});

describe("assertAllowedUrl", () => {
  const guard = { allowPrivate: false };

  it.each([
    ...[
      "http://example.com",
      "ftp://example.com",
      "file:///etc/passwd",
      "https://user:key@example.com",
      "nothing",
    ],
    ...["https://localhost", "https://127.0.0.1", "https://2130706433", "https://0x7f.1", "https://[::1]"],
    ...["https://127.1", "https://0177.0.0.1", "https://①②⑦.⓪.⓪.①", "https://127.0.0.1.", "https://[::]"],
    ...["https://[::127.0.0.1]", "https://[64:ff9b::a00:1]", "https://[fe80::1]", "https://[fd00:ec2::254]"],
    ...["https://user@example.com", "https://:p@example.com", "https://[fe80::1%25eth0]", "https://"],
    ...["https://169.254.169.254/latest/meta-data", "https://[::ffff:127.0.0.1]", "https://10.0.0.8:8443"],
  ])("refuses %s", (url) => expect(() => assertAllowedUrl(url, guard)).toThrow("This address"));

  it("accepts https on the public internet", () =>
    expect(assertAllowedUrl("https://console.example.com/api", guard).host).toBe("console.example.com"));

  it("accepts private addresses and plain http on loopback when they are allowed, and no other plain http", () => {
    const lenient = { allowPrivate: true };
    expect(assertAllowedUrl("https://10.0.0.8:8443", lenient).port).toBe("8443");
    expect(assertAllowedUrl("http://127.0.0.1:99", lenient).port).toBe("99");
    expect(() => assertAllowedUrl("http://10.0.0.8", lenient)).toThrow("must use https");
  });
});

describe("createGuardedFetch", () => {
  const server = createServer((request, response) => {
    if (request.url === "/gzip") {
      response.setHeader("content-encoding", "gzip");
      return response.end(gzipSync(JSON.stringify({ packed: true })));
    }
    if (request.url === "/bomb") {
      response.setHeader("content-encoding", "gzip");
      return response.end(gzipSync(Buffer.alloc(5_000_000)));
    }
    if (request.url === "/redirect") return response.writeHead(302, { location: "/gzip" }).end();
    if (request.url === "/hang") return undefined;
    if (request.url === "/nothing") return response.writeHead(204).end();
    request.setEncoding("utf8");
    let body = "";
    request.on("data", (chunk) => {
      body += chunk;
    });
    return request.on("end", () =>
      response.end(JSON.stringify({ method: request.method, type: request.headers["content-type"], body })),
    );
  });
  let origin = "";
  const fetch = createGuardedFetch({ allowPrivate: true });
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    origin = originOf(server);
  });
  afterAll(() => {
    fetch.close();
    server.closeAllConnections();
    server.close();
  });

  it("sends and reads like fetch", async () => {
    const response = await fetch(`${origin}/echo`, { method: "POST", body: '{"a":"ü"}' });
    expect(await response.json()).toMatchObject({ method: "POST", body: '{"a":"ü"}' });
    expect((await fetch(`${origin}/nothing`, {})).status).toBe(204);
  });

  it("sends the content type of a form, unless another is given", async () => {
    const typeOf = async (init: RequestInit) =>
      (await (await fetch(`${origin}/echo`, { method: "POST", ...init })).json()).type;
    const form = new FormData();
    form.set("a", "1");
    expect(await typeOf({ body: new URLSearchParams({ a: "1" }) })).toContain("x-www-form-urlencoded");
    expect(await typeOf({ body: form })).toMatch(/^multipart\/form-data; boundary=/);
    expect(await typeOf({ body: "{}", headers: { "Content-Type": "application/json" } })).toBe(
      "application/json",
    );
  });

  it("decompresses responses", async () =>
    expect(await (await fetch(`${origin}/gzip`, {})).json()).toEqual({ packed: true }));

  it("reads no response beyond the limit, compressed or not", async () => {
    const narrow = createGuardedFetch({ allowPrivate: true, responseLimit: 1_000_000 });
    await expect((await narrow(`${origin}/bomb`, {})).text()).rejects.toThrow("larger than 1000000 bytes");
    narrow.close();
    expect((await (await fetch(`${origin}/bomb`, {})).text()).length).toBe(5_000_000);
  });

  it("does not follow redirects", async () => {
    const response = await fetch(`${origin}/redirect`, {});
    expect([response.status, response.headers.get("location")]).toEqual([302, "/gzip"]);
  });

  it("reuses a connection", async () => {
    const connections = new Set<Socket>();
    const keeper = createServer({ keepAliveTimeout: 0 }, (request, response) => {
      connections.add(request.socket);
      response.end("at once");
    }).listen(0, "127.0.0.1");
    await once(keeper, "listening");
    const patient = createGuardedFetch({ allowPrivate: true, idleMs: 60_000 });
    const url = originOf(keeper);
    for (let number = 0; number < 3; number++) await (await patient(url, {})).text();
    expect(connections.size).toBe(1);
    patient.close();
    keeper.close();
  });

  it("closes a connection when it is idle, but not while it waits for a response", async () => {
    const connections = new Set<Socket>();
    const keeper = createServer({ keepAliveTimeout: 0 }, (request, response) => {
      connections.add(request.socket);
      if (request.url !== "/slow") return response.end("at once");
      return setTimeout(() => response.end("late"), 200);
    }).listen(0, "127.0.0.1");
    await once(keeper, "listening");
    const url = originOf(keeper);
    const brief = createGuardedFetch({ allowPrivate: true, idleMs: 50 });
    // Of its own, since a request may come too late for a connection that is about to close.
    const other = createGuardedFetch({ allowPrivate: true, idleMs: 50 });
    expect(await (await brief(`${url}/slow`, {})).text()).toBe("late");
    expect(await (await other(url, {})).text()).toBe("at once");
    expect(connections.size).toBe(2);
    for (const connection of connections) if (!connection.closed) await once(connection, "close");
    keeper.close();
    brief.close();
    other.close();
  });

  it("aborts with its signal", async () => {
    const stop = new AbortController();
    const call = fetch(`${origin}/hang`, { signal: stop.signal });
    stop.abort(new Error("enough"));
    await expect(call).rejects.toThrow();
  });

  it("refuses a name with a private address, even among public ones", async () => {
    const resolve = async () => [
      { address: "8.8.8.8", family: 4 },
      { address: "127.0.0.1", family: 4 },
    ];
    const strict = createGuardedFetch({ allowPrivate: false, resolve });
    await expect(strict("https://rebound.example.com/", {})).rejects.toThrow("not a public address");
    strict.close();
  });

  it("looks a name up once for all connections at the same time, and again later", async () => {
    const asked: string[] = [];
    const resolve = async (hostname: string) => {
      asked.push(hostname);
      return [{ address: "127.0.0.1", family: 4 }];
    };
    const strict = createGuardedFetch({ allowPrivate: false, resolve });
    const connect = (name: string) =>
      expect(strict(`https://${name}.example.com/`, {})).rejects.toThrow("not a public");
    await Promise.all([connect("one"), connect("one"), connect("two")]);
    await connect("one");
    expect(asked).toEqual(["one.example.com", "two.example.com", "one.example.com"]);
    strict.close();
  });

  it.each(["localhost.", "sub.localhost", "127.0.0.1.nip.example"])(
    "refuses %s when it resolves to loopback",
    async (name) => {
      const strict = createGuardedFetch({
        allowPrivate: false,
        resolve: async () => [{ address: "::1", family: 6 }],
      });
      await expect(strict(`https://${name}/`, {})).rejects.toThrow("not a public address");
      strict.close();
    },
  );

  it("refuses a URL without a name lookup where possible", async () => {
    const strict = createGuardedFetch({ allowPrivate: false });
    await expect(strict(`${origin}/gzip`, {})).rejects.toThrow("must use https");
    strict.close();
  });
});

function originOf(server: Server): string {
  const address = server.address();
  return `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
}
