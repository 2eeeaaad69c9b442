import { valueTypesOf } from "../plan/value-types.ts";
import { discriminatorValues, literalsOf } from "../read/discriminator.ts";
import {
  componentName,
  follow,
  isRequired,
  type OpenApi,
  propertyOf,
  type Schema,
  type SchemaObject,
} from "../read/openapi.ts";
import {
  NEVER,
  oapiRef,
  tsIntersection,
  tsLiteral,
  tsPropertyIndex,
  tsUnion,
  UNKNOWN,
} from "./openapi-typescript.ts";
import { isPlain, ownType, typesOf } from "./own-type.ts";
import { factory } from "./syntax/factory.ts";
import type { Statement, TypeNode } from "./syntax/nodes.ts";

export type TypeContext = {
  readonly document: OpenApi;
  /** The names of the type aliases of schemas that are lists of themselves. */
  readonly aliases: ReadonlyMap<string, string>;
  /** Receives the declarations of helper types. */
  readonly footer: Statement[];
};

/** What surrounds a schema: names that an outer schema requires, where their schemas are, and what is being printed in place. */
type Scope = {
  readonly required: readonly string[];
  readonly outer: readonly SchemaObject[];
  readonly following: readonly (string | Schema)[];
};

const TOP: Scope = { required: [], outer: [], following: [] };

/**
 * The TypeScript type of a schema. openapi-typescript has its own, which drops keywords beside `$ref`, the rest of tuples,
 * `const: null` and `$defs`, adds the alternatives of `anyOf` to the properties beside it, and writes discriminators into
 * shared schemas.
 */
export function schemaType(schema: Schema, context: TypeContext): TypeNode {
  return typeIn(schema, TOP, context);
}

function typeIn(schema: Schema, scope: Scope, context: TypeContext): TypeNode {
  if (typeof schema === "boolean") return schema ? UNKNOWN : NEVER;
  if (isNever(schema)) return NEVER;
  const { required: own = [] } = schema;
  const required = own.length > 0 ? [...new Set([...own, ...scope.required])] : scope.required;
  const outer = [...scope.outer, schema];
  const inner: Scope = { required, outer, following: scope.following };
  const below = (part: Schema) => {
    if (isScalar(part)) return ownType(part, [], () => UNKNOWN) ?? UNKNOWN;
    return scope.following.includes(part)
      ? UNKNOWN // A property that an outer schema requires is printed in two places, so it can be in itself.
      : typeIn(part, { ...TOP, following: [...scope.following, part] }, context);
  };
  const whole = withRequired(schema, outer, context);
  if (!isComposed(schema)) return ownType(whole, required, below) ?? UNKNOWN;
  const type = isImplied(whole, context) ? undefined : ownType(whole, required, below);
  const parts = [
    ...(type ? [type] : []),
    ...(schema.$ref === undefined ? [] : [referenceType(schema.$ref, inner, context)]),
    ...(schema.allOf ?? []).map((part) => typeIn(part, inner, context)),
    ...[schema.anyOf, schema.oneOf].flatMap((choice) =>
      choice === undefined ? [] : [choiceType(schema, choice, { scope: inner, context })],
    ),
  ].filter((part) => part !== UNKNOWN);
  return parts.length > 0 ? tsIntersection(parts) : UNKNOWN;
}

/** Most schemas of a large document only have a type. */
function isScalar(schema: Schema): schema is SchemaObject {
  if (typeof schema === "boolean" || isComposed(schema)) return false;
  const { type, not, required } = schema;
  const isOne = typeof type === "string" && type !== "object" && type !== "array";
  return isOne && not === undefined && required === undefined;
}

function isComposed({ $ref, allOf, anyOf, oneOf }: SchemaObject): boolean {
  return ($ref ?? allOf ?? anyOf ?? oneOf) !== undefined;
}

/** `not: {}` admits nothing. */
function isNever({ not }: SchemaObject): boolean {
  return not === true || (typeof not === "object" && not !== null && Object.keys(not).length === 0);
}

/** Whether the type of a schema says nothing that its parts do not say. */
function isImplied(schema: SchemaObject, { document }: TypeContext): boolean {
  if (!isPlain(schema)) return false;
  const { $ref, allOf = [], anyOf, oneOf } = schema;
  const parts: Schema[] = [...allOf, ...($ref ? [{ $ref }] : []), { anyOf }, { oneOf }].filter(
    (part) => typeof part === "boolean" || Object.values(part).some((value) => value !== undefined),
  );
  if (parts.length === 0) return false;
  const types = valueTypesOf(document, { type: schema.type });
  return parts.some((part) => [...valueTypesOf(document, part)].every((type) => types.has(type)));
}

/** A named schema, or the type of a schema inside of one. Names that an outer schema requires are required. */
function referenceType($ref: string, { required, following }: Scope, context: TypeContext): TypeNode {
  const name = componentName({ $ref });
  const alias = context.aliases.get(name ?? "");
  if (alias !== undefined) return factory.createTypeReferenceNode(alias);
  const type = name === undefined ? oapiRef($ref) : componentType(name);
  if (name !== undefined && required.length === 0) return type;
  const { node } = follow<SchemaObject>(context.document, { node: { $ref }, pointer: "" });
  if (name === undefined && !following.includes($ref)) {
    return typeIn(node, { ...TOP, required, following: [...following, $ref] }, context);
  }
  const names = isObjectOnly(node) ? required.filter((one) => isOptionalIn(node, one)) : [];
  return requiring(type, names, context.footer);
}

