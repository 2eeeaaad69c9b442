import { AuthenticationError, ConflictError, InvalidInputError, ValidationError } from "@mdmkit/runtime";
import { describe, expect, it } from "vitest";
import { byPath } from "./by-path.ts";
import * as operations from "./generated/operations.ts";
import {
  createIvantiNeuronsClient,
  createIvantiNeuronsClientFor,
  type IvantiNeuronsOptions,
} from "./index.ts";

type Sent = { url: string; method: string | undefined; headers: Headers; body: unknown };

const basic = { username: "api@example.com", password: "p:ss wörd" };
const na1 = { ...basic, cluster: "na1" } as const;

/** A client whose requests are kept and all get the same response. */
function open(
  response: unknown = { errors: null, result: 1 },
  options: IvantiNeuronsOptions = na1,
  status = 200,
) {
  const sent: Sent[] = [];
  const client = createIvantiNeuronsClient({
    ...options,
    fetch: async (url, { method, headers, body }) => {
      sent.push({ url, method, headers: new Headers(headers), body });
      return Response.json(response, { status });
    },
  });
  return { client, sent };
}

const list = (rows: object[], totalCount = rows.length) => ({
  errors: null,
  result: { totalCount, offset: 0, searchResults: rows },
});

describe("credentials and hosts", () => {
  it("are name and password, in UTF-8", async () => {
    const { client, sent } = open(list([]));
    await client.listUsers();
    const value = sent[0]?.headers.get("authorization") ?? "";
    const bytes = Uint8Array.from(atob(value.replace("Basic ", "")), (char) => char.charCodeAt(0));
    expect(new TextDecoder().decode(bytes)).toBe("api@example.com:p:ss wörd");
  });

  it("are a token, which is not renewed", async () => {
    const { client, sent } = open(undefined, { token: "made-up", cluster: "eu1" }, 401);
    await expect(client.listUsers()).rejects.toBeInstanceOf(AuthenticationError);
    expect(sent.map(({ url, headers }) => [url, headers.get("authorization")])).toEqual([
      ["https://eu1.mobileiron.com/api/v1/account", "Bearer made-up"],
    ]);
  });

  it.each([
    [{ cluster: "ap2" }, "https://ap2.mobileiron.com"],
    [{ baseUrl: "https://mdm.example.com/" }, "https://mdm.example.com"],
    [{ baseUrl: "https://MDM.example.com/api/v1" }, "https://mdm.example.com"],
    [{ baseUrl: "https://mdm.example.com:443/api" }, "https://mdm.example.com"],
  ] as const)("of %j are at %s", async (place, origin) => {
    const { client, sent } = open(list([]), { ...basic, ...place });
    await client.listDeviceSpaces();
    expect(sent[0]?.url).toBe(`${origin}/api/v1/tenant/partition/device`);
  });

  it.each([
    { cluster: "na1" },
    { username: "a", cluster: "na1" },
    { token: "", cluster: "na1" },
    { ...basic },
  ])("such as %j are refused before any request", (options) => {
    // @ts-expect-error credentials or place are incomplete
    expect(() => createIvantiNeuronsClient(options)).toThrow(InvalidInputError);
  });

  it("are named when they are empty", () => {
    expect(() => createIvantiNeuronsClient({ token: "", cluster: "na1" })).toThrow(
      "[ivanti-neurons] `token` is empty",
    );
  });

  it("open a client of some operations too", async () => {
    const fetch = async () => Response.json(list([]));
    const client = createIvantiNeuronsClientFor({ listUsers: operations.listUsers }, { ...na1, fetch });
    expect((await client.listUsers()).result.searchResults).toEqual([]);
    expect("wipeDevices" in client).toBe(false);
  });
});

