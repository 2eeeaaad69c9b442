import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { compileDocument } from "./engine/document/compile-document.ts";
import { responseOf } from "./engine/document/operation-schemas.ts";
import type { VendorResponse } from "./engine/request/call.ts";
import { callOperation, REQUESTS } from "./fixtures/every-vendor.ts";
import * as vendors from "./generated/vendors.ts";
import { checkResponse } from "./server/check-response.ts";

it("is tried for every vendor that is no draft", () => {
  const specs = join(import.meta.dirname, "../../../specs");
  const isDraft = (id: string) =>
    /^status: draft$/m.test(readFileSync(join(specs, id, "source.yaml"), "utf8"));
  const tried = REQUESTS.map(([vendor]) => vendor);
  expect(Object.keys(vendors).filter((id) => !isDraft(id) && !tried.includes(id))).toEqual([]);
});

describe.each(REQUESTS)("every operation of %s", (_vendor, open) => {
  // What is only read, or refused, changes no records: one sandbox serves all of it.
  const untouched = open();
  const { document, open: needNone = [] } = untouched;
  const operations = Object.keys(document.operationSchemas);
  const isRead = (id: string) => document.operationSchemas[id]?.method === "GET";

  it("is modelled", () => {
    expect(operations.filter((id) => !untouched.sandbox.operations.includes(id))).toEqual([]);
  });

  it.each(operations)("%s takes a valid request and responds as the document says", async (operationId) => {
    const requests = isRead(operationId) ? untouched : open();
    const response = await callOperation(requests, operationId);
    const status = requests.refused?.[operationId] ?? expect.toSatisfy((code: number) => code < 300);
    const text = await response.text();
    expect(requests.sandbox.violations).toEqual([]);
    expect({ status: response.status, text }).toMatchObject({ status });
    expect(requests.sandbox.requests.at(-1)).toMatchObject({ operation: operationId });
  });

  it.each(operations.filter((id) => !needNone.includes(id)))(
    "%s refuses a caller without credentials in the declared shape",
    async (operationId) => {
      const operation = document.operationSchemas[operationId];
      const response = await callOperation(untouched, operationId, { headers: {} });
      const text = await response.text();
      expect(response.status).toBe(401);
      expect(operation && responseOf(operation, 401)).toBeDefined();
      const contentType = response.headers.get("content-type") ?? "";
      const content = text.startsWith("{") ? { body: JSON.parse(text) } : { text };
      const refused: VendorResponse = { status: 401, ...(text !== "" && { contentType, ...content }) };
      const { validator } = compileDocument(document);
      expect(operation && checkResponse(refused, { operation, validator })).toEqual([]);
    },
  );
});
