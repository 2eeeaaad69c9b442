import fc from "fast-check";

type JsonSchema = boolean | { readonly [keyword: string]: unknown };
export type Schemas = Readonly<Record<string, JsonSchema>>;

/** References are followed this deep; below it, optional properties are left out. */
const DEEPEST = 6;

type Making = { readonly schemas: Schemas; readonly depth: number; readonly spoil: boolean };

/** Values that are valid against a schema of a vendor's document; any optional property may be missing. */
export function arbitraryOf(schemas: Schemas, name: string): fc.Arbitrary<unknown> {
  return arbitraryFor({ $ref: name }, { schemas, depth: 0, spoil: false });
}

/** The same, but any value below the top may be null, a word outside its set, or of another type. */
export function spoiledArbitraryOf(schemas: Schemas, name: string): fc.Arbitrary<unknown> {
  return arbitraryFor({ $ref: name }, { schemas, depth: 0, spoil: true });
}

function arbitraryFor(schema: JsonSchema, making: Making): fc.Arbitrary<unknown> {
  if (typeof schema === "boolean") return anything;
  if (typeof schema.$ref === "string")
    return arbitraryFor(making.schemas[schema.$ref] ?? true, deeper(making));
  if (Array.isArray(schema.enum)) return fc.constantFrom(...schema.enum);
  if ("const" in schema) return fc.constant(schema.const);
  for (const keyword of ["oneOf", "anyOf"]) {
    const choices = schemaList(schema[keyword]);
    if (choices.length > 0) return fc.oneof(...choices.map((choice) => arbitraryFor(choice, deeper(making))));
  }
  const types = typeof schema.type === "string" ? [schema.type] : schemaTypes(schema.type);
  if (types.length > 0) return fc.oneof(...types.map((type) => ofType(type, schema, making)));
  return schema.properties || schema.allOf ? objectOf(schema, making) : anything;
}

function ofType(type: string, schema: Exclude<JsonSchema, boolean>, making: Making): fc.Arbitrary<unknown> {
  const bounds = {
    ...(typeof schema.minimum === "number" && { min: schema.minimum }),
    ...(typeof schema.maximum === "number" && { max: schema.maximum }),
  };
  if (type === "null") return fc.constant(null);
  if (type === "boolean") return fc.boolean();
  if (type === "integer")
    return fc.oneof(
      fc.integer(bounds),
      fc.maxSafeInteger().filter((value) => value >= (bounds.min ?? value)),
    );
  if (type === "number") return fc.double({ ...bounds, noNaN: true, noDefaultInfinity: true });
  if (type === "string") return text(schema);
  if (type === "array") return fc.array(inner(schemaOf(schema.items), making), { maxLength: 3 });
  return objectOf(schema, making);
}

function text({ format, maxLength, minLength }: Exclude<JsonSchema, boolean>): fc.Arbitrary<string> {
  if (format === "date-time") {
    const range = { min: new Date("1990-01-01"), max: new Date("2100-01-01"), noInvalidDate: true };
    return fc.date(range).map((date) => date.toISOString());
  }
  if (format === "int64") return fc.maxSafeInteger().map(String);
  const limits = {
    ...(typeof maxLength === "number" && { maxLength }),
    ...(typeof minLength === "number" && { minLength }),
  };
  return fc.oneof(fc.constantFrom(...TELLING), fc.string({ unit: "grapheme", ...limits }));
}

/** Words on which mappers decide something. */
const TELLING = [
  "",
  " ",
  "0",
  "None",
  "Windows",
  "Mac OS X",
  "iOS",
  "iPadOS",
  "Android",
  "Ubuntu",
  "linux",
  "C:",
  "Good",
  "error",
  "a.b",
];

function objectOf(schema: Exclude<JsonSchema, boolean>, making: Making): fc.Arbitrary<object> {
  const parts = schemaList(schema.allOf).map((part) => arbitraryFor(part, deeper(making)));
  const properties = making.depth > DEEPEST ? {} : schemasOf(schema.properties);
  const required = Array.isArray(schema.required) && !making.spoil ? schema.required : [];
  const names = Object.keys(properties);
  const model = Object.fromEntries(
    names.map((name) => [name, inner(properties[name] ?? true, deeper(making))]),
  );
  const own = fc.record(model, { requiredKeys: names.filter((name) => required.includes(name)) });
  return fc.tuple(own, ...parts).map((all) => Object.assign({}, ...all));
}

/** A value inside another: now and then not what the document promises. */
function inner(schema: JsonSchema, making: Making): fc.Arbitrary<unknown> {
  const valid = arbitraryFor(schema, making);
  return making.spoil ? fc.oneof({ arbitrary: valid, weight: 5 }, { arbitrary: wrong, weight: 1 }) : valid;
}

const anything = fc.jsonValue({ maxDepth: 2 });
const wrong = fc.oneof(
  fc.constantFrom(
    null,
    "VALUE_NOT_IN_THE_DOCUMENT",
    "0000-13-32T25:61:00Z",
    { drifted: true },
    [],
    [null],
    [[]],
    {},
    -1,
    0,
    1e300,
    true,
  ),
  anything,
);

const deeper = (making: Making): Making => ({ ...making, depth: making.depth + 1 });

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === "boolean" || (typeof value === "object" && value !== null && !Array.isArray(value));
}

const schemaOf = (value: unknown): JsonSchema => (isSchema(value) ? value : true);
const schemaList = (value: unknown): JsonSchema[] => (Array.isArray(value) ? value.filter(isSchema) : []);
const schemaTypes = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((type) => typeof type === "string") : [];

function schemasOf(value: unknown): Record<string, JsonSchema> {
  if (typeof value !== "object" || value === null) return {};
  return Object.fromEntries(Object.entries(value).filter(([, schema]) => isSchema(schema)));
}