describe("requests", () => {
  it("send forms with arrays repeated, or joined where the document says so", async () => {
    const { client, sent } = open();
    await client.retireDevices({ body: { ids: [1, 2] } });
    await client.scheduleOsUpdate({ body: { ids: [1, 2], version: "15.5" } });
    await client.createUser({
      query: { sendInvite: true },
      body: {
        "accounts[0].emailAddress": "a+b@example.com",
        "accounts[0].accountSource": "LOCAL",
        "accounts[0].uid": "a+b@example.com",
      },
    });
    expect(sent.map(({ body }) => body)).toEqual([
      "ids=1&ids=2",
      "ids=1,2&version=15.5",
      "accounts%5B0%5D.emailAddress=a%2Bb%40example.com&accounts%5B0%5D.accountSource=LOCAL&accounts%5B0%5D.uid=a%2Bb%40example.com",
    ]);
    expect(sent.map(({ headers }) => headers.get("content-type"))).toEqual(
      Array(3).fill("application/x-www-form-urlencoded"),
    );
  });

  it("send multipart, whose type the platform writes with its boundary", async () => {
    const { client, sent } = open();
    await client.unlockDevices({ body: { ids: [1, 2], deviceUnlockPin: "" } });
    const [{ body, headers } = { body: undefined, headers: new Headers() }] = sent;
    expect(body instanceof FormData && [...body]).toEqual([
      ["ids", "1"],
      ["ids", "2"],
      ["deviceUnlockPin", ""],
    ]);
    expect(headers.has("content-type")).toBe(false);
  });

  it("send a body with DELETE where the operation has one", async () => {
    const { client, sent } = open();
    await client.removeCustomAttributes({ body: { ids: ["73542"], attrKeys: ["seats_#"] } });
    await client.removeDeviceCustomAttributes({ path: { device: "guid" }, body: { attrs: { a: ["1"] } } });
    await client.deleteDevices({ query: { deviceIds: [1, 2] } });
    expect(sent.map(({ method, body }) => [method, body])).toEqual([
      ["DELETE", '{"ids":["73542"],"attrKeys":["seats_#"]}'],
      ["DELETE", '{"attrs":{"a":["1"]}}'],
      ["DELETE", null],
    ]);
    expect(sent[2]?.url).toMatch(/\?deviceIds=1&deviceIds=2$/);
  });

  it("walk pages by rows and start", async () => {
    const sent: string[] = [];
    const client = createIvantiNeuronsClient({
      ...na1,
      fetch: async (url) => {
        sent.push(new URL(url).search);
        const start = Number(new URL(url).searchParams.get("start"));
        return Response.json(list([{ id: start }, { id: start + 1 }], 4));
      },
    });
    const ids: number[] = [];
    for await (const { id } of client.paginate("listDevices", { query: { dmPartitionId: 7 } })) ids.push(id);
    expect(ids).toEqual([0, 1, 2, 3]);
    expect(sent).toEqual(["?rows=500&start=0&dmPartitionId=7", "?rows=500&start=2&dmPartitionId=7"]);
  });

  it("go by path as well", async () => {
    const { client, sent } = open(list([]));
    const query = { dmPartitionId: 7, fq: "CFDEVICE[seats_#]=4" };
    await byPath(client).GET("/api/v1/device", { params: { query } });
    expect(sent[0]?.url).toContain("fq=CFDEVICE%5Bseats_%23%5D%3D4");
  });
});

describe("failures hidden in a success", () => {
  it.each([
    [{ errors: null, result: 0 }, ConflictError],
    [
      { errors: { globalErrors: null, fieldErrors: [{ code: "Range", field: "ids" }] }, result: null },
      ValidationError,
    ],
  ])("%j are thrown", async (response, expected) => {
    await expect(open(response).client.wipeDevices({ body: { ids: [1] } })).rejects.toBeInstanceOf(expected);
  });

  it("are distinguished from a check that counts no devices", async () => {
    const { client } = open({ errors: null, result: 0 });
    const query = { checkViability: true as const, ids: [1] };
    expect(await client.relinquishOwnership({ query })).toEqual({ errors: null, result: 0 });
  });
});
