import { child, isObject, type JsonObject, type JsonValue } from "../read/json.ts";
import { follow, type Located, type OpenApi, type Schema, type SchemaObject } from "../read/openapi.ts";
import { removeAction } from "../read/overlay-action.ts";
import type { Complain } from "./plan-parameter.ts";

/**
 * The element names of list items that are not the singular of the list's name, which the runtime uses. Complains about what
 * its writer does not know: attributes, namespaces, and lists without an element around them.
 */
export function planXmlItems(
  document: OpenApi,
  schema: Located<Schema>,
  complain: Complain,
): Record<string, string> {
  const items = new Map<string, string>();
  for (const { name, node, pointer } of xmlProperties(document, schema, [])) {
    const target = targetOf(document, node);
    const reject = (problem: string) => {
      const message = `property ${name} is ${problem} in XML, which the client cannot write`;
      complain(pointer, message, removeAction(child(pointer, "xml")));
    };
    const {
      name: element = name,
      attribute,
      namespace,
      prefix,
      wrapped,
      nodeType = "element",
    } = xmlOf(node) ?? xmlOf(target) ?? {};
    if (attribute === true || nodeType === "attribute") reject("an attribute");
    else if (nodeType !== "element" && !(nodeType === "none" && target?.items !== undefined))
      reject(`of the node type ${String(nodeType)}`);
    if (namespace !== undefined || prefix !== undefined) reject("in a namespace");
    if (element !== name) reject(`an element <${element}>`);
    if (target?.items === undefined) continue;
    if (wrapped === false || nodeType === "none") reject("a list without an element around it");
    const item = xmlOf(target.items)?.name;
    if (typeof item !== "string" || item === singular(name)) continue;
    if ((items.get(name) ?? item) !== item) reject("a list whose items have several names");
    items.set(name, item);
  }
  return Object.fromEntries(items);
}

type Property = Located<Schema> & { readonly name: string };

/** All properties in a schema, at any depth. */
function xmlProperties(
  document: OpenApi,
  { node, pointer }: Located<Schema>,
  met: readonly object[],
): Property[] {
  if (typeof node !== "object") return [];
  const found = follow<SchemaObject>(document, { node, pointer });
  if (met.includes(found.node)) return [];
  const inner = (schema: Schema, ...keys: (string | number)[]) =>
    xmlProperties(document, { node: schema, pointer: child(found.pointer, ...keys) }, [...met, found.node]);
  const { properties = {}, items } = found.node;
  return [
    ...Object.entries(properties).flatMap(([name, property]) => [
      { name, node: property, pointer: child(found.pointer, "properties", name) },
      ...inner(property, "properties", name),
    ]),
    ...(items === undefined ? [] : inner(items, "items")),
    ...(["allOf", "oneOf", "anyOf"] as const).flatMap((keyword) =>
      (found.node[keyword] ?? []).flatMap((part, index) => inner(part, keyword, index)),
    ),
  ];
}

/** How the runtime names the items of a list. */
function singular(name: string): string {
  return name.endsWith("ies") ? `${name.slice(0, -3)}y` : name.replace(/s$/, "");
}

function targetOf(document: OpenApi, node: Schema): SchemaObject | undefined {
  return typeof node === "object" ? follow<SchemaObject>(document, { node, pointer: "" }).node : undefined;
}

function xmlOf(schema: Schema | undefined): JsonObject | undefined {
  const xml = typeof schema === "object" ? (schema.xml as JsonValue | undefined) : undefined;
  return isObject(xml) ? xml : undefined;
}
