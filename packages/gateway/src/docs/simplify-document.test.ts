import { expect, it } from "vitest";
import { readOpenApi } from "./assets.ts";
import { simplifyDocument } from "./simplify-document.ts";

const json = (schema: object) => ({ "application/json": { schema } });
const ref = (kind: string, name: string) => ({ $ref: `#/components/${kind}/${name}` });

const document = {
  paths: {
    "/devices": {
      post: { requestBody: { content: { ...json({}), "application/x-ndjson": {} } }, responses: {} },
      get: { responses: { 200: ref("responses", "Page"), 400: ref("responses", "Bad") } },
    },
  },
  components: {
    schemas: {
      Position: { type: "object", required: ["next"], properties: { next: { type: "string" } } },
      List: {
        type: "object",
        description: "A page.",
        allOf: [ref("schemas", "Position")],
        required: ["result"],
        properties: { result: ref("schemas", "Choice"), kind: { const: "list" } },
        unevaluatedProperties: false,
      },
      Choice: { type: "object", allOf: [ref("schemas", "Either")], properties: { id: { type: "string" } } },
      Either: { type: "object", oneOf: [{ required: ["a"] }, { required: ["b"] }] },
    },
    responses: {
      Page: {
        content: { ...json(ref("schemas", "List")), "application/x-ndjson": { schema: { type: "string" } } },
      },
      Bad: { content: json({ type: "object" }) },
    },
  },
};

it("joins objects with those that they extend, and writes out what a success is", () => {
  const { paths, components } = simplifyDocument(document);
  expect(paths["/devices"]?.get?.responses).toEqual({
    200: { content: json(ref("schemas", "List")) },
    400: ref("responses", "Bad"),
  });
  expect(paths["/devices"]?.post?.requestBody).toEqual({ content: json({}) });
  expect(components.responses).toEqual({ Bad: document.components.responses.Bad });
  expect(components.schemas).toEqual({
    List: {
      type: "object",
      description: "A page.",
      required: ["next", "result"],
      properties: {
        next: { type: "string" },
        result: ref("schemas", "Choice"),
        kind: { type: "string", enum: ["list"] },
      },
      additionalProperties: false,
    },
    Choice: document.components.schemas.Choice, // an alternative cannot be joined
    Either: document.components.schemas.Either,
  });
});

it("leaves nothing beside allOf in the document that is served", async () => {
  expect(JSON.stringify(await readOpenApi())).not.toContain('"allOf"');
});
