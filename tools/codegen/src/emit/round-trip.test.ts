import { stripTypeScriptTypes } from "node:module";
import * as runtime from "@mdmkit/runtime";
import { createVendorClient, type OperationTable, type Sequence } from "@mdmkit/runtime";
import { byPath } from "@mdmkit/runtime/by-path";
import { createVendorSandbox, type VendorModel } from "@mdmkit/sandbox/vendor";
import fc from "fast-check";
import { expect, it } from "vitest";
import { type RandomOperation, randomOperation } from "../fixtures/random-operation.ts";
import { planOperation } from "../plan/plan-operation.ts";
import { parseOpenApi } from "../read/openapi.ts";
import { readApi } from "../read/read-api.ts";
import { ProblemList } from "../workspace/problem.ts";
import { emitJsonSchema } from "./emit-json-schema.ts";
import { emitOperations } from "./emit-operations.ts";

/** Few runs, since each compiles a validator; `MDMKIT_RUNS=1000` for more. */
const options = { numRuns: Number(process.env.MDMKIT_RUNS ?? 40), seed: 20261129 };

/** The constants of a generated file, which imports only from the runtime. */
function evaluated(source: string, ...names: string[]): unknown[] {
  const script = stripTypeScriptTypes(source)
    .replace(/^import (\{.*\}) from ".*";$/m, "const $1 = runtime;")
    .replaceAll(/^export /gm, "");
  return new Function("runtime", `${script}\nreturn [${names.join(", ")}];`)(runtime);
}

/** The client and the sandbox that are generated from a document, and what the sandbox was called with. */
function open(
  { document, items }: Pick<RandomOperation, "document" | "items">,
  change = async (response: Response) => response,
) {
  const problems = new ProblemList();
  const api = readApi({
    document: parseOpenApi(JSON.stringify(document)),
    locate: (pointer) => ({ file: pointer }),
    problems,
  });
  for (const operation of api.operations) {
    planOperation(api.document, operation, (pointer, message) => problems.error({ file: pointer }, message));
  }
  expect(problems.all).toEqual([]);
  const [operations] = evaluated(emitOperations("random", api), "operations") as [OperationTable];
  const [operationSchemas] = evaluated(emitJsonSchema("random", api), "operationSchemas") as [
    VendorModel["document"]["operationSchemas"],
  ];
  const received: object[] = [];
  const sandbox = createVendorSandbox("random", () => ({
    origin: "https://random.example",
    basePath: "/api",
    document: { operationSchemas, schemas: {}, servers: [], collections: {} },
    overLimit: "reject",
    state: undefined,
    options: {},
    handled: Object.keys(operationSchemas),
    handle({ values, query, querystring = query, body }) {
      received.push({ ...values, query: querystring, body });
      return items ? { status: 200, body: items } : { status: 204 };
    },
    authenticate: () => undefined,
    error: (_operation, { status, message, details }) => ({ status, body: { message, details } }),
    credentials: () => ({}),
    scheme: [],
  }));
  const sent: { url: string; init: RequestInit }[] = [];
  const client = createVendorClient(operations, {
    vendor: "random",
    baseUrl: sandbox.baseUrl,
    auth: { authorize: async () => {} },
    async fetch(url, init) {
      sent.push({ url, init });
      return change(await sandbox.fetch(url, init));
    },
  });
  return { client, received, sent, sandbox, path: api.operations[0]?.path ?? "" };
}

const bytesOf = async ({ url, init }: { url: string; init: RequestInit }) => {
  const request = new Request(url, init);
  const text = await request.text();
  const boundary = /boundary=([^;]+)/.exec(request.headers.get("content-type") ?? "")?.[1] ?? "none";
  const headers = Object.fromEntries(request.headers);
  const whole = JSON.stringify({ url: request.url, headers, text });
  return whole.replaceAll(boundary, "boundary");
};

it("random operations get what was passed, by name, by path and in a dry run", async () => {
  await fc.assert(
    fc.asyncProperty(randomOperation, async ({ document, input, method, items }) => {
      const { client, received, sent, sandbox, path } = open({ document, items });
      const { body, ...params } = input;
      const prepared = client.prepare("call" as never, input as never);
      const { data } = await client.request("call" as never, input as never);
      expect(await itemsOf(data)).toEqual(items);
      const called = await byPath<object>(client).request(
        method as never,
        path as never,
        { params, body } as never,
      );
      expect(await itemsOf(called.data)).toEqual(items);
      expect(sandbox.violations).toEqual([]);
      expect(received).toEqual([input, input]);
      const [named, again] = await Promise.all(sent.map(bytesOf));
      expect(again).toEqual(named);
      expect(await bytesOf({ url: prepared.url, init: prepared })).toEqual(named);
    }),
    options,
  );
});

/** The items of a sequence that is read to its end; undefined for other data. */
async function itemsOf(data: unknown): Promise<unknown[] | undefined> {
  if (typeof data !== "object" || data === null || !(Symbol.asyncIterator in data)) return undefined;
  const items: unknown[] = [];
  for await (const item of data as Sequence<unknown>) items.push(item);
  expect(data).toMatchObject({ report: { items: items.length, complete: true } });
  return items;
}

it("random sequences that are cut short are errors, or end after an item if nothing marks the end of the whole", async () => {
  await fc.assert(
    fc.asyncProperty(
      randomOperation,
      fc.nat(),
      fc.boolean(),
      async ({ items, ...operation }, at, hasLength) => {
        fc.pre(items !== undefined && items.length > 0);
        const cut = async (response: Response) => {
          const bytes = new Uint8Array(await response.arrayBuffer());
          const headers = new Headers(response.headers);
          if (hasLength) headers.set("content-length", String(bytes.length));
          return new Response(bytes.subarray(0, at % bytes.length), { headers });
        };
        const { client } = open({ ...operation, items }, cut);
        const { data, response } = await client.request("call" as never, operation.input as never);
        const read = await itemsOf(data).catch((error: unknown) => error);
        if (Array.isArray(read)) {
          expect(hasLength).toBe(false);
          // What follows the last delimiter of parts is no part of them.
          const isMarked = response.headers.get("content-type")?.startsWith("multipart/");
          expect(read).toEqual(isMarked ? items : items?.slice(0, read.length));
        } else expect(read).toMatchObject({ reason: "truncated" });
      },
    ),
    options,
  );
});

/** What no request can hold. */
const odd = fc.constantFrom<unknown>(
  Number.NaN,
  Number.NEGATIVE_INFINITY,
  "\ud800",
  new Map([["a", 1]]),
  new Date(Number.NaN),
  () => 1,
  [undefined],
  [[["a"], ["b"]], Number.NaN],
);

it("random operations reject what a request cannot hold, before anything is sent", async () => {
  const place = fc.constantFrom("path", "query", "header", "cookie", "body");
  await fc.assert(
    fc.asyncProperty(randomOperation, place, odd, async ({ document, input, items }, where, value) => {
      const { client, sent } = open({ document, items });
      const given = input[where as keyof typeof input];
      const spoiled = typeof given === "object" && given !== null ? spoil(given, value) : value;
      const call = client.request("call" as never, { ...input, [where]: spoiled } as never);
      await expect(call).rejects.toMatchObject({
        code: "invalid-input",
        operation: "call",
        outcome: "not-sent",
      });
      expect(sent).toEqual([]);
    }),
    options,
  );
});

/** The same with the odd value in place of its first. */
function spoil(given: object, value: unknown): object {
  const [first = "f1"] = Object.keys(given);
  return { ...given, [first]: value };
}
