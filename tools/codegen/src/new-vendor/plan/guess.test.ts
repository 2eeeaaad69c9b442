import { describe, expect, it } from "vitest";
import { parseOpenApi } from "../../read/openapi.ts";
import { readApi } from "../../read/read-api.ts";
import { ProblemList } from "../../workspace/problem.ts";
import { defaultServer, guessAccess } from "./guess-access.ts";
import { guessDevices } from "./guess-devices.ts";
import { guessCheck } from "./guess-reads.ts";

type Part = Record<string, unknown>;

function apiOf(paths: Record<string, Part>) {
  const all = Object.entries(paths).map(([path, operation], index) => {
    const get = { operationId: `op${index}`, responses: responding({ type: "object" }), ...operation };
    return [path, { get }];
  });
  const text = JSON.stringify({ openapi: "3.1.0", paths: Object.fromEntries(all) });
  const document = parseOpenApi(text);
  return readApi({ document, locate: () => ({ file: "" }), problems: new ProblemList() });
}

const responding = (schema: Part) => ({ "200": { content: { "application/json": { schema } } } });
const query = (...names: string[]) =>
  names.map((name) => ({ name, in: "query", schema: { type: "integer" } }));
const row = { type: "object", properties: { id: { type: "string" } } };
const list = (properties: Part) => responding({ type: "object", properties });
const rows = { type: "array", items: row };
const get = {
  parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }],
  responses: responding(row),
};

/** Devices in `items` by `limit` and `offset`, with something else about it. */
function devices(changes: Part, others: Record<string, Part> = { "/devices/{id}": get }) {
  const usual = { parameters: query("limit", "offset"), responses: list({ items: rows }) };
  return guessDevices(apiOf({ "/devices": { ...usual, ...changes }, ...others }));
}

describe("a list of devices", () => {
  it.each([
    [["limit", "offset"], { style: "offset", limit: "limit", position: "offset" }],
    [["per_page", "page"], { style: "page", limit: "per_page", position: "page", firstPage: 1 }],
    [["page[size]", "page[number]"], { style: "page", limit: "page[size]", position: "page[number]" }],
  ])("is paginated by %j", (names, paging) => {
    expect(devices({ parameters: query(...names) })).toMatchObject({
      devices: { list: "op0", get: "op1", paging },
    });
  });

  it.each([
    [{ results: rows, total: { type: "integer" } }, "total"],
    [
      { results: rows, meta: { type: "object", properties: { totalCount: { type: "integer" } } } },
      "meta.totalCount",
    ],
    [{ results: rows, count: { type: "integer" }, next: { type: "string" } }, "count"],
    [{ results: rows, count: { type: "integer" } }, undefined],
    [{ results: rows, total: { type: "string" } }, undefined],
  ])("finds the total in a response with %j", (properties, total) => {
    expect(devices({ responses: list(properties) }).devices?.paging?.total).toBe(total);
  });

  it.each([
    ["a cursor that no response has", { parameters: query("limit", "cursor") }, "has no paging"],
    ["no parameters", { parameters: [] }, "has no paging"],
    ["records without a schema", { responses: list({ items: {} }) }, "has no records"],
    [
      "a parameter it needs",
      { parameters: [...query("limit", "offset"), { name: "org", in: "query", required: true }] },
      "takes org",
    ],
    ["a failure alone", { responses: { "400": responding(row)["200"] } }, "no success with JSON"],
    ["been given up", { deprecated: true }, "is deprecated"],
  ])("is not guessed when it has %s", (_, changes, why) => {
    expect(devices(changes)).toEqual({ why: expect.stringContaining(why) });
  });

  const text = { type: "string" };
  const around = (name: string, properties: Part) => ({ [name]: { type: "object", properties } });
  it.each([
    [["limit", "cursor"], { next_cursor: text }, { position: "cursor", next: "next_cursor" }],
    [
      ["limit", "cursor"],
      around("meta", { next_cursor: text }),
      { position: "cursor", next: "meta.next_cursor" },
    ],
    [["page_size", "page_token"], { nextPageToken: text }, { position: "page_token", next: "nextPageToken" }],
    [
      ["$top"],
      { "@odata.nextLink": text },
      { position: "$skiptoken", next: "@odata.nextLink", isDeclared: false },
    ],
    [["$top", "$skip"], { "@odata.nextLink": text }, { position: "$skip", next: "@odata.nextLink" }],
    [
      ["per_page"],
      around("links", { next: text }),
      { position: "cursor", next: "links.next", isDeclared: false },
    ],
    [["limit", "starting_after"], { has_more: { type: "boolean" } }, { last: "id", more: "has_more" }],
    [["pageSize", "after"], {}, { position: "after", last: "id", more: undefined }],
  ])("names the next page: %j with %j", (names, properties, paging) => {
    const found = devices({ parameters: query(...names), responses: list({ items: rows, ...properties }) });
    expect(found.devices?.paging).toMatchObject({ style: "cursor", ...paging });
  });

  it.each(["/hosts", "/device", "/v1/managed-devices/", "/computer"])("is found at %s", (path) => {
    const listed = { parameters: query("limit", "offset"), responses: list({ items: rows }) };
    const below = `${path.replace(/\/$/, "")}/{id}`;
    expect(guessDevices(apiOf({ [path]: listed, [below]: get })).devices).toMatchObject({ path });
  });

  it.each([
    ["/organizations/{organizationId}/devices", "/organizations/{organizationId}/devices/{id}", true],
    ["/organizations/{organizationId}/devices", "/devices/{id}", false],
    ["/enterprise/{enterprise_id}/device/", "/enterprise/{enterprise_id}/device/{id}/", true],
  ])("may stand below an account: %s with %s", (path, single, inGet) => {
    const [, name = ""] = /\{(\w+)\}/.exec(path) ?? [];
    const whose = { name, in: "path", required: true, schema: { type: "string" } };
    const listed = { parameters: [whose, ...query("limit", "offset")], responses: list({ items: rows }) };
    const one = { ...get, parameters: [...(inGet ? [whose] : []), ...get.parameters] };
    const { devices: found } = guessDevices(apiOf({ [path]: listed, [single]: one }));
    expect(found).toMatchObject({ scope: [{ name, isNumber: false, inGet }], parameter: "id" });
  });

  it("is the one that a person names, also without pages", () => {
    const api = apiOf({ "/things": { responses: responding(rows) }, "/thing/{id}": get });
    expect(guessDevices(api).devices).toBeUndefined();
    expect(guessDevices(api, { list: "op0", get: "op1" }).devices).toMatchObject({ list: "op0", get: "op1" });
    expect(guessDevices(api, { list: "op0", get: "op7" })).toEqual({ why: "op7 is not in the document" });
  });

  it("has names that constants can have", () => {
    const listed = {
      operationId: "a.b",
      parameters: query("limit", "offset"),
      responses: list({ items: rows }),
    };
    const one = { ...get, operationId: "a.c" };
    const paths = { "/x/managedDevices": listed, "/x/managedDevices/{id}": one };
    expect(guessDevices(apiOf(paths)).devices).toMatchObject({
      list: "listManagedDevices",
      get: "getManagedDevice",
    });
  });

  it("is not guessed without a read of a single device, or if the ids have different types", () => {
    expect(devices({}, {})).toEqual({ why: expect.stringContaining("no read of a single device") });
    const other = {
      ...get,
      responses: responding({ type: "object", properties: { id: { type: "integer" } } }),
    };
    expect(devices({}, { "/devices/{id}": other })).toEqual({
      why: expect.stringContaining("no read of a single device"),
    });
  });

  it("prefers devices to assets, and the shorter path", () => {
    const listed = { parameters: query("limit", "offset"), responses: responding(rows) };
    const api = apiOf({
      "/assets": listed,
      "/assets/{id}": get,
      "/a/devices": listed,
      "/devices": listed,
      "/devices/{id}": get,
    });
    expect(guessDevices(api)).toMatchObject({ devices: { list: "op3", items: undefined } });
  });
});

