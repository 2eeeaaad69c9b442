import { isObject, type JsonObject, type JsonValue } from "../../../codegen/src/read/json.ts";
import { visitNodes } from "../../../codegen/src/read/openapi-nodes.ts";

/** What openapi-typescript's own types of schemas say otherwise than the document, or leave out. */
const LOST: Readonly<Record<string, (schema: JsonObject) => boolean>> = {
  "keywords beside `$ref`": (schema) =>
    typeof schema.$ref === "string" && Object.keys(schema).some((key) => !BESIDE.test(key)),
  "the rest of a tuple": ({ prefixItems, items }) => Array.isArray(prefixItems) && items !== false,
  "`const: null`": (schema) => schema.const === null,
  "`$defs`": ({ $defs }) => isObject($defs),
  "`anyOf` beside properties": ({ properties, anyOf }) => isObject(properties) && Array.isArray(anyOf),
  "a discriminator, written into schemas that others use": ({ discriminator, oneOf, anyOf }) =>
    isObject(discriminator) && (Array.isArray(oneOf) || Array.isArray(anyOf)),
  "additional properties beside others": ({ properties, additionalProperties }) =>
    isObject(properties) && isObject(additionalProperties) && Object.keys(additionalProperties).length > 0,
  "`readOnly` and `writeOnly`, also in the other direction": ({ readOnly, writeOnly }) =>
    readOnly === true || writeOnly === true,
};

/** Annotations, which change no type. */
const BESIDE = /^(\$ref|description|summary|title|deprecated|default|examples?|externalDocs|xml|x-.*)$/;

/** How often a document has each of these. */
export function countLost(document: JsonValue): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  visitNodes(document, ({ kind, node }) => {
    if (kind !== "schema") return;
    for (const [construct, isLost] of Object.entries(LOST)) {
      if (isLost(node)) counts.set(construct, (counts.get(construct) ?? 0) + 1);
    }
  });
  return counts;
}
