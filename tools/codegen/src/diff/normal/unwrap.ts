import { isObject, type JsonObject, type JsonValue } from "../../read/json.ts";
import { pointerOf, referenceOf, valueAt } from "../documents/pointer.ts";
import { isBesideReference, structuralKeywords } from "./keywords.ts";

/** A node of a document and where it is. */
export type At = { readonly node: JsonValue; readonly pointer: string };

/** A schema without the wrapping of a `$ref`, of a composition of one, and of null. */
export type Unwrapped = At & {
  /** The component or other node that a `$ref` names, and the one that this is after all. */
  readonly name?: string;
  readonly reference?: string;
  /** The keywords beside the `$ref` or composition, the outermost first. */
  readonly beside: JsonObject;
  readonly isNullable: boolean;
};

/** More references in a row than any document has: a circle. */
const MOST_HOPS = 50;

/** Follows references and compositions of one. Of schemas that are nothing but each other nothing is known. */
export function unwrap(document: JsonObject, from: At): Unwrapped {
  let at = from;
  let name: string | undefined;
  let reference: string | undefined;
  let beside: JsonObject = {};
  let isNullable = false;
  for (let hops = 0; hops < MOST_HOPS; hops++) {
    const { node } = at;
    if (!isObject(node)) return done();
    const { rest, hasNull } = withoutNull(node);
    const only = onlyPart(rest);
    if (!only) return { ...done(), isNullable: isNullable || hasNull };
    isNullable ||= hasNull;
    const keywords = Object.entries(node).filter(([keyword]) => isBesideReference(keyword));
    beside = { ...Object.fromEntries(keywords), ...beside };
    if (only.steps === undefined) at = { node: only.node, pointer: `${at.pointer}/${only.below}` };
    else {
      reference = pointerOf(only.steps);
      name ??= reference;
      at = { node: valueAt(document, only.steps) ?? true, pointer: reference };
    }
  }
  return { node: true, pointer: at.pointer, beside, isNullable };

  function done(): Unwrapped {
    return {
      ...at,
      ...(reference === undefined || name === undefined ? {} : { name, reference }),
      beside,
      isNullable,
    };
  }
}

type Only =
  | { readonly steps: string[] }
  | { readonly steps?: never; readonly node: JsonValue; readonly below: string };

/** The only thing that a schema says about its values: a `$ref`, or the only member of a composition. */
export function onlyPart({ node, places }: WithoutNull["rest"]): Only | undefined {
  const steps = referenceOf(node);
  const [keyword, ...more] = structuralKeywords(node);
  if (keyword === undefined || more.length > 0) return undefined;
  if (keyword === "$ref") return steps ? { steps } : undefined;
  const members = node[keyword];
  if (!COMPOSITIONS.has(keyword) || !Array.isArray(members)) return undefined;
  const [member, ...others] = members;
  if (member === undefined || others.length > 0) return undefined;
  return { node: member, below: `${keyword}/${places.get(keyword)?.[0] ?? 0}` };
}

const COMPOSITIONS: ReadonlySet<string> = new Set(["allOf", "anyOf", "oneOf"]);

type WithoutNull = {
  /** `places` are the positions of the members that are left. */
  readonly rest: { readonly node: JsonObject; readonly places: ReadonlyMap<string, number[]> };
  readonly hasNull: boolean;
};

/** Takes null out of a schema, whichever of its spellings is used. */
export function withoutNull(node: JsonObject): WithoutNull {
  let hasNull = node.nullable === true;
  let found = node;
  const places = new Map<string, number[]>();
  for (const keyword of ["oneOf", "anyOf"]) {
    const members = node[keyword];
    if (!Array.isArray(members) || !members.some(isNull)) continue;
    const kept = [...members.keys()].filter((index) => !isNull(members[index]));
    if (kept.length === 0) continue;
    hasNull = true;
    places.set(keyword, kept);
    found = { ...found, [keyword]: kept.map((index) => members[index] ?? null) };
  }
  if (Array.isArray(node.type) && node.type.includes("null") && node.type.length > 1) {
    const types = node.type.filter((type) => type !== "null");
    hasNull = true;
    found = { ...found, type: types.length === 1 ? (types[0] ?? null) : types };
  }
  if (hasNull && Array.isArray(node.enum) && node.enum.includes(null))
    found = { ...found, enum: node.enum.filter((value) => value !== null) };
  if ("nullable" in found) {
    const { nullable: _spelled, ...rest } = found;
    found = rest;
  }
  return { rest: { node: found, places }, hasNull };
}

function isNull(schema: JsonValue | undefined): boolean {
  if (!isObject(schema)) return false;
  const [keyword, ...others] = structuralKeywords(schema);
  if (keyword === undefined || others.length > 0) return false;
  const value = schema[keyword];
  return (
    (keyword === "type" && value === "null") ||
    (keyword === "const" && value === null) ||
    (keyword === "enum" && Array.isArray(value) && value.length === 1 && value[0] === null)
  );
}
