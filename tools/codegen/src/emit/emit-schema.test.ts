import { describe, expect, it } from "vitest";
import type { JsonObject } from "../read/json.ts";
import type { OpenApi, Schema } from "../read/openapi.ts";
import { splitDirections } from "../read/split-directions.ts";
import { emitSchema } from "./emit-schema.ts";
import { partsNamedIn } from "./named-operations.ts";

const named: Record<string, Schema> = {
  Base: { type: "object", properties: { a: { type: "string" }, b: { type: "integer" } } },
  Cat: { type: "object", required: ["kind"], properties: { kind: { type: "string" } } },
  Dog: { type: "object", required: ["kind"], properties: { kind: { const: "dog" } } },
};
const base = { $ref: "#/components/schemas/Base" };
const cat = { $ref: "#/components/schemas/Cat" };
const dog = { $ref: "#/components/schemas/Dog" };

/** The types of a document, which is JSON: no two places share an object. */
function fileOf(document: OpenApi): string {
  return Object.values(emitSchema("acme", JSON.parse(JSON.stringify(document)), new Set())).join("");
}

/** The type of a schema on one line, without comments. */
function typeOf(schema: Schema): string {
  const text = fileOf({ openapi: "3.1.0", components: { schemas: { ...named, It: schema } } });
  const [, type = ""] = /\n {8}It: ([\s\S]*?);\n {4}\};/.exec(text) ?? [];
  return type
    .replace(/\/\*\*[\s\S]*?\*\//g, "")
    .replace(/\s+/g, " ")
    .replaceAll('components["schemas"]', "schemas");
}

describe("the type of a schema has", () => {
  it.each<[string, Schema, string]>([
    ["null as a constant", { const: null }, "null"],
    ["the values of its type only", { type: ["string", "null"], enum: ["a", "b", 1] }, '"a" | "b"'],
    ["nothing, if no value is of its type", { type: "object", enum: ["A", "B"] }, "never"],
    ["a constant of any kind", { const: { a: [1] } }, "{ a: [ 1 ]; }"],
    [
      "the places and the rest of a tuple",
      {
        type: "array",
        prefixItems: [{ type: "string" }, { type: "boolean" }],
        items: { type: "number" },
        minItems: 1,
      },
      "[ string, boolean?, ...number[] ]",
    ],
    ["a closed tuple", { type: "array", prefixItems: [{ type: "string" }], items: false }, "[ string? ]"],
    [
      "keywords beside a reference",
      { ...base, properties: { c: { type: "boolean" } } },
      '{ c?: boolean; } & schemas["Base"]',
    ],
    [
      "names that it requires of a reference",
      { ...base, required: ["a"] },
      'WithRequired<schemas["Base"], "a">',
    ],
    ["names that it requires of nothing", { required: ["a"] }, "{ a: unknown; }"],
    [
      "names that a nullable part has",
      { allOf: [{ type: ["object", "null"], properties: { a: { type: "string" } } }], required: ["a"] },
      "{ a: string; } | null",
    ],
    [
      "properties beside alternatives that only require them",
      { properties: { a: { type: "string" } }, anyOf: [{ required: ["a"] }, {}] },
      "{ a?: string; }",
    ],
    [
      "alternatives beside properties, not instead of them",
      { type: "object", properties: { a: { type: "string" } }, anyOf: [base, cat] },
      '{ a?: string; } & (schemas["Base"] | schemas["Cat"])',
    ],
    ["values in alternatives", { type: "string", oneOf: [{ const: "a" }, { const: "b" }] }, '"a" | "b"'],
    [
      "an index that admits the properties",
      { type: "object", properties: { n: { type: "number" } }, additionalProperties: { type: "string" } },
      "{ n?: number; [key: string]: string | number | undefined; }",
    ],
    [
      "no properties, if it excludes all",
      { type: "object", additionalProperties: false },
      "Record<string, never>",
    ],
    [
      "no `$defs`, and what is referred to in them",
      {
        type: "object",
        $defs: { p: { type: "integer" } },
        properties: { n: { $ref: "#/components/schemas/It/$defs/p" } },
      },
      "{ n?: number; }",
    ],
    [
      "the values of a discriminator, unless an alternative has them",
      {
        oneOf: [cat, dog],
        discriminator: { propertyName: "kind", mapping: { cat: cat.$ref, dog: dog.$ref } },
      },
      '(schemas["Cat"] & { kind: "cat"; }) | schemas["Dog"]',
    ],
    [
      "a default alternative for all other values",
      {
        oneOf: [cat, base],
        discriminator: {
          propertyName: "kind",
          mapping: { cat: cat.$ref },
          defaultMapping: base.$ref,
        },
      },
      '(schemas["Cat"] & { kind: "cat"; }) | schemas["Base"]',
    ],
    [
      "itself in a list",
      { type: ["array", "null"], items: { $ref: "#/components/schemas/It" } },
      "Recursive1",
    ],
  ])("%s", (_, schema, expected) => {
    expect(typeOf(schema)).toBe(expected);
  });

  it("a discriminator only where it stands", () => {
    const choice = { oneOf: [cat, dog], discriminator: { propertyName: "kind" } };
    const text = fileOf({ openapi: "3.1.0", components: { schemas: { ...named, Pet: choice } } });
    expect(text).toContain("        Cat: {\n            kind: string;\n        };");
  });
});

