import { stripTypeScriptTypes } from "node:module";
import * as runtime from "@mdmkit/runtime";
import { byPath, createVendorClient, type OperationTable } from "@mdmkit/runtime";
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
function open({ document }: Pick<RandomOperation, "document">) {
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
    handle({ values, query, body }) {
      received.push({ ...values, query, body });
      return { status: 204 };
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
    fetch(url, init) {
      sent.push({ url, init });
      return sandbox.fetch(url, init);
    },
  });
  return { client, received, sent, sandbox, path: api.operations[0]?.path ?? "" };
}

const bytesOf = async ({ url, init }: { url: string; init: RequestInit }) => {
  const request = new Request(url, init);
  const text = await request.text();
  const boundary = /^--[^\r\n]+/.exec(text)?.[0].slice(2) ?? "none";
  const headers = Object.fromEntries(request.headers);
  const whole = JSON.stringify({ url: request.url, headers, text });
  return whole.replaceAll(boundary, "boundary");
};

it("random operations get what was passed, by name, by path and in a dry run", async () => {
  await fc.assert(
    fc.asyncProperty(randomOperation, async ({ document, input }) => {
      const { client, received, sent, sandbox, path } = open({ document });
      const { body, ...params } = input;
      const prepared = client.prepare("call" as never, input as never);
      await client.request("call" as never, input as never);
      await byPath(client).request("post" as never, path as never, { params, body } as never);
      expect(sandbox.violations).toEqual([]);
      expect(received).toEqual([input, input]);
      const [named, called] = await Promise.all(sent.map(bytesOf));
      expect(called).toEqual(named);
      expect(await bytesOf({ url: prepared.url, init: prepared })).toEqual(named);
    }),
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

it("random operations refuse what a request cannot hold, before anything is sent", async () => {
  const place = fc.constantFrom("path", "query", "header", "cookie", "body");
  await fc.assert(
    fc.asyncProperty(randomOperation, place, odd, async ({ document, input }, where, value) => {
      const { client, sent } = open({ document });
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
