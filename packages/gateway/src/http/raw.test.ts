import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestStore } from "../fixtures/prepared-database.ts";
import { exchangeRaw } from "../fixtures/servers/raw-exchange.ts";
import { type RunningGateway, startGateway } from "../start-gateway.ts";

// Bytes on a real connection that no HTTP client would send. Every exchange must end by itself.

const RUNS = Number(process.env.MDMKIT_FUZZ_RUNS ?? 300);
const SEED = process.env.MDMKIT_FUZZ_SEED ? Number(process.env.MDMKIT_FUZZ_SEED) : 7;

let gateway: RunningGateway;
let account = "";
const unexpected: string[] = [];
const send = (sent: string | Uint8Array) => exchangeRaw(gateway.url, sent);
const sendAndLeave = (sent: string | Uint8Array) => exchangeRaw(gateway.url, sent, { leaves: true });

beforeAll(async () => {
  gateway = await startGateway({
    port: 0,
    sandbox: { devices: 5, users: 3 },
    store: await openTestStore(),
    log: (level, event, entry) => {
      if (level === "error") unexpected.push(JSON.stringify({ event, ...entry }));
    },
  });
  account = gateway.sandboxes[0]?.id ?? "";
});
afterAll(async () => {
  await gateway.close();
  expect(unexpected).toEqual([]);
});

const request = (line: string, headers: readonly string[] = [], body = "") =>
  `${line}\r\nHost: gateway.test\r\nConnection: close\r\nAuthorization: Bearer ${gateway.token}\r\n${headers
    .map((header) => `${header}\r\n`)
    .join("")}\r\n${body}`;
const get = (path: string, ...headers: string[]) => request(`GET ${path} HTTP/1.1`, headers);
const post = (body: string, ...headers: string[]) =>
  request("POST /admin/tokens HTTP/1.1", ["Content-Type: application/json", ...headers], body);
const deep = (levels: number) => `${"[".repeat(levels)}${"]".repeat(levels)}`;

describe("invalid HTTP", () => {
  const cases: [what: string, bytes: () => string | Uint8Array, statuses: number[]][] = [
    ["no host", () => "GET /healthz HTTP/1.1\r\n\r\n", [400]],
    [
      "a host with a path",
      () => "GET /healthz HTTP/1.1\r\nHost: x/../y?z\r\nConnection: close\r\n\r\n",
      [400],
    ],
    ["a host with a user", () => "GET /healthz HTTP/1.1\r\nHost: u:p@x\r\nConnection: close\r\n\r\n", [400]],
    [
      "a host with a bad port",
      () => "GET /healthz HTTP/1.1\r\nHost: x:99999\r\nConnection: close\r\n\r\n",
      [400],
    ],
    [
      "a host that looks like an address",
      () => "GET /healthz HTTP/1.1\r\nHost: 999.999.999.999\r\nConnection: close\r\n\r\n",
      [400],
    ],
    ["an unknown method", () => request("FOO /healthz HTTP/1.1"), [400]],
    ["no path", () => request("GET HTTP/1.1"), [400]],
    ["a path that is not a URL", () => get("http://["), [400]],
    ["another scheme", () => get("ftp://x/healthz"), [400]],
    ["an asterisk", () => request("OPTIONS * HTTP/1.1"), [400]],
    ["a tunnel", () => request("CONNECT vendor.example:443 HTTP/1.1"), []],
    ["bytes beyond ASCII in the path", () => get("/\xff\xfe"), [400]],
    ["a NUL", () => get("/\0"), [400]],
    ["folded headers", () => get("/healthz", "A: b\r\n c"), [400]],
    ["lines that end in LF", () => "GET /healthz HTTP/1.1\nHost: x\n\n", [400]],
    ["TLS", () => Uint8Array.of(22, 3, 1, 2, 0, 1, 0, 1, 252, 3, 3), [400]],
    ["HTTP/2", () => "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", [400]],
    ["two lengths", () => post("{}", "Content-Length: 2", "Content-Length: 3"), [400]],
    [
      "a length and chunks",
      () => post("0\r\n\r\n", "Content-Length: 2", "Transfer-Encoding: chunked"),
      [400],
    ],
    ["a negative length", () => post("", "Content-Length: -2"), [400]],
    ["a body cut short", () => post("{}", "Content-Length: 200"), [400]],
    ["a chunk without a size", () => post("ZZ\r\n{}", "Transfer-Encoding: chunked"), [400]],
    ["a chunk cut short", () => post("5\r\n{}", "Transfer-Encoding: chunked"), [400]],
    ["an oversized chunk", () => post("FFFFFFFFFFFFFFFFF\r\n{}", "Transfer-Encoding: chunked"), [400]],
    [
      "long chunk extensions",
      () => post(`2;${"x".repeat(20_000)}\r\n{}`, "Transfer-Encoding: chunked"),
      [413],
    ],
    ["an unknown expectation", () => post("{}", "Expect: wonders", "Content-Length: 2"), [417]],
    ["too many headers", () => get("/healthz", ...Array.from({ length: 3000 }, () => "a: b")), [431]],
    ["an oversized path", () => get(`/${"a".repeat(150_000)}`), [431]],
  ];
  it.each(cases)("%s is refused", async (_, bytes, statuses) => {
    expect((await sendAndLeave(bytes())).statuses).toEqual(statuses);
    expect(unexpected).toEqual([]);
  });
});

