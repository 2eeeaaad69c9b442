import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createSchemaValidator, type JsonSchema } from "@mdmkit/schema-validator";
import fc from "fast-check";
import ts from "typescript";
import { beforeAll, describe, expect, it } from "vitest";
import { candidatesOf } from "../fixtures/candidates.ts";
import { randomSchemas } from "../fixtures/random-schema.ts";
import { checkLinks } from "../lint/check-links.ts";
import type { JsonObject } from "../read/json.ts";
import { isSchema, type OpenApi, parseOpenApi, SCHEMA_KEYWORDS, type Schema } from "../read/openapi.ts";
import { splitDirections } from "../read/split-directions.ts";
import { ProblemList } from "../workspace/problem.ts";
import { emitSchema } from "./emit-schema.ts";
import { toJsonSchema } from "./to-json-schema.ts";

/** `MDMKIT_RUNS=1000` for more. */
const numRuns = Number(process.env.MDMKIT_RUNS ?? 30);
const repository = join(import.meta.dirname, "../../../..");
const openapiOf = (spec: string) => join(repository, "specs", spec, "openapi.json");
const specs = readdirSync(join(repository, "specs")).filter((spec) => existsSync(openapiOf(spec)));

/** The types of a document, and for each schema values of which a validator says whether they are valid. */
type Document = { readonly types: string; readonly schemas: readonly Candidates[] };
type Candidates = {
  readonly name: string;
  readonly candidates: readonly { readonly value: string; readonly isValid: boolean }[];
};

const documents = new Map<string, Document>();
/** The candidates that the compiler judges otherwise than the validator, by document. */
const wrong = new Map<string, readonly string[]>();

beforeAll(() => {
  const random = fc.sample(randomSchemas.filter(isAcyclic), { numRuns, seed: 20261129 });
  for (const [index, document] of random.entries()) addDocument(`random-${index}`, document);
  for (const spec of specs) {
    const document: OpenApi & JsonObject = JSON.parse(readFileSync(openapiOf(spec), "utf8"));
    splitDirections(document);
    addDocument(spec, document);
  }
  compile();
}, 180_000);

describe("types and document admit the same values", () => {
  it("of random schemas", () => {
    const random = [...wrong].filter(([file]) => file.startsWith("random-"));
    expect(random.filter(([, differences]) => differences.length > 0)).toEqual([]);
    const all = [...documents.values()].flatMap(({ schemas }) =>
      schemas.flatMap(({ candidates }) => candidates),
    );
    for (const expected of [true, false]) {
      expect(all.filter(({ isValid }) => isValid === expected).length).toBeGreaterThan(numRuns * 10);
    }
  });

  it.each(specs)("of %s", (spec) => {
    expect(documents.get(spec)?.schemas.length).toBeGreaterThan(0);
    expect(wrong.get(spec)).toEqual([]);
  });
});

/** A schema that is composed only of itself is rejected earlier. */
function isAcyclic(document: OpenApi): boolean {
  const problems = new ProblemList();
  checkLinks(JSON.parse(JSON.stringify(document)), { locate: (file) => ({ file }), problems });
  return problems.all.length === 0;
}

function addDocument(file: string, document: OpenApi): void {
  const schemas = Object.entries(document.components?.schemas ?? {});
  const reduced = schemas.map(
    ([name, schema]) => [name, { allOf: [reduce(toJsonSchema(schema, document))] }] as const,
  );
  const validator = createSchemaValidator(Object.fromEntries(reduced), { allErrors: false });
  documents.set(file, {
    types: String(emitSchema(file, parseOpenApi(JSON.stringify(document)), new Set())["schema.ts"]),
    schemas: schemas.map(([name, schema]) => ({
      name,
      candidates: candidatesOf(document, schema).map((value) => ({
        value: JSON.stringify(value),
        isValid: validator.check({ $ref: name }, value).length === 0,
      })),
    })),
  });
}

/** Keywords that types express; the others are about values, or listed as lost. */
const TYPED = new Set(
  "$ref type enum const properties required items prefixItems allOf anyOf oneOf".split(" "),
);

