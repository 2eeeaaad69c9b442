import { child } from "../read/json.ts";
import {
  follow,
  type Located,
  type OpenApi,
  resolve,
  type Schema,
  type SchemaObject,
} from "../read/openapi.ts";

/** The JSON types of values; integers are numbers. */
export type ValueType = "null" | "boolean" | "number" | "string" | "array" | "object";
export type ValueTypes = ReadonlySet<ValueType>;

const ALL: ValueTypes = new Set(["null", "boolean", "number", "string", "array", "object"]);

/** By what `type` says; most schemas say one. */
const ONE: ReadonlyMap<string, ValueTypes> = new Map([
  ...[...ALL].map((type) => [type, new Set([type])] as const),
  ["integer", new Set(["number"] as const)],
]);

/** The types of the values that a schema admits, with references and compositions resolved. */
export function valueTypesOf(
  document: OpenApi,
  schema: Schema | undefined,
  met: readonly object[] = [],
): ValueTypes {
  if (typeof schema !== "object") return schema === false ? new Set() : ALL;
  const target = resolve<SchemaObject>(document, schema);
  if (met.includes(target)) return ALL;
  const isComposed = target.allOf ?? target.anyOf ?? target.oneOf;
  if (!isComposed && target.type !== undefined) return ownTypes(target);
  const inner = (part: Schema) => valueTypesOf(document, part, [...met, target]);
  const choices = [target.anyOf, target.oneOf].filter((list) => list !== undefined);
  const parts = [
    ownTypes(target),
    ...(target.allOf ?? []).map(inner),
    ...choices.map((list) => new Set(list.flatMap((part) => [...inner(part)]))),
  ];
  return new Set([...ALL].filter((type) => parts.every((types) => types.has(type))));
}

/** The types of a schema's own keywords. One that describes properties or items without a type means objects or arrays. */
function ownTypes(schema: SchemaObject): ValueTypes {
  const { type, enum: values, const: value } = schema;
  if (typeof type === "string") return ONE.get(type) ?? new Set();
  if (type !== undefined) {
    const names = type.map((name) => (name === "integer" ? "number" : name));
    return new Set([...ALL].filter((one) => names.includes(one)));
  }
  if (Array.isArray(values)) return new Set(values.map(typeOfValue));
  if (value !== undefined) return new Set([typeOfValue(value)]);
  if (schema.properties || schema.patternProperties) return new Set(["object"]);
  if (schema.items !== undefined || schema.prefixItems) return new Set(["array"]);
  return ALL;
}

/** The JSON type of a value. */
export function typeOfValue(value: unknown): ValueType {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  const type = typeof value;
  return type === "boolean" || type === "number" || type === "string" ? type : "object";
}

/** A member of the lists and objects that a schema describes. */
export type Member = Located<Schema> & { readonly name: string };

/** The items of a list and the properties of an object, also of the parts and choices of a schema. */
export function membersOf(document: OpenApi, schema: Located<Schema>, met: readonly object[] = []): Member[] {
  if (typeof schema.node !== "object") return [];
  const { node, pointer } = follow<SchemaObject>(document, { node: schema.node, pointer: schema.pointer });
  if (met.includes(node)) return [];
  const properties = Object.entries(node.properties ?? {}).map(([name, property]) => ({
    name: `property ${name}`,
    node: property,
    pointer: child(pointer, "properties", name),
  }));
  const items =
    node.items === undefined
      ? []
      : [{ name: "its items", node: node.items, pointer: child(pointer, "items") }];
  const parts = (["allOf", "oneOf", "anyOf"] as const).flatMap((keyword) =>
    (node[keyword] ?? []).flatMap((part, index) =>
      membersOf(document, { node: part, pointer: child(pointer, keyword, index) }, [...met, node]),
    ),
  );
  return [...properties, ...items, ...parts];
}

/** Whether each value is a list or an object. */
export function isNested(types: ValueTypes): boolean {
  return types.size > 0 && [...types].every((type) => type === "array" || type === "object");
}
