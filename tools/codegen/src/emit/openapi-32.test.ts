import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { createVendorClient, deviceAuthorization, type Operation, type Sequence } from "@mdmkit/runtime";
import { byPath } from "@mdmkit/runtime/by-path";
import { listen } from "@mdmkit/sandbox/listen";
import { createVendorSandbox, deviceAccess, type VendorModel } from "@mdmkit/sandbox/vendor";
import { afterAll, describe, expect, expectTypeOf, it } from "vitest";
import { createWorkspace } from "../fixtures/create-workspace.ts";
import type { AcmeOperations, AcmeOperationTypes } from "../fixtures/openapi-32/generated/client.ts";
import * as schemas from "../fixtures/openapi-32/generated/json-schema/index.ts";
import { operations } from "../fixtures/openapi-32/generated/operations.ts";
import type { paths } from "../fixtures/openapi-32/generated/paths.ts";
import type { components } from "../fixtures/openapi-32/generated/schema.ts";

type Entry = components["schemas"]["Entry"];
type Device = components["schemas"]["Device"];

it("a document of OpenAPI 3.2 becomes a client, and stays 3.2", async () => {
  using workspace = createWorkspace("openapi-32");
  workspace.write("pnpm-workspace.yaml", "packages: []\n");
  mkdirSync(join(workspace.root, "specs"));
  expect(await workspace.spec("pull", "acme", "--from", "api.yaml")).toMatchObject({ code: 0, error: "" });
  expect(await workspace.run("generate", "acme")).toMatchObject({ code: 0, error: "" });
  const kept = ["operations.ts", "client.ts", "schema.ts", "paths.ts", "json-schema/index.ts"];
  for (const file of kept) {
    const printed = workspace.read(join("packages/acme/src/generated", file));
    await expect(printed).toMatchFileSnapshot(`../fixtures/openapi-32/generated/${file}`);
  }
  const { openapi, $self, tags, components: parts } = JSON.parse(workspace.read("specs/acme/openapi.json"));
  expect({ openapi, $self, tags, parts }).toMatchObject({
    openapi: "3.2.0",
    $self: "https://acme.test/openapi.yaml",
    tags: [{ kind: "nav" }, { parent: "fleet" }],
    parts: { securitySchemes: { login: { flows: { deviceAuthorization: {} } }, key: { deprecated: true } } },
  });
});

const entries: Entry[] = [{ text: "a\nb", level: 1 }, { text: "日 😀" }];
const events = [
  { data: "one\ntwo", event: "joined", id: "7", retry: 10 },
  { data: "", id: "" },
];

/** The bodies of responses; all other operations return nothing. */
const BODIES: Readonly<Record<string, unknown>> = {
  queryDevices: [{ id: "1", name: "Mac" }],
  searchByForm: [{ id: "2" }],
  readLog: entries,
  readRecords: [{ n: 1 }, { n: 22 }],
  watchEvents: events,
  runBatch: entries,
  getOwner: { kind: "company", name: "Acme" },
};

const received: {
  operationId: string;
  query: unknown;
  querystring: unknown;
  cookie: object;
  body: unknown;
}[] = [];
const model = {
  origin: "https://acme.test",
  basePath: "/api",
  document: schemas,
  overLimit: "reject",
  state: undefined,
  options: {},
  handled: Object.keys(operations),
  handle({ operationId, query, querystring, values: { cookie }, body }) {
    received.push({ operationId, query, querystring, cookie, body });
    const content = BODIES[operationId];
    return content === undefined ? { status: 204 } : { status: 200, body: content };
  },
  authenticate: () => undefined,
  error: (_operation, { status, message, details }) => ({ status, body: { message, details } }),
  credentials: () => ({}),
  scheme: [],
} satisfies VendorModel;
const sandbox = createVendorSandbox("acme", () => model);
const server = await listen(sandbox);
afterAll(() => server.close());
const client = createVendorClient<AcmeOperationTypes, AcmeOperations>(operations, {
  vendor: "acme",
  baseUrl: server.url,
  auth: { authorize: async () => {} },
});
const last = () => received.at(-1);

async function all<Item>(sequence: Sequence<Item>): Promise<Item[]> {
  const items: Item[] = [];
  for await (const item of sequence) items.push(item);
  expect(sequence.report).toEqual({ items: items.length, complete: true });
  return items;
}

