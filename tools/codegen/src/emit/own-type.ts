import { typeOfValue, type ValueType } from "../plan/value-types.ts";
import type { Schema, SchemaObject } from "../read/openapi.ts";
import {
  addJSDocComment,
  BOOLEAN,
  NEVER,
  NULL,
  NUMBER,
  QUESTION_TOKEN,
  STRING,
  tsIntersection,
  tsLiteral,
  tsModifiers,
  tsPropertyIndex,
  tsRecord,
  tsUnion,
  UNDEFINED,
  UNKNOWN,
} from "./openapi-typescript.ts";
import { factory } from "./syntax/factory.ts";
import type { Member, PropertySignature, TypeNode } from "./syntax/nodes.ts";
import { printBare } from "./syntax/print.ts";

/** The type of a schema within another one. */
type Below = (schema: Schema) => TypeNode;

/** The type that the keywords of a schema itself describe, without its parts; undefined if they describe none. */
export function ownType(
  schema: SchemaObject,
  required: readonly string[],
  below: Below,
): TypeNode | undefined {
  const types = typesOf(schema);
  const values = valuesOf(schema);
  if (values) {
    const admitted = values.filter((value) => types?.includes(typeOfValue(value)) ?? true);
    return tsUnion(admitted.map(tsLiteral));
  }
  const [type] = types ?? [];
  if (type && types?.length === 1) return TYPES[type](schema, required, below);
  return types && tsUnion(types.map((type) => TYPES[type](schema, required, below)));
}

/** Whether a schema describes only what its `type` says. */
export function isPlain(schema: SchemaObject): boolean {
  if (schema.type === undefined || isBinary(schema)) return false;
  const { enum: values, const: value, properties, items, prefixItems } = schema;
  const { additionalProperties, patternProperties } = schema;
  const others = [values, value, properties, items, prefixItems, additionalProperties, patternProperties];
  return others.every((keyword) => keyword === undefined);
}

/** The values that `enum` and `const` leave. */
function valuesOf({ enum: values, const: value }: SchemaObject): readonly unknown[] | undefined {
  const listed = Array.isArray(values)
    ? [...new Map(values.map((one) => [JSON.stringify(one), one])).values()]
    : undefined;
  if (value === undefined) return listed;
  return listed ? listed.filter((one) => JSON.stringify(one) === JSON.stringify(value)) : [value];
}

/** The JSON types of a schema. One that describes properties or items without a type means objects or arrays. */
export function typesOf(schema: SchemaObject): readonly ValueType[] | undefined {
  const { type } = schema;
  if (typeof type === "string") return TYPES_OF[type] ?? [];
  if (type !== undefined) {
    return [...new Set([type].flat().map((name) => (name === "integer" ? "number" : name)))].filter(isType);
  }
  const { properties, patternProperties, additionalProperties, items, prefixItems } = schema;
  if (properties || patternProperties || additionalProperties) return ["object"];
  return items !== undefined || prefixItems ? ["array"] : undefined;
}

/** By what `type` says; most schemas say one. */
const TYPES_OF: Readonly<Record<string, readonly ValueType[]>> = {
  null: ["null"],
  boolean: ["boolean"],
  number: ["number"],
  integer: ["number"],
  string: ["string"],
  array: ["array"],
  object: ["object"],
};

function isType(name: string): name is ValueType {
  return Object.hasOwn(TYPES, name);
}

const TYPES: Readonly<
  Record<ValueType, (schema: SchemaObject, required: readonly string[], below: Below) => TypeNode>
> = {
  null: () => NULL,
  boolean: () => BOOLEAN,
  number: () => NUMBER,
  // Bytes are not a string: in a form, a file is a `Blob`.
  string: (schema) => (isBinary(schema) ? factory.createTypeReferenceNode("Blob") : STRING),
  array: (schema, _required, below) => arrayType(schema, below),
  object: objectType,
};

function isBinary({ format, type }: SchemaObject): boolean {
  return format === "binary" && [type].flat().includes("string");
}

/** An array; with `prefixItems` a tuple, whose places are optional after `minItems`. */
function arrayType(
  { items, prefixItems, minItems = 0, maxItems = Number.POSITIVE_INFINITY, unevaluatedItems }: SchemaObject,
  below: Below,
): TypeNode {
  if (!prefixItems) return factory.createArrayTypeNode(items === undefined ? UNKNOWN : below(items));
  const places = prefixItems.slice(0, maxItems).map((item, index) => {
    const type = below(item);
    return index < minItems ? type : factory.createOptionalTypeNode(type);
  });
  const rest = items ?? unevaluatedItems ?? true;
  if (rest === false || maxItems <= prefixItems.length) return factory.createTupleTypeNode(places);
  const others = factory.createRestTypeNode(factory.createArrayTypeNode(below(rest)));
  return factory.createTupleTypeNode([...places, others]);
}

const READ_ONLY = tsModifiers({ readonly: true });

function objectType(schema: SchemaObject, required: readonly string[], below: Below): TypeNode {
  const { properties = {}, additionalProperties, patternProperties = {} } = schema;
  const members = Object.keys(properties).map((name) => {
    const property = properties[name] ?? true;
    const isReadOnly = typeof property === "object" && property.readOnly === true;
    const signature = factory.createPropertySignature(
      isReadOnly ? READ_ONLY : undefined,
      nameOf(name),
      required.includes(name) ? undefined : QUESTION_TOKEN,
      below(property),
    );
    if (typeof property === "object") addJSDocComment(property, signature);
    return signature;
  });
  const patterns = Object.values(patternProperties).map(below);
  const others = additionalProperties ? [below(additionalProperties), ...patterns] : patterns;
  if (others.length === 0) {
    if (members.length > 0) return factory.createTypeLiteralNode(members);
    return tsRecord(STRING, additionalProperties === false ? NEVER : UNKNOWN);
  }
  const values = distinct([...others, ...members.map(({ type }) => type)]);
  const isUniform = others.includes(UNKNOWN) || values.length === 1;
  if (members.length === 0 || isUniform) {
    const index = indexSignature(others.includes(UNKNOWN) ? UNKNOWN : tsUnion(distinct(others)));
    const literals = [members, [index]].filter((list) => list.length > 0);
    return tsIntersection(literals.map((list) => factory.createTypeLiteralNode(list)));
  }
  // An index signature applies to the properties as well.
  const absent = members.some(({ questionToken }) => questionToken) ? [UNDEFINED] : [];
  return factory.createTypeLiteralNode([...members, indexSignature(tsUnion([...values, ...absent]))]);
}

/** The names of properties recur. */
const names = new Map<string, PropertySignature["name"]>();

function nameOf(property: string): PropertySignature["name"] {
  const known = names.get(property);
  if (known) return known;
  const name = tsPropertyIndex(property);
  names.set(property, name);
  return name;
}

function indexSignature(type: TypeNode): Member {
  const key = factory.createParameterDeclaration(undefined, undefined, "key", undefined, STRING);
  return factory.createIndexSignature(undefined, [key], type);
}

/** Types without repetitions. */
function distinct(types: readonly TypeNode[]): TypeNode[] {
  return [...new Map(types.map((type) => [printBare(type), type])).values()];
}