describe("the check of credentials", () => {
  it("is a read without parameters, preferably one that returns the caller", () => {
    const needing = { parameters: [{ name: "x", in: "query", required: true }] };
    expect(guessCheck(apiOf({ "/devices": {}, "/me": needing, "/v1/account": {} }))?.id).toBe("op2");
    expect(guessCheck(apiOf({ "/me": needing }))).toBeUndefined();
  });
});

describe("credentials", () => {
  const schemes = {
    cookie: { type: "apiKey", in: "cookie", name: "s" },
    key: { type: "apiKey", in: "header", name: "X-Key" },
    login: { type: "http", scheme: "Basic" },
    code: { type: "oauth2", flows: { authorizationCode: {} } },
    app: { type: "oauth2", flows: { clientCredentials: { tokenUrl: "/token", scopes: { a: "", b: "" } } } },
  };
  const asking = (...names: string[]) => ({
    security: names.map((name) => ({ [name]: [] })),
    components: { securitySchemes: schemes },
  });

  it.each([
    [asking("key"), { type: "apiKey", header: "x-key" }],
    [asking("cookie", "login"), { type: "basic" }],
    [asking("code", "app"), { type: "clientCredentials", tokenUrl: "/token", scope: "a b" }],
    [{ components: { securitySchemes: schemes } }, { type: "apiKey", header: "x-key" }],
    [{}, { type: "bearer" }],
    [{ components: { securitySchemes: { cookie: schemes.cookie } } }, { type: "bearer" }],
  ])("of %j", (document, access) => expect(guessAccess(document).access).toEqual(access));

  it("takes a deprecated scheme last, and the token of a device authorization flow", () => {
    const key = { type: "apiKey", in: "header", name: "X-Key", deprecated: true };
    const flow = { deviceAuthorizationUrl: "/device", tokenUrl: "/token", scopes: { a: "", b: "" } };
    const login = { type: "oauth2", flows: { deviceAuthorization: flow } };
    expect(guessAccess({ components: { securitySchemes: { key, login } } })).toEqual({
      access: {
        type: "bearer",
        signIn: { deviceAuthorizationUrl: "/device", tokenUrl: "/token", scope: "a b" },
      },
      why: "the token of a person, by a device authorization flow, from securitySchemes.login",
    });
    expect(guessAccess({ components: { securitySchemes: { key } } }).access.type).toBe("apiKey");
  });
});

it.each([
  [["https://api.example.com/v1/"], "https://api.example.com/v1"],
  [["https://{tenant}.example.com", "https://api.example.com"], "https://api.example.com"],
  [["https://<tenant>.example.com"], undefined],
  [["http://api.example.com"], undefined],
  [["http://api.example.com", "https://api.example.com"], "https://api.example.com"],
  [["/api"], undefined],
  [[], undefined],
])("the base URL of servers %j is %s", (servers, url) => expect(defaultServer(servers)).toBe(url));