describe("unusual HTTP", () => {
  const cases: [what: string, bytes: () => string, statuses: number[]][] = [
    ["an absolute path", () => get("http://elsewhere.example/healthz"), [200]],
    ["two slashes", () => get("//healthz"), [404]],
    ["a long path", () => get(`/${"a".repeat(12_000)}`), [404]],
    ["many parameters", () => get(`/unified/mdm/devices?${"a&".repeat(6000)}`), [400]],
    [
      "invalid UTF-8 in the id",
      () => get(`/unified/mdm/devices/%ff%fe?integrated_account_id=${account}`),
      [400],
    ],
    ["an offer of another protocol", () => get("/healthz", "Upgrade: h2c", "HTTP2-Settings: AAA"), [200]],
    ["two tokens", () => get("/admin/vendors", "Authorization: Bearer x"), [401]],
    ["an unread body", () => `${get("/healthz", "Content-Length: 9")}123456789`, [200]],
    ["a body that is not UTF-8", () => post('{"name":"\xff\xfe"', "Content-Length: 11"), [400]],
    ["deeply nested JSON", () => post(deep(200_000), "Content-Length: 400000"), [400]],
    ["a body too large", () => post(" ".repeat(1_100_000), "Content-Length: 1100000"), [413]],
    [
      "a large body in chunks",
      () => post(`10C8E0\r\n${" ".repeat(1_100_000)}\r\n0\r\n\r\n`, "Transfer-Encoding: chunked"),
      [413],
    ],
    [
      "a body that waits for 100 Continue",
      () => post("{}", "Expect: 100-continue", "Content-Length: 2"),
      [100, 400],
    ],
  ];
  it.each(cases)("%s gets a response", async (_, bytes, statuses) =>
    expect((await send(bytes())).statuses).toEqual(statuses),
  );

  it("all pipelined requests get responses, up to the first invalid one", async () => {
    const one = "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n";
    expect((await send(`${one.repeat(50)}${get("/healthz")}`)).statuses).toEqual(Array(51).fill(200));
    expect((await send(`${one.repeat(3)}GARBAGE\r\n\r\n`)).statuses).toContain(400);
  });
});

it("leaves no stream onAnyPort, read or unread", async () => {
  const path = `/unified/mdm/devices?integrated_account_id=${account}&truto_response_format=stream`;
  const { text } = await send(request(`HEAD ${path} HTTP/1.1`));
  expect(text.split("\r\n\r\n")).toEqual([expect.stringContaining("200 OK"), ""]);
  expect((await send(get(path))).text).toContain('"report":{');
  expect((await send(get("/metrics"))).text).toContain("mdmkit_streams 0\n");
});

it("responds to requests with changed bytes, and leaves no connection onAnyPort", async () => {
  const user = '{"name":"Ada","emails":[]}';
  const whole = [
    get(`/unified/mdm/devices?integrated_account_id=${account}&limit=1&truto_response_format=stream`),
    get("/metrics", "Accept: */*"),
    request(`DELETE /unified/mdm/users/1?integrated_account_id=${account} HTTP/1.1`),
    request(
      `POST /unified/mdm/users?integrated_account_id=${account} HTTP/1.1`,
      ["Content-Type: application/json", `Content-Length: ${user.length}`, "Idempotency-Key: \xfcber"],
      user,
    ),
    post(`1a\r\n${user}\r\n0\r\n\r\n`, "Transfer-Encoding: chunked"),
  ];
  const change = fc.record({
    at: fc.nat(),
    cut: fc.nat({ max: 6 }),
    put: fc.oneof(
      fc.uint8Array({ maxLength: 6 }).map((bytes) => Buffer.from(bytes).toString("latin1")),
      fc.constantFrom(
        "\r\n",
        "\r\n\r\n",
        ":",
        " ",
        "%",
        "\0",
        "__proto__",
        "[]",
        "9".repeat(30),
        "&&",
        "..",
        "//",
      ),
    ),
  });
  const changed = fc
    .tuple(fc.constantFrom(...whole), fc.array(change, { minLength: 1, maxLength: 4 }))
    .map(([text, changes]) =>
      changes.reduce((rest, { at, cut, put }) => {
        const place = at % (rest.length + 1);
        return rest.slice(0, place) + put + rest.slice(place + cut);
      }, text),
    );
  const handles = () => process.getActiveResourcesInfo().filter((name) => /TCP/.test(name)).length;
  const before = handles();
  await fc.assert(
    fc.asyncProperty(changed, async (bytes) => {
      expect((await sendAndLeave(bytes)).statuses).not.toContain(500);
    }),
    { numRuns: RUNS, seed: SEED },
  );
  expect((await send(get("/metrics"))).text).toContain("mdmkit_streams 0\n");
  expect(unexpected).toEqual([]);
  expect(handles()).toBeLessThanOrEqual(before + 1);
});