it("a parameter has the type of its media type", () => {
  const content = {
    "application/json": { schema: { type: "object", properties: { a: { type: "integer" } } } },
  };
  const parameters = [{ name: "filter", in: "query", content }] as const;
  const get = { operationId: "list", parameters, responses: {} };
  expect(fileOf({ openapi: "3.1.0", paths: { "/a": { get } } })).toMatch(/filter\?: \{\s+a\?: number;/);
});

describe("readOnly and writeOnly properties", () => {
  const json = ($ref: string) => ({
    content: { "application/json": { schema: { $ref: `#/components/schemas/${$ref}` } } },
  });
  const device = {
    type: "object",
    required: ["id", "pin"],
    properties: {
      id: { type: "string", readOnly: true },
      pin: { type: "string", writeOnly: true },
      owner: { $ref: "#/components/schemas/Owner" },
    },
  };
  const document: OpenApi & JsonObject = structuredClone({
    openapi: "3.1.0",
    paths: {
      "/devices": {
        get: { operationId: "list", responses: { 200: json("Device") } },
        post: { operationId: "create", requestBody: json("Device"), responses: {} },
        put: { operationId: "login", requestBody: json("Login"), responses: {} },
      },
    },
    components: {
      schemas: {
        Device: device,
        Login: {
          type: "object",
          properties: { id: { type: "string", readOnly: true }, pin: device.properties.pin },
        },
        Owner: { allOf: [{ $ref: "#/components/schemas/Person" }], required: ["id"] },
        Person: { type: "object", properties: { id: { $ref: "#/components/schemas/Id" } } },
        Id: { type: "string", readOnly: true },
        Plain: { type: "object", properties: { device: { $ref: "#/components/schemas/Device" } } },
      },
    },
  });
  splitDirections(document);

  it("are apart in a schema that both directions use", () => {
    expect(document.components).toEqual({
      schemas: {
        Device: {
          ...device,
          required: ["id"],
          properties: { id: device.properties.id, owner: device.properties.owner },
        },
        DeviceWritable: {
          type: "object",
          required: ["pin"],
          properties: { pin: device.properties.pin, owner: { $ref: "#/components/schemas/OwnerWritable" } },
          xml: { name: "Device" },
        },
        Login: { type: "object", properties: { pin: device.properties.pin } },
        Owner: { allOf: [{ $ref: "#/components/schemas/Person" }], required: ["id"] },
        OwnerWritable: { allOf: [{ $ref: "#/components/schemas/PersonWritable" }], xml: { name: "Owner" } },
        Person: { type: "object", properties: { id: { $ref: "#/components/schemas/Id" } } },
        PersonWritable: { type: "object", properties: {}, xml: { name: "Person" } },
        Id: { type: "string", readOnly: true },
        Plain: { type: "object", properties: { device: { $ref: "#/components/schemas/Device" } } },
      },
    });
  });

  it("leave a request with the schema of requests", () => {
    expect(JSON.stringify(document.paths)).toContain(
      '"requestBody":{"content":{"application/json":{"schema":{"$ref":"#/components/schemas/DeviceWritable"}}}}',
    );
  });
});

it("beside components stands what a client names of operations, and all of them with the paths", () => {
  const parameters = ["content", "other"].map((name) => ({ name, in: "query", schema: { type: "string" } }));
  const content = { "application/json": { schema: { type: "object" } } };
  const headers = { "x-total": { schema: { type: "integer" } } };
  const responses = { 200: { description: "OK", headers, content }, 404: { description: "None" } };
  const get = { operationId: "list", parameters, responses };
  const document = JSON.parse(JSON.stringify({ openapi: "3.1.0", paths: { "/a": { get }, "/b": {} } }));
  const client = 'operations["list"]["parameters"]["query"] operations["list"]["responses"][200]["content"]';
  const files = emitSchema("acme", document, partsNamedIn(client));
  const [, named] = String(files["schema.ts"]).split("export interface operations ");
  expect(named?.replace(/\s+/g, " ")).toBe(
    '{ list: { parameters: { query?: { content?: string; other?: string; }; }; responses: { /** @description OK */ 200: { content: { "application/json": Record<string, unknown>; }; }; }; }; } ',
  );
  const paths = String(files["paths.ts"]);
  for (const text of ['get: operations["list"];', '"x-total"?: number;', "404: {"])
    expect(paths).toContain(text);
});
