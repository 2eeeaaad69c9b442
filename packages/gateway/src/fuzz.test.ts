import { type OperationSchemas, operationSchemas } from "@mdmkit/unified/schemas";
import fc from "fast-check";
import { expect, it } from "vitest";
import { awkwardText, valueFor } from "./fixtures/arbitrary-value.ts";
import { createTestGateway } from "./fixtures/test-gateway.ts";

// Answers are checked against the document by `call`; here it matters that none is a 500, and that all come.

const gateway = await createTestGateway({ vendorTimeoutMs: 300, size: { devices: 8, users: 4 } });
const { call, of, account, token, sandboxes } = gateway;
const VENDORS = ["jumpcloud", "ivanti-neurons", "applivery", "jamf-pro"];
const RUNS = Number(process.env.MDMKIT_FUZZ_RUNS ?? 500);

const ids: string[] = [];
for (const vendor of VENDORS) {
  for (const resource of ["devices", "users"]) {
    const { body } = await call("GET", of(vendor, resource));
    ids.push(...body.result.map(({ id }: { id: string }) => id));
  }
}

/** Without halves of characters, which no URL can carry. */
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

/** As a client of the reference product writes it. */
function pairsOf(name: string, value: unknown): [string, string][] {
  if (Array.isArray(value)) return value.map((one) => [name, String(one)]);
  if (typeof value !== "object" || value === null) return [[name, String(value)]];
  return Object.entries(value).map(([member, inner]) => [`${name}[${member}]`, String(inner)]);
}

const oddBody = fc.oneof(fc.json({ maxDepth: 4 }), fc.string({ unit: "binary", maxLength: 60 }));

const request = fc.constantFrom(...Object.values(operationSchemas)).chain((operation) =>
  fc.record({
    method: fc.constant(operation.method),
    path: fc
      .array(mostly(fc.constantFrom(...ids, ...VENDORS.map(account)), awkwardText), {
        minLength: 2,
        maxLength: 2,
      })
      .map((given) => {
        const rest = given.map((id) => encodeURIComponent(wellFormed(id) || "1"));
        return operation.path.replaceAll(/\{\w+\}/g, () => rest.pop() ?? "1");
      }),
    vendor: mostly(fc.constantFrom(...VENDORS.map(account)), awkwardText),
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

it("answers anything made from the document without a fault of its own", async () => {
  const seen = new Map<number, number>();
  await fc.assert(
    fc.asyncProperty(request, async ({ method, path, vendor, query, body, headers }) => {
      const isOfAccount = path.startsWith("/unified/mdm/") && path !== "/unified/mdm/batch";
      const pairs = query.map(([name, value]) => [wellFormed(name), wellFormed(value)]);
      const search = new URLSearchParams(
        isOfAccount ? [["integrated_account_id", wellFormed(vendor)], ...pairs] : pairs,
      );
      const { status } = await call(method, `${path}?${search}`, { headers, body });
      expect(status).not.toBe(500);
      seen.set(status, (seen.get(status) ?? 0) + 1);
    }),
    { numRuns: RUNS },
  );
  expect([...seen.keys()]).toEqual(expect.arrayContaining([200, 400, 404, 405, 422]));
  const answers = Object.values(sandboxes).flatMap(({ violations }) => [...violations]);
  expect(answers.filter(({ kind }) => kind === "answer")).toEqual([]);
});

it("answers garbage without a fault of its own", async () => {
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
    { numRuns: RUNS },
  );
});
