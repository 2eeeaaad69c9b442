import type { NormalizedNodeType } from "@redocly/openapi-core";
import { isObject, type JsonObject, type JsonValue } from "../read/json.ts";
import { followed, lookUp } from "../read/references.ts";
import { loadStructureTypes } from "./structure-types.ts";

type PropertyType = NormalizedNodeType["properties"][string];
type ScalarType = Exclude<
  Exclude<PropertyType, (...args: never) => unknown>,
  NormalizedNodeType | null | undefined
>;

/**
 * Whether a document is in one piece, and it is certain that Redocly finds nothing in it with the rules `struct` and `no-unresolved-refs`: every
 * node is what its types say. It takes a tenth of Redocly's time, but cannot say what is wrong or where, and is unsure of some
 * valid documents, so Redocly checks those for which this is false.
 */
export async function isSound(document: JsonValue): Promise<boolean> {
  const version = isObject(document) ? String(document.openapi) : "";
  if (!isObject(document) || !/^3\.[12]\./.test(version)) return false;
  const types = await loadStructureTypes(version.startsWith("3.1") ? "oas3_1" : "oas3_2");
  const { Root } = types;
  return Root !== undefined && new Structure(document).isSound(Root);
}

class Structure {
  readonly #document: JsonObject;
  /** What a reference may lead to, which has several ways to be reached. */
  readonly #targets = new Set<JsonValue>();
  /** The targets that were checked, by what they were checked as. */
  readonly #seen = new Map<NormalizedNodeType, Set<JsonValue>>();
  /** Targets of references, which wait so that a long chain of references takes no stack. */
  readonly #waiting: { readonly node: JsonValue; readonly type: NormalizedNodeType }[] = [];

  constructor(document: JsonObject) {
    this.#document = document;
    const sections = isObject(document.components) ? Object.values(document.components).filter(isObject) : [];
    for (const section of sections) for (const node of Object.values(section)) this.#targets.add(node);
  }

  isSound(root: NormalizedNodeType): boolean {
    if (!this.#isNode(this.#document, root)) return false;
    for (let next = this.#waiting.pop(); next; next = this.#waiting.pop()) {
      if (!this.#isNode(next.node, next.type)) return false;
    }
    return true;
  }

  #isNode(node: JsonValue, type: NormalizedNodeType, key = ""): boolean {
    // Only extensions may be anything; their content is not checked.
    if (type.name === "SpecExtension") return !isReference(node);
    if (typeof node !== "object" || node === null) return false;
    if (this.#targets.has(node) && this.#wasSeen(node, type)) return true;
    if (isReference(node)) return this.#isReference(node, type);
    if (type.items !== undefined) return Array.isArray(node) && this.#isList(node, type);
    if (Array.isArray(node) || !hasFields(node, type, key)) return false;
    for (const name of Object.keys(node)) {
      if (!this.#isProperty(name, node[name] ?? null, type)) return false;
    }
    return true;
  }

  #wasSeen(node: JsonValue, type: NormalizedNodeType): boolean {
    const seen = this.#seen.get(type) ?? new Set();
    if (seen.size === 0) this.#seen.set(type, seen);
    if (seen.has(node)) return true;
    seen.add(node);
    return false;
  }

  /** A reference to a node of this document; beside `$ref`, properties of that node may stand. */
  #isReference(node: JsonObject, type: NormalizedNodeType): boolean {
    const target = typeof node.$ref === "string" ? lookUp(this.#document, node.$ref) : undefined;
    if (target === undefined || (isReference(target) && !followed(this.#document, target))) return false;
    this.#targets.add(target);
    this.#waiting.push({ node: target, type });
    return Object.keys(node).every(
      (name) => name === "$ref" || this.#isProperty(name, node[name] ?? null, type),
    );
  }

  #isList(list: readonly JsonValue[], { items }: NormalizedNodeType): boolean {
    return list.every((item, index) => {
      const type = typeof items === "function" ? items(item, String(index)) : items;
      return isNodeType(type) ? this.#isNode(item, type, String(index)) : type?.directResolveAs === undefined;
    });
  }

  #isProperty(name: string, value: JsonValue, within: NormalizedNodeType): boolean {
    const { properties, additionalProperties } = within;
    const declared = Object.hasOwn(properties, name) ? properties[name] : undefined;
    const known = declared === undefined ? additionalProperties : declared;
    const type = typeof known === "function" ? known(value, name) : known;
    if (type === undefined) return name.startsWith("x-") && !isReference(value);
    if (type === null) return true;
    if (isNodeType(type)) return this.#isNode(value, type, name);
    if (!isScalar(value, type)) return false;
    if (type.directResolveAs) return this.#isReference({ $ref: value }, type.directResolveAs);
    return within.name !== "DiscriminatorMapping"; // A name instead of a reference.
  }
}

/** Whether an object has the fields that it needs, and none that exclude each other. */
function hasFields(node: JsonObject, type: NormalizedNodeType, key: string): boolean {
  const { allowed, properties, requiredOneOf, extensionsPrefix } = type;
  const required = typeof type.required === "function" ? type.required(node, key) : type.required;
  const isPresent = (name: string) => Object.hasOwn(node, name);
  if (required && !required.every(isPresent)) return false;
  if (requiredOneOf && !requiredOneOf.some(isPresent)) return false;
  const names = allowed?.(node);
  if (!names) return true;
  const isExtension = (name: string) => extensionsPrefix !== undefined && name.startsWith(extensionsPrefix);
  return Object.keys(node).every(
    (name) => names.includes(name) || isExtension(name) || !Object.hasOwn(properties, name),
  );
}

function isScalar(value: JsonValue, type: ScalarType): boolean {
  if (type.resolvable !== false && isReference(value)) return false;
  if (type.enum && !isOneOf(value, type.enum)) return false;
  if (!type.enum && type.type && !isOfType(value, type.type)) return false;
  if (type.minimum !== undefined && !(typeof value === "number" && value >= type.minimum)) return false;
  const { items } = type;
  if (!items || !Array.isArray(value)) return true;
  const { enum: values, type: itemType } = items;
  return value.every(
    (item) => (!values || isOneOf(item, values)) && (itemType === undefined || isOfType(item, itemType)),
  );
}

function isOneOf(value: JsonValue, values: readonly string[]): boolean {
  return typeof value === "string" && values.includes(value);
}

function isOfType(value: JsonValue, type: NonNullable<ScalarType["type"]>): boolean {
  if (type === "array") return Array.isArray(value);
  if (type === "object") return isObject(value);
  return type === "integer" ? Number.isInteger(value) : typeof value === type;
}

function isReference(value: JsonValue): value is JsonObject {
  return isObject(value) && typeof value.$ref === "string";
}

function isNodeType(type: Exclude<PropertyType, (...args: never) => unknown>): type is NormalizedNodeType {
  return typeof type?.name === "string";
}