/** What types say of a schema: alternatives may overlap, objects are open, and one that describes properties is an object. */
function reduce(schema: Schema): JsonSchema {
  if (typeof schema === "boolean") return schema;
  if (schema.format === "binary") return false; // Bytes are no JSON.
  const kept = Object.entries(schema).filter(([keyword, value]) => {
    if (keyword === "minItems") return schema.prefixItems !== undefined;
    // Beside other properties, types admit the values of both; that is listed as lost.
    if (keyword === "additionalProperties") return value !== false && schema.properties === undefined;
    if (keyword === "not")
      return typeof value === "object" && value !== null && Object.keys(value).length === 0;
    return TYPED.has(keyword);
  });
  const converted = kept.map(([keyword, value]): [string, unknown] => {
    if (keyword === "minItems") return [keyword, Math.min(Number(value), schema.prefixItems?.length ?? 0)];
    const holding = SCHEMA_KEYWORDS.get(keyword);
    const part = (one: unknown) => (isSchema(one) ? reduce(one) : one);
    if (holding === "list" && Array.isArray(value)) return [keyword, value.map(part)];
    if (holding === "map" && typeof value === "object" && value !== null)
      return [keyword, mapped(value, part)];
    return [keyword, holding === "one" ? part(value) : value];
  });
  const { oneOf, ...others } = Object.fromEntries(converted);
  return {
    ...implied(schema),
    ...others,
    ...(oneOf !== undefined && { allOf: [{ anyOf: oneOf }, { allOf: others.allOf ?? [{}] }] }),
  };
}

function mapped(map: object, part: (one: unknown) => unknown): object {
  return Object.fromEntries(Object.entries(map).map(([name, one]) => [name, part(one)]));
}

/** The type of a schema that has none. */
function implied(schema: Exclude<Schema, boolean>): { type?: string } {
  const { properties, patternProperties, additionalProperties, required = [], items, prefixItems } = schema;
  const isComposed = [schema.$ref, schema.allOf, schema.anyOf, schema.oneOf].some(
    (part) => part !== undefined,
  );
  if (properties || patternProperties || additionalProperties || (required.length > 0 && !isComposed))
    return { type: "object" };
  return items !== undefined || prefixItems ? { type: "array" } : {};
}

/** One program for all documents. A statement has the type of a schema, and the types of its candidates in a tuple. */
function compile(): void {
  const texts = new Map([["/blob.ts", "interface Blob { readonly size: number }"]]);
  for (const [file, { types, schemas }] of documents) {
    texts.set(`/${file}.schema.ts`, types);
    // JSON is also the notation of its type.
    const rows = schemas.map(
      ({ name, candidates }, index) =>
        `type T${index} = [components["schemas"][${JSON.stringify(name)}], ${candidates.map(({ value }) => value).join(", ")}];`,
    );
    texts.set(`/${file}.ts`, [`import type { components } from "./${file}.schema.ts";`, ...rows].join("\n"));
  }
  const program = createProgram(texts);
  const checker = program.getTypeChecker();
  for (const [file, { schemas }] of documents) {
    const isRandom = file.startsWith("random-"); // Those of vendors are compiled anyway.
    const found = isRandom ? program.getSemanticDiagnostics(program.getSourceFile(`/${file}.schema.ts`)) : [];
    const faults = found.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, " "));
    const rows = program.getSourceFile(`/${file}.ts`)?.statements.slice(1) ?? [];
    const disagreed = schemas.flatMap(({ name, candidates }, index) => {
      const [target, ...sources] = tupleOf(rows[index]).map((node) => checker.getTypeFromTypeNode(node));
      if (!target || sources.length !== candidates.length) return [`${name} has no types`];
      return candidates.flatMap(({ value, isValid }, at) => {
        const source = sources[at];
        if (!source || checker.isTypeAssignableTo(source, target) === isValid) return [];
        return [`${name} ${isValid ? "rejects" : "admits"} ${value}`];
      });
    });
    wrong.set(file, [...faults, ...disagreed]);
  }
}

function createProgram(texts: ReadonlyMap<string, string>): ts.Program {
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    types: [],
    lib: ["lib.es5.d.ts"],
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    allowImportingTsExtensions: true,
    skipLibCheck: true,
  };
  const host = ts.createCompilerHost(options);
  const { readFile, fileExists } = host;
  host.fileExists = (file) => texts.has(file) || fileExists(file);
  host.readFile = (file) => texts.get(file) ?? readFile(file);
  return ts.createProgram([...texts.keys()], options, host);
}

function tupleOf(statement: ts.Statement | undefined): readonly ts.TypeNode[] {
  const type = statement && ts.isTypeAliasDeclaration(statement) ? statement.type : undefined;
  return type && ts.isTupleTypeNode(type) ? [...type.elements] : [];
}
