import { valueTypesOf } from "../plan/value-types.ts";
import { discriminatorValues, isDefault } from "../read/discriminator.ts";
import type { JsonObject } from "../read/json.ts";
import { child } from "../read/json.ts";
import type { OpenApi, Schema, SchemaObject } from "../read/openapi.ts";
import { type DocumentNode, nodesOf } from "../read/openapi-nodes.ts";
import { updateAction } from "../read/overlay-action.ts";
import type { CheckContext } from "./check-context.ts";

/**
 * Keywords that TypeScript has no notation for, if they have an effect. Limits of single values, such as `pattern`, are not
 * types, and `additionalProperties: false` only has an effect on literals: a type never excludes further properties.
 */
const LOST: Readonly<Record<string, (schema: SchemaObject) => boolean>> = {
  not: ({ not }) => not !== true && Object.keys(Object(not)).length > 0,
  if: (schema) => schema.then !== undefined || schema.else !== undefined,
  dependentRequired: () => true,
  dependentSchemas: () => true,
  contains: () => true,
  propertyNames: () => true,
  patternProperties: () => true,
  unevaluatedProperties: ({ unevaluatedProperties }) => typeof unevaluatedProperties === "object",
  unevaluatedItems: ({ unevaluatedItems, prefixItems }) =>
    typeof unevaluatedItems === "object" && !prefixItems,
  $dynamicRef: () => true,
  additionalProperties: ({ additionalProperties, properties }) =>
    typeof additionalProperties === "object" &&
    Object.keys(additionalProperties).length > 0 &&
    Object.values(properties ?? {}).some(
      (property) => JSON.stringify(property) !== JSON.stringify(additionalProperties),
    ),
};

const KEYWORDS = Object.entries(LOST);

/** Places that are listed one by one. */
const MAX_PLACES = 50;

/** Warns of everything in which the types of a document differ from it. */
export function checkTypes(
  document: OpenApi & JsonObject,
  { locate, problems, nodes = nodesOf(document) }: CheckContext,
): void {
  const lost: { readonly keyword: string; readonly pointer: string }[] = [];
  for (const found of nodes) {
    if (found.kind !== "schema") continue;
    const schema: SchemaObject = found.node;
    for (const [keyword, isLost] of KEYWORDS) {
      if (schema[keyword] === undefined || !isLost(schema)) continue;
      lost.push({ keyword, pointer: child(found.pointer(), keyword) });
    }
    checkEnum(found, schema, { locate, problems });
    checkDiscriminator(document, found, schema, { locate, problems });
  }
  for (const [index, { keyword, pointer }] of lost.slice(0, MAX_PLACES).entries()) {
    const isLast = index === MAX_PLACES - 1 && lost.length > MAX_PLACES;
    const more = isLast ? ` (and at ${lost.length - MAX_PLACES} more places)` : "";
    const message = `types cannot express \`${keyword}\`, so they admit more than the document${more}`;
    problems.warning(locate(pointer, true), message);
  }
}

/** A schema that admits none of the values that it lists. */
function checkEnum(found: DocumentNode, schema: SchemaObject, { locate, problems }: CheckContext): void {
  const { type, enum: values, const: value } = schema;
  const listed = Array.isArray(values) ? values : value === undefined ? [] : [value];
  if (type === undefined || listed.length === 0) return;
  const types = valueTypesOf(NO_DOCUMENT, { type });
  const admitted = valueTypesOf(NO_DOCUMENT, { enum: listed });
  if ([...admitted].some((one) => types.has(one))) return;
  const pointer = found.pointer();
  const message = `no listed value is of the type ${[type].flat().join(" or ")}, so the generated type is never`;
  problems.warning(locate(pointer), message, updateAction(pointer, `{ type: ${[...admitted][0]} }`));
}

const NO_DOCUMENT: OpenApi = { openapi: "3.1.0" };

/** A discriminator that selects nothing, or whose values an alternative excludes. */
function checkDiscriminator(
  document: OpenApi,
  found: DocumentNode,
  { discriminator, oneOf, anyOf }: SchemaObject,
  { locate, problems }: CheckContext,
): void {
  if (discriminator === undefined) return;
  const at = child(found.pointer(), "discriminator");
  const alternatives = oneOf ?? anyOf;
  if (!alternatives) {
    const message =
      "a discriminator without `oneOf` or `anyOf` names no alternatives, so the type is that of the schema alone";
    problems.warning(locate(at, true), message);
    return;
  }
  const excluded = alternatives.filter(
    (alternative) =>
      isNamed(alternative) &&
      !isDefault(discriminator, alternative) &&
      !discriminatorValues(document, discriminator, alternative),
  );
  if (excluded.length === 0) return;
  const message = `${excluded.length} alternatives do not admit the values of ${discriminator.propertyName} that select them, so types do not tell them apart`;
  problems.warning(locate(at, true), message, updateAction(at, "{ mapping: { … } }"));
}

function isNamed(schema: Schema): boolean {
  return typeof schema === "object" && schema.$ref !== undefined;
}
