import { type OperationSchemas, operationSchemas } from "@mdmkit/unified/schemas";
import type { VendorId } from "@mdmkit/unified/vendors";
import fc from "fast-check";
import { beforeEach, expect, it } from "vitest";
import { awkwardText, valueFor } from "../fixtures/arbitrary-value.ts";
import { createTestGateway, VENDORS } from "../fixtures/test-gateway.ts";
import { retryAtOnce } from "../fixtures/time.ts";

// `call` validates responses against the document. Here each request must get one, and none may be a 500.

const gateway = await createTestGateway({ size: { devices: 8, users: 4 } });
const { call, of, account, token, sandboxes, fetches, emitted, store } = gateway;
/** For each vendor, whose requests are made of a seed of its own: another vendor changes none of them. */
const RUNS = Number(process.env.MDMKIT_FUZZ_RUNS ?? 60);
const SEED = Number(process.env.MDMKIT_FUZZ_SEED ?? 12);
const BEGINS_ANEW_AFTER = 30;

const paramsFor = (vendor: VendorId) => ({
  numRuns: RUNS,
  seed: [...vendor].reduce((seed, letter) => seed * 31 + letter.charCodeAt(0), SEED) % 2 ** 31,
});

beforeEach(retryAtOnce);

/** The ids of existing records, by vendor and resource. */
const ids = new Map<string, string[]>();
for (const vendor of VENDORS) {
  for (const resource of ["devices", "users", "apps", "organizations", "groups"]) {
    const { body } = await call("GET", of(vendor, resource));
    ids.set(
      `${vendor} ${resource}`,
      (body.result ?? []).map(({ id }: { id: string }) => id),
    );
  }
}

/** Accounts and tokens to change, revoke and delete. */
async function createDecoys() {
  const { id } = await store.accounts.create({
    vendor: "jumpcloud",
    name: "Decoy",
    values: { apiKey: "jca_decoy_key" },
  });
  fetches.set(id, sandboxes.jumpcloud.fetch);
  const { record } = await store.tokens.create({ name: "decoy", scopes: ["read"], accounts: "all" });
  return { accounts: [id], tokens: [record.id] };
}
let decoys = await createDecoys();

function idsFor(vendor: VendorId, path: string): readonly string[] {
  const [, area = "", , resource = ""] = path.split("/");
  if (area === "admin") return path.includes("tokens") ? decoys.tokens : decoys.accounts;
  return ids.get(`${vendor} ${resource}`) ?? [];
}

/** Without lone surrogates, which a URL cannot contain. */
const wellFormed = (text: string) => Buffer.from(text).toString();

const mostly = <Value>(usual: fc.Arbitrary<Value>, odd: fc.Arbitrary<Value>) =>
  fc.oneof({ arbitrary: usual, weight: 9 }, { arbitrary: odd, weight: 1 });

function queryFor({ parameters }: OperationSchemas): fc.Arbitrary<[string, string][]> {
  const usual = parameters
    .filter((one) => one.in === "query" && one.name !== "integrated_account_id")
    .map(({ name, schema }) => valueFor(schema).map((value): [string, string][] => pairsOf(name, value)));
  const bent = parameters.map(({ name }) =>
    fc.constantFrom(`${name}[]`, `${name}[id]`, `${name}[a][b]`, name),
  );
  const odd = fc.tuple(fc.oneof(awkwardText, ...bent), awkwardText).map((pair): [string, string][] => [pair]);
  return fc
    .array(mostly(fc.oneof(...usual, fc.constant([])), odd), { maxLength: 3 })
    .map((all) => all.flat());
}

/** In the form that clients of the reference API use. */
function pairsOf(name: string, value: unknown): [string, string][] {
  if (Array.isArray(value)) return value.map((one) => [name, String(one)]);
  if (typeof value !== "object" || value === null) return [[name, String(value)]];
  return Object.entries(value).flatMap(([member, inner]) => pairsOf(`${name}[${member}]`, inner));
}

const oddBody = fc.oneof(fc.json({ maxDepth: 4 }), fc.string({ unit: "binary", maxLength: 60 }));

const operations = Object.values(operationSchemas);

const requestTo = (vendor: VendorId) =>
  fc.constantFrom(...operations).chain((operation) =>
    fc.record({
      method: fc.constant(operation.method),
      template: fc.constant(operation.path),
      vendor: fc.constant(vendor),
      /** An existing id, or another one. */
      named: fc.array(mostly(fc.nat({ max: 20 }), fc.oneof(fc.nat(), awkwardText)), {
        minLength: 2,
        maxLength: 2,
      }),
      account: fc.option(awkwardText, { freq: 10, nil: account(vendor) }),
      query: queryFor(operation),
      body: operation.body
        ? mostly(
            valueFor(operation.body.schema).map((value) => JSON.stringify(value)),
            oddBody,
          )
        : fc.constant(undefined),
      headers: fc.oneof(
        { arbitrary: fc.constant({}), weight: 8 },
        fc.record({ "idempotency-key": fc.uuid() }),
        fc.record({ "content-type": fc.constantFrom("text/plain", "application/json; x", ";") }),
      ),
    }),
  );
type Generated = ReturnType<typeof requestTo> extends fc.Arbitrary<infer Value> ? Value : never;

