import { isRow, type Row } from "../records/values.ts";
import { type JsonSchema, type OperationSchemas, responseOf } from "./operation-schemas.ts";
import { sampleOf } from "./sample.ts";

type Schemas = Readonly<Record<string, JsonSchema>>;

/** The first status of success that an operation declares, with its schema. */
export function successOf(operation: OperationSchemas): {
  status: number;
  schema: JsonSchema | undefined;
  isSequence: boolean;
} {
  const names = Object.keys(operation.responses).sort();
  const found = names.find((name) => /^2/.test(name)) ?? "200";
  const status = Number(found.replace(/XX$/i, "00"));
  const { schema, isSequence = false } = responseOf(operation, status) ?? {};
  return { status, schema, isSequence };
}

/** A schema with references followed; of alternatives, the first. */
export function followed(schema: unknown, schemas: Schemas): Row {
  if (!isRow(schema)) return {};
  if (typeof schema.$ref === "string") return followed(schemas[schema.$ref], schemas);
  const [first] = [schema.oneOf, schema.anyOf].flatMap((list) => (Array.isArray(list) ? list : []));
  return first === undefined ? schema : { ...followed(first, schemas), ...schema };
}

/** The properties of an object schema, those of its parts included. */
export function propertiesOf(schema: unknown, schemas: Schemas): Row {
  const { properties, allOf } = followed(schema, schemas);
  const parts = Array.isArray(allOf) ? allOf.map((part) => propertiesOf(part, schemas)) : [];
  return Object.assign({}, ...parts, isRow(properties) ? properties : {});
}

/** The schema at `a.b` below a schema; undefined where there is none. */
function schemaAt(schema: unknown, path: string, schemas: Schemas): unknown {
  return path.split(".").reduce<unknown>((at, name) => propertiesOf(at, schemas)[name], schema);
}

/** The schema of one row of a list. */
export function itemSchemaOf(operation: OperationSchemas, schemas: Schemas): unknown {
  const { schema } = successOf(operation);
  const { items } = operation.pagination ?? {};
  return followed(items === undefined ? schema : schemaAt(schema, items, schemas), schemas).items;
}

export type ShapeOptions = {
  readonly schemas: Schemas;
  /** The property around the record, where a response has it; several where each kind of record has its own. */
  readonly envelope?: string | readonly string[] | undefined;
};

function envelopeIn(
  schema: JsonSchema | undefined,
  { schemas, envelope = [] }: ShapeOptions,
): string | undefined {
  return [envelope].flat().find((name) => schemaAt(schema, name, schemas) !== undefined);
}

/** The part of a response's schema that is about the record. */
export function recordSchema(schema: JsonSchema | undefined, options: ShapeOptions): unknown {
  const envelope = envelopeIn(schema, options);
  return envelope === undefined ? schema : schemaAt(schema, envelope, options.schemas);
}

/** The value as the body of a response: inside of the envelope, where the schema has one. */
export function enveloped(value: unknown, schema: JsonSchema | undefined, options: ShapeOptions): unknown {
  const envelope = envelopeIn(schema, options);
  if (envelope === undefined) return value;
  const { [envelope]: _, ...beside } = keptSample(schema, options.schemas);
  return { ...structuredClone(beside), [envelope]: value };
}

const kept = new WeakMap<object, Row>();

/** The sample of a response, made once; only copies of its parts leave. */
function keptSample(schema: JsonSchema | undefined, schemas: Schemas): Row {
  const key = Object(schema);
  const sample: Row = kept.get(key) ?? Object(sampleOf(schema, schemas));
  kept.set(key, sample);
  return sample;
}