const SCHEMAS = factory.createIndexedAccessTypeNode(
  factory.createTypeReferenceNode("components"),
  factory.createLiteralTypeNode(factory.createStringLiteral("schemas")),
);

function componentType(name: string): TypeNode {
  return factory.createIndexedAccessTypeNode(
    SCHEMAS,
    factory.createLiteralTypeNode(factory.createStringLiteral(name)),
  );
}

const WITH_REQUIRED = factory.createIdentifier("WithRequired");

/** A type with these properties required. The helper for it is declared once. */
function requiring(type: TypeNode, names: readonly string[], footer: Statement[]): TypeNode {
  if (names.length === 0) return type;
  if (!footer.some(({ name }) => name === WITH_REQUIRED)) {
    const printed = "export type WithRequired<T, K extends keyof T> = T & {\n    [P in K]-?: T[P];\n};";
    footer.push({ kind: "PrintedStatement", name: WITH_REQUIRED, printed });
  }
  return factory.createTypeReferenceNode(WITH_REQUIRED, [type, tsUnion(names.map(tsLiteral))]);
}

function isObjectOnly({ type = "object", anyOf, oneOf, $ref }: SchemaObject): boolean {
  return type === "object" && anyOf === undefined && oneOf === undefined && $ref === undefined;
}

function isOptionalIn({ properties = {}, required = [] }: SchemaObject, name: string): boolean {
  return Object.hasOwn(properties, name) && !required.includes(name);
}

type At = { readonly scope: Scope; readonly context: TypeContext };

function choiceType(
  { discriminator }: SchemaObject,
  choice: readonly Schema[],
  { scope, context }: At,
): TypeNode {
  const { document } = context;
  const alternatives = choice.map((alternative) => {
    const type = typeIn(alternative, scope, context);
    const values = discriminator && discriminatorValues(document, discriminator, alternative);
    const name = discriminator?.propertyName;
    if (!values || name === undefined || isDeclared(document, alternative, name, values)) return type;
    return tsIntersection([type, selectedBy(name, values)]);
  });
  return tsUnion(alternatives.includes(UNKNOWN) ? [UNKNOWN] : alternatives);
}

/** An object whose property has one of these values, on one line. */
function selectedBy(name: string, values: readonly string[]): TypeNode {
  const property = factory.createPropertySignature(
    undefined,
    tsPropertyIndex(name),
    undefined,
    tsUnion(values.map(tsLiteral)),
  );
  return { ...factory.createTypeLiteralNode([property]), isOnOneLine: true };
}

/** Whether an alternative itself says that its property has these values. */
function isDeclared(
  document: OpenApi,
  alternative: Schema,
  name: string,
  values: readonly string[],
): boolean {
  const declared = literalsOf(document, propertyOf(document, alternative, name));
  const isWithin = declared?.every((value) => values.some((one) => one === value)) === true;
  return isWithin && isRequired(document, alternative, name);
}

/** A schema with the properties that it requires without describing them, as the schemas around it do. */
function withRequired(
  schema: SchemaObject,
  outer: readonly SchemaObject[],
  context: TypeContext,
): SchemaObject {
  const names = (schema.required ?? []).filter((name) => !isMadeRequired(schema, name, context));
  if (names.length === 0) return schema;
  const added = names.map((name) => [name, describedIn(outer, name, context.document)] as const);
  return {
    ...schema,
    type: typesOf(schema) ?? typesOfParts(schema, context.document),
    properties: { ...schema.properties, ...Object.fromEntries(added) },
  };
}

/** The types that the parts of a schema admit; without parts it is an object. */
function typesOfParts({ $ref, allOf, anyOf, oneOf }: SchemaObject, document: OpenApi): readonly string[] {
  const parts = {
    ...($ref && { $ref }),
    ...(allOf && { allOf }),
    ...(anyOf && { anyOf }),
    ...(oneOf && { oneOf }),
  };
  const types = valueTypesOf(document, parts);
  return types.has("string") && types.has("object") ? ["object"] : [...types];
}

/** Whether the type of a schema already has a property as required. */
function isMadeRequired(schema: Schema, name: string, context: TypeContext): boolean {
  if (typeof schema === "boolean") return false;
  const { properties = {}, allOf = [], $ref } = schema;
  if (Object.hasOwn(properties, name) || allOf.some((part) => isMadeRequired(part, name, context)))
    return true;
  if ($ref === undefined) return false;
  const { node } = follow<SchemaObject>(context.document, { node: { $ref }, pointer: "" });
  return (
    isRequired(context.document, node, name) ||
    (isObjectOnly(node) && Object.hasOwn(node.properties ?? {}, name))
  );
}

/** What schemas say of a property of all of their values, not of those of some alternatives. */
function describedIn(schemas: readonly SchemaObject[], name: string, document: OpenApi): Schema {
  for (const { $ref, properties = {}, allOf = [] } of schemas) {
    if (Object.hasOwn(properties, name)) return properties[name] ?? true;
    const parts = [...allOf, ...($ref === undefined ? [] : [{ $ref }])].flatMap((part) =>
      typeof part === "boolean" ? [] : [follow<SchemaObject>(document, { node: part, pointer: "" }).node],
    );
    const found = describedIn(parts, name, document);
    if (found !== true) return found;
  }
  return true;
}