async function send({ method, template, vendor, named, account: id, query, body, headers }: Generated) {
  const there = idsFor(vendor, template);
  const [first = "1", second = "1"] = named.map((one) =>
    typeof one === "number" ? (there[one % Math.max(1, there.length)] ?? "1") : wellFormed(one) || "1",
  );
  const rest = [second, first];
  const path = template.replaceAll(/\{\w+\}/g, () => encodeURIComponent(rest.pop() ?? ""));
  const isOfAccount = path.startsWith("/unified/mdm/") && path !== "/unified/mdm/batch";
  const pairs = query.map(([name, value]) => [wellFormed(name), wellFormed(value)]);
  const search = new URLSearchParams(
    isOfAccount ? [["integrated_account_id", wellFormed(id)], ...pairs] : pairs,
  );
  // Confirmations are right more often than by chance.
  const meant = body?.replace(/"confirm":"[^"\\]*"/, `"confirm":${JSON.stringify(first)}`);
  return call(method, `${path}?${search}`, { headers, body: meant });
}

it("responds without an internal error to requests made from the document", async () => {
  const seen = new Set<number>();
  const reached = new Set<string>();
  let runs = 0;
  const property = (vendor: VendorId) =>
    fc.asyncProperty(requestTo(vendor), async (generated) => {
      if (++runs % BEGINS_ANEW_AFTER === 0) {
        for (const sandbox of Object.values(sandboxes)) sandbox.reset();
        decoys = await createDecoys();
      }
      const { status } = await send(generated);
      expect(status).not.toBe(500);
      seen.add(status);
      if (status < 300) reached.add(`${generated.method} ${generated.template}`);
    });
  for (const vendor of VENDORS) await fc.assert(property(vendor), paramsFor(vendor));
  expect([...seen]).toEqual(expect.arrayContaining([200, 201, 204, 400, 404, 405, 422]));
  expect(emitted.filter((text) => text.includes('"event":"unexpected"'))).toEqual([]);
  if (process.env.MDMKIT_FUZZ_RUNS)
    console.log(`${reached.size} of ${operations.length} operations succeeded`, [...seen]);
  const responses = Object.values(sandboxes).flatMap(({ violations }) => [...violations]);
  expect(responses.filter(({ kind }) => kind === "response")).toEqual([]);
});

it("responds without an internal error to garbage", async () => {
  const path = fc.array(awkwardText, { maxLength: 4 }).map((parts) => `/${wellFormed(parts.join("/"))}`);
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD"),
      path,
      fc.constantFrom(token, "x", null),
      async (method, target, bearer) => {
        const { status } = await call(method, encodeURI(target), { token: bearer });
        expect(status).not.toBe(500);
      },
    ),
    { numRuns: RUNS, seed: SEED },
  );
});

/** A response with one value replaced; `at` chooses which one. */
function spoil(value: unknown, at: readonly number[], put: unknown): unknown {
  const [step, ...rest] = at;
  if (typeof value !== "object" || value === null || step === undefined) return put;
  const entries = Object.entries(value);
  const chosen = entries[step % Math.max(1, entries.length)];
  if (!chosen) return put;
  const [name, inner] = chosen;
  const spoiled = [...entries.filter(([other]) => other !== name), [name, spoil(inner, rest, put)]];
  return Array.isArray(value) ? spoiled.map(([, item]) => item) : Object.fromEntries(spoiled);
}

it("handles any response of a vendor, and reports it as the vendor's error", async () => {
  let change: { at: number[]; put: unknown; status: number; headers: Record<string, string> } | undefined;
  for (const vendor of VENDORS) {
    await gateway.connectAccount(vendor);
    fetches.set(account(vendor), async (url, init) => {
      const response = await sandboxes[vendor].fetch(url, init);
      if (!change || /token/.test(url)) return response;
      const text = await response.text();
      if (!response.headers.get("content-type")?.includes("json")) return new Response(text, response);
      const { at, put, status, headers } = change;
      const body = JSON.stringify(spoil(JSON.parse(text || "null"), at, put));
      return new Response(body, { status, headers: { ...Object.fromEntries(response.headers), ...headers } });
    });
  }
  const readsOf = (vendor: VendorId) =>
    requestTo(vendor).filter(({ template }) => template.startsWith("/unified/mdm/"));
  const changes = fc.record({
    at: fc.array(fc.nat({ max: 40 }), { maxLength: 4 }),
    put: fc.oneof<fc.Arbitrary<unknown>[]>(
      fc.jsonValue({ maxDepth: 2 }),
      fc.constantFrom(null, [], {}, 0, "", "__proto__", [null], [[]], { "": 1 }),
    ),
    status: fc.oneof(
      { arbitrary: fc.constant(200), weight: 8 },
      fc.constantFrom(201, 206, 299, 400, 404, 418, 500),
    ),
    headers: fc.constantFrom<Record<string, string>>(
      {},
      { "retry-after": "x" },
      { "x-total-count": "-1" },
      { link: "<" },
      { "ratelimit-reset": "NaN" },
    ),
  });
  const property = (vendor: VendorId) =>
    fc.asyncProperty(readsOf(vendor), changes, async (generated, given) => {
      change = given;
      const { status } = await send({ ...generated, account: account(generated.vendor) });
      expect(status).not.toBe(500);
    });
  for (const vendor of VENDORS) await fc.assert(property(vendor), paramsFor(vendor));
});
