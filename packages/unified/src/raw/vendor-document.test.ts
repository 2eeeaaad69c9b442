import { expect, it } from "vitest";
import { describeOperations } from "./vendor-document.ts";

it("describes a query that is one value as it is", () => {
  const schema = { type: "string" };
  const all = { name: "all", in: "querystring", required: true, schema, contentType: "text/plain" } as const;
  const search = { method: "GET", path: "/", parameters: [all], responses: {}, safety: "read" } as const;
  const { operations } = describeOperations({ operationSchemas: { search }, schemas: {} });
  expect(operations.search?.input).toMatchObject({ properties: { query: schema }, required: ["query"] });
});
