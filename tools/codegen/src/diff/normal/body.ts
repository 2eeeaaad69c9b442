import { isObject, type JsonObject, type JsonValue } from "../../read/json.ts";
import { escaped } from "../documents/pointer.ts";
import { canonical } from "./canonical.ts";
import { isBesideReference, withoutDefault } from "./keywords.ts";
import { type At, unwrap, withoutNull } from "./unwrap.ts";

/** What a schema says about its values, by keyword; a keyword has several values if parts of `allOf` say it, too. */
export type Body = {
  readonly keywords: ReadonlyMap<string, readonly At[]>;
  /** What the parts say of a property; of a schema without merged parts it is one. */
  readonly fields: ReadonlyMap<string, readonly [At, ...At[]]>;
  /** The required properties, and where that is said. */
  readonly required: ReadonlyMap<string, string>;
  /** The parts of `allOf`, unless they are merged. */
  readonly parts: readonly At[];
};

/** The schema with its parts apart. */
export function bodyOf(at: At): Body {
  const collected = new Collected();
  collected.add(at);
  return { ...collected.body(), parts: partsOf(at) };
}

/** The schema with its parts merged into it, also those of parts. */
export function mergedBody(document: JsonObject, at: At): Body {
  const collected = new Collected();
  const seen = new Set<string>();
  const waiting = [at];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { node, pointer } = unwrap(document, next);
    if (seen.has(pointer)) continue;
    seen.add(pointer);
    collected.add({ node, pointer });
    waiting.push(...partsOf({ node, pointer }).toReversed());
  }
  return { ...collected.body(), parts: [] };
}

/** The parts of `allOf`, and a `$ref` that has keywords beside it. */
export function partsOf(at: At): At[] {
  const { node, pointer } = at;
  const $ref = isObject(node) ? node.$ref : undefined;
  const named = typeof $ref === "string" ? [{ node: { $ref }, pointer: `${pointer}/$ref` }] : [];
  return [...named, ...membersOf(at, "allOf")];
}

/** The members of a composition, without null. */
export function membersOf({ node, pointer }: At, keyword: string): At[] {
  if (!isObject(node)) return [];
  const { node: rest, places } = withoutNull(node).rest;
  const members = rest[keyword];
  if (!Array.isArray(members)) return [];
  const kept = places.get(keyword);
  return members.map((member, index) => ({
    node: member,
    pointer: `${pointer}/${keyword}/${kept?.[index] ?? index}`,
  }));
}

class Collected {
  readonly #keywords = new Map<string, At[]>();
  readonly #fields = new Map<string, [At, ...At[]]>();
  readonly #required = new Map<string, string>();

  add({ node, pointer }: At): void {
    if (node === false) this.#say("not", { node: true, pointer });
    if (!isObject(node)) return;
    for (const [keyword, value] of Object.entries(withoutNull(node).rest.node)) {
      const at = { node: value, pointer: `${pointer}/${escaped(keyword)}` };
      if (keyword === "properties" && isObject(value)) this.#addFields(at, value);
      else if (keyword === "required" && Array.isArray(value)) this.#require(at.pointer, value);
      else if (isSaid(keyword, value)) this.#say(keyword, at);
    }
  }

  body(): Omit<Body, "parts"> {
    return { keywords: this.#keywords, fields: this.#fields, required: this.#required };
  }

  #say(keyword: string, at: At): void {
    const known = this.#keywords.get(keyword) ?? [];
    // Parts that say the same say it once.
    if (!known.some(({ node }) => canonical(node) === canonical(at.node)))
      this.#keywords.set(keyword, [...known, at]);
  }

  #addFields({ pointer }: At, properties: JsonObject): void {
    for (const [name, node] of Object.entries(properties)) {
      const known = this.#fields.get(name);
      const at = { node, pointer: `${pointer}/${escaped(name)}` };
      if (known) known.push(at);
      else this.#fields.set(name, [at]);
    }
  }

  #require(pointer: string, names: readonly JsonValue[]): void {
    for (const name of names) if (typeof name === "string") this.#required.set(name, pointer);
  }
}

function isSaid(keyword: string, value: JsonValue): boolean {
  return (
    keyword !== "allOf" &&
    keyword !== "$ref" &&
    !isBesideReference(keyword) &&
    withoutDefault(keyword, value) !== undefined
  );
}
