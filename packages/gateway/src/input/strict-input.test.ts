import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openTestStore } from "../fixtures/prepared-database.ts";
import { exchangeRaw } from "../fixtures/servers/raw-exchange.ts";
import { createTestGateway } from "../fixtures/test-gateway.ts";
import { type RunningGateway, startGateway } from "../start-gateway.ts";

// What was sent is read as it was meant, or refused: never with other characters, and never a part of it.

const { gateway, token, of, sandboxes, call } = await createTestGateway();
const users = of("jumpcloud", "users");

/** Sends bytes as they are. */
async function post(body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) {
  const response = await gateway.fetch(
    new Request(`http://gateway.test${users}`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json", ...headers },
      body,
    }),
  );
  return { status: response.status, headers: response.headers, body: await response.json() };
}
const userNamed = (name: string) => `{"name":"${name}","emails":[{"email":"a@example.com"}]}`;
const failures = (body: { details?: { failures?: unknown } }) => body.details?.failures;
const writes = () => sandboxes.jumpcloud.requests.filter(({ method }) => method === "POST").length;

beforeEach(() => sandboxes.jumpcloud.reset());

describe("a body", () => {
  it.each<[string, string | Uint8Array<ArrayBuffer>, string, string]>([
    ["in Latin-1", new Uint8Array(Buffer.from(userNamed("Müller"), "latin1")), "body", "is not UTF-8"],
    ["in UTF-16", new Uint8Array(Buffer.from(userNamed("Müller"), "utf16le")), "body", "is not UTF-8"],
    [
      "with half a character at its end",
      new Uint8Array([...Buffer.from(userNamed("Ada")), 0xe2, 0x82]),
      "body",
      "is not UTF-8",
    ],
    ["with a lone surrogate", userNamed("\\ud83d"), "body.name", "contains half of a surrogate pair"],
    ["with a key twice", userNamed('Ada","name":"Eve'), "body.name", "is there twice"],
    [
      "with a key twice, written differently",
      userNamed('Ada","n\\u0061me":"Eve'),
      "body.name",
      "is there twice",
    ],
    [
      "with a key twice further in",
      '{"name":"Ada","emails":[{"email":"a@example.com"},{"email":"b@example.com","email":"c@example.com"}]}',
      "body.emails.1.email",
      "is there twice",
    ],
  ])("%s is 400, and nothing is written", async (_, body, path, message) => {
    const before = writes();
    const { status, body: error } = await post(body);
    expect([status, failures(error)]).toEqual([400, [{ path, message }]]);
    expect(writes()).toBe(before);
  });

  it("that is compressed is 415 with what is accepted", async () => {
    for (const encoding of ["gzip", "deflate", "br", "identity, gzip"]) {
      const { status, headers, body } = await post(new Uint8Array(gzipSync(userNamed("Ada"))), {
        "content-encoding": encoding,
      });
      expect([status, headers.get("accept-encoding")]).toEqual([415, "identity"]);
      expect(body.message).toContain("without `Content-Encoding`");
    }
  });

  it("in another charset or media type is 415 with what is accepted", async () => {
    for (const type of [
      "application/json; charset=iso-8859-1",
      'application/json;charset="UTF-16"',
      "text/plain",
    ]) {
      const { status, headers, body } = await post(userNamed("Ada"), { "content-type": type });
      expect([status, headers.get("accept")]).toEqual([415, "application/json"]);
      expect(body.message).toContain("`Content-Type: application/json`");
    }
  });

  it.each([
    "application/json",
    "application/json; charset=utf-8",
    'application/json;charset="UTF-8"',
    "application/json; charset=utf8",
    "application/merge-patch+json",
    "APPLICATION/JSON ; x=1",
  ])("as %s is read", async (type) => {
    const { status, body } = await post(userNamed("Müller 🦊"), {
      "content-type": type,
      "content-encoding": "identity",
    });
    expect([status, body.name]).toEqual([201, "Müller 🦊"]);
  });

  it("may begin with a byte order mark, as clients on Windows send it", async () => {
    const { status } = await post(new Uint8Array([0xef, 0xbb, 0xbf, ...Buffer.from(userNamed("Ada"))]));
    expect(status).toBe(201);
  });
});

describe("a URL", () => {
  it.each([
    ["a byte that is not UTF-8", "name=%ff", "query.name"],
    ["a character in Latin-1", "name=M%FCller", "query.name"],
    ["half a character", "name=%e2%82", "query.name"],
    ["an encoded surrogate", "name=%ed%a0%bd", "query.name"],
    ["a name that is not UTF-8", "owner%5B%ff%5D=a", "query.owner"],
  ])("with %s is 400", async (_, query, path) => {
    const before = sandboxes.jumpcloud.requests.length;
    const { status, body } = await call("GET", of("jumpcloud", "devices", query));
    expect([status, failures(body)]).toEqual([400, [{ path, message: "is not UTF-8" }]]);
    expect(sandboxes.jumpcloud.requests.length).toBe(before);
  });

  it("with a path that is not UTF-8 is 400", async () => {
    for (const id of ["%ff", "a%c0%af", "%ed%a0%bd"]) {
      const { status, body } = await call("GET", of("jumpcloud", `devices/${id}`));
      expect([status, failures(body)]).toEqual([400, [{ path: "path", message: "is not UTF-8" }]]);
    }
  });

  it("keeps other characters", async () => {
    for (const query of [
      "name=M%C3%BCller",
      "name=100%25",
      "name=100%",
      "name=%F0%9F%A6%8A",
      "name=%EF%BF%BD",
    ])
      expect((await call("GET", of("jumpcloud", "devices", query))).status).toBe(200);
  });

  it("in a batch is read in the same way", async () => {
    const requests = [{ method: "GET", path: of("jumpcloud", "devices", "name=%ff") }];
    const { body } = await call("POST", "/unified/mdm/batch", { body: { requests } });
    expect(body.result[0].status).toBe(400);
  });
});

describe("bytes on a connection", () => {
  let server: RunningGateway;
  beforeAll(async () => {
    server = await startGateway({ port: 0, store: await openTestStore(), log: () => {} });
  });
  afterAll(() => server.close());

  it("in the request line must be ASCII", async () => {
    for (const name of [Buffer.from("Müller", "latin1"), Buffer.from("Müller")]) {
      const line = Buffer.concat([
        Buffer.from("GET /admin/audit?account="),
        name,
        Buffer.from(" HTTP/1.1\r\n"),
      ]);
      const headers = `Host: gateway.test\r\nConnection: close\r\nAuthorization: Bearer ${server.token}\r\n\r\n`;
      const response = await exchangeRaw(
        server.url,
        new Uint8Array(Buffer.concat([line, Buffer.from(headers)])),
      );
      expect(response.text).toMatch(/^HTTP\/1\.1 400 /);
    }
  });
});