describe("over HTTP, the generated client and the generated sandbox agree on", () => {
  it("operations of QUERY and of further methods, also by path", async () => {
    const devices = await client.queryDevices({ body: { tags: ["a"], limit: 3 } });
    expectTypeOf(devices).toEqualTypeOf<Device[]>();
    expect([devices, last()]).toMatchObject([[{ id: "1" }], { body: { tags: ["a"], limit: 3 } }]);
    await client.copyDevices({ query: { to: "b" } });
    expect(last()).toMatchObject({ operationId: "copyDevices", query: { to: "b" } });
    const http = byPath<paths>(client);
    const { data } = await http.QUERY("/devices", { body: { name: "x" } });
    expectTypeOf(data).toEqualTypeOf<Device[] | undefined>();
    expect([data, last()]).toMatchObject([[{ id: "1" }], { body: { name: "x" } }]);
    await http.COPY("/devices", { params: { query: { to: "c" } } });
    expect(last()).toMatchObject({ operationId: "copyDevices", query: { to: "c" } });
    // @ts-expect-error: this path has no operation of that method
    await expect(http.COPY("/search", {})).rejects.toMatchObject({ code: "unsupported-operation" });
  });

  it("the whole query as a form, as JSON and as text, also by path and in a dry run", async () => {
    const filter = { name: "a b&c", tags: ["x", "y"], limit: 2 };
    await client.searchByForm({ query: filter });
    expect(last()).toMatchObject({ querystring: filter });
    await byPath<paths>(client).GET("/search", { params: { query: filter } });
    expect(last()).toMatchObject({ querystring: filter });
    expect(client.prepare("searchByForm", { query: filter }).url).toBe(
      `${server.url}/search?name=a+b%26c&tags=x,y&limit=2`,
    );
    await client.searchByJson({ query: filter });
    expect(last()).toMatchObject({ operationId: "searchByJson", querystring: filter });
    await client.searchByJson();
    expect(last()?.querystring).toBeUndefined();
    await client.searchByText({ query: "$.a[?@.b == 'ü&']" });
    expect(last()).toMatchObject({ querystring: "$.a[?@.b == 'ü&']" });
    const mixed = client.searchByText({ query: "a" }, { query: { b: 1 } });
    await expect(mixed).rejects.toMatchObject({ code: "invalid-input", outcome: "not-sent" });
  });

  it("JSON Lines, JSON sequences, events and parts in both directions", async () => {
    const log = await client.readLog({ path: { id: "a:b@c" } });
    expectTypeOf(log).toEqualTypeOf<Sequence<Entry>>();
    expect(await all(log)).toEqual(entries);
    await client.writeLog({ path: { id: "1" }, body: entries });
    expect(last()).toMatchObject({ body: entries });
    const records = await client.readRecords({ cookie: { session: "a=b&c%" } });
    expect(await all(records)).toEqual([{ n: 1 }, { n: 22 }]);
    expect(last()).toMatchObject({ cookie: { session: "a=b&c%" } });
    await client.writeRecords({ body: [{ n: 3 }] });
    expect(last()).toMatchObject({ body: [{ n: 3 }] });
    expect(await all(await client.watchEvents())).toEqual(events);
    await client.sendEvents({ body: [{ data: "one\ntwo" }, { data: "" }] });
    expect(last()).toMatchObject({ body: [{ data: "one\ntwo" }, { data: "" }] });
    expect(await all(await client.runBatch({ body: entries }))).toEqual(entries);
    expect(last()).toMatchObject({ body: entries });
  });

  it("sequences by path", async () => {
    const { data } = await byPath<paths>(client).GET("/events");
    expectTypeOf(data).toExtend<Sequence<{ data: string }> | undefined>();
    expect(data && (await all(data))).toEqual(events);
  });

  it("alternatives of which one is for all other values", async () => {
    expect(await client.getOwner()).toEqual({ kind: "company", name: "Acme" });
  });

  afterAll(() => expect(sandbox.violations).toEqual([]));
});

const READS: readonly (readonly [string, () => Promise<Sequence<unknown>>])[] = [
  ["readLog", () => client.readLog({ path: { id: "1" } })],
  ["readRecords", () => client.readRecords({ cookie: { session: "a" } })],
  ["watchEvents", () => client.watchEvents()],
  ["runBatch", () => client.runBatch({ body: [] })],
];

it.each(READS)("%s never looks finished when its response is cut short", async (operation, read) => {
  sandbox.inject({ type: "cut-connection", operation });
  const sequence = await read();
  const items = all(sequence);
  await expect(items).rejects.toMatchObject({ code: "invalid-response", reason: "truncated", operation });
  expect(sequence.report.complete).toBe(false);
});

it("the sandbox answers what is explained by the document alone", async () => {
  const draft = createVendorSandbox("acme", () => ({ ...model, handled: [] }));
  const own = createVendorClient<AcmeOperationTypes, AcmeOperations>(operations, {
    vendor: "acme",
    baseUrl: draft.baseUrl,
    auth: { authorize: async () => {} },
    fetch: draft.fetch,
  });
  expect(await all(await own.watchEvents())).toHaveLength(3);
  expect(await all(await own.readRecords({ cookie: { session: "a" } }))).toEqual([{ n: 0 }, { n: 0 }]);
  expect(await own.queryDevices({ body: {} })).toEqual([]);
  expect(draft.violations).toEqual([]);
});

it("a token of the device authorization flow opens the account", async () => {
  const access = deviceAccess({ seed: 1, kind: "acme" });
  const { credentials, scheme, extra } = access;
  const isGood = ({ headers, now }: { headers: Headers; now: number }) => access.isGood(headers, now);
  const unauthorized = { status: 401, body: {} };
  const authenticate: VendorModel["authenticate"] = (call) => (isGood(call) ? undefined : unauthorized);
  const account = createVendorSandbox("acme", () => ({ ...model, credentials, scheme, extra, authenticate }));
  await using served = await listen(account);
  const codes: string[] = [];
  const own = createVendorClient<AcmeOperationTypes, AcmeOperations>(operations, {
    vendor: "acme",
    baseUrl: served.url,
    auth: deviceAuthorization({
      ...served.credentials,
      onCode: ({ userCode }) => void codes.push(userCode),
      wait: async () => {},
    }),
  });
  expect(await own.getOwner()).toMatchObject({ name: "Acme" });
  expect(codes).toEqual(["MADE-UP"]);
});

it("no operation that has none of it refers to it", () => {
  const { getOwner }: { getOwner: Operation } = operations;
  expect(getOwner).toEqual({ method: "GET", path: "/owner" });
});
