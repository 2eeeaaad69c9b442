import { child, isObject, type JsonObject, type JsonValue, setOwn } from "../read/json.ts";

/** A selected node: its path from the root, and its value at that time. */
export type Node = { readonly path: readonly (string | number)[]; readonly value: JsonValue };

/** The value of an action, its pointer in the overlay, and the map of origins to extend with what it changes. */
export type Update = {
  readonly value: JsonValue;
  readonly origin: string;
  readonly provenance: Map<string, string>;
};

/** Two values that cannot be merged, such as a list and an object. */
export type Conflict = {
  readonly existing: JsonValue;
  readonly update: JsonValue;
  readonly pointer: string;
  readonly origin: string;
};

/**
 * Merges an update into a node as defined by OpenAPI Overlay: objects are merged, lists are extended, values are replaced.
 * Returns the first conflict, if any.
 */
export function mergeInto(document: JsonValue, { path, value }: Node, update: Update): Conflict | undefined {
  const pointer = child("#", ...path);
  if (Array.isArray(value)) {
    const values = Array.isArray(update.value) ? update.value : [update.value];
    return append(value, pointer, { ...update, value: values });
  }
  const parent = parentOf(document, path);
  const key = path.at(-1);
  const holder = Array.isArray(parent) || isObject(parent) ? parent : undefined;
  if (isObject(value) || !holder || key === undefined) return merge(value, pointer, update);
  if (kindOf(update.value) !== kindOf(value)) return conflict(value, pointer, update);
  if (update.value === value) return undefined;
  Object.assign(holder, { [key]: update.value });
  update.provenance.set(pointer, update.origin);
  return undefined;
}

function merge(node: JsonValue, pointer: string, update: Update): Conflict | undefined {
  if (!isObject(node) || !isObject(update.value)) return conflict(node, pointer, update);
  for (const [key, value] of Object.entries(update.value)) {
    const inner = { ...update, value, origin: child(update.origin, key) };
    const found = set(node, { key, pointer: child(pointer, key) }, inner);
    if (found) return found;
  }
  return undefined;
}

function set(node: JsonObject, at: { key: string; pointer: string }, update: Update): Conflict | undefined {
  const existing = Object.hasOwn(node, at.key) ? node[at.key] : undefined;
  if (existing !== undefined && kindOf(existing) !== kindOf(update.value)) {
    return conflict(existing, at.pointer, update);
  }
  if (Array.isArray(existing)) return append(existing, at.pointer, update);
  if (isObject(existing)) return merge(existing, at.pointer, update);
  if (existing === update.value) return undefined;
  setOwn(node, at.key, structuredClone(update.value));
  update.provenance.set(at.pointer, update.origin);
  return undefined;
}

function append(list: JsonValue[], pointer: string, update: Update): undefined {
  const values = Array.isArray(update.value) ? update.value : [];
  for (const [index, value] of values.entries()) {
    update.provenance.set(child(pointer, list.length), child(update.origin, index));
    list.push(structuredClone(value));
  }
}

function conflict(existing: JsonValue, pointer: string, { value, origin }: Update): Conflict {
  return { existing, update: value, pointer, origin };
}

/** The parent of the node at a path. */
export function parentOf(document: JsonValue, path: readonly (string | number)[]): JsonValue | undefined {
  return path.slice(0, -1).reduce<JsonValue | undefined>((node, key) => {
    if (Array.isArray(node)) return node[Number(key)];
    return isObject(node) ? node[String(key)] : undefined;
  }, document);
}

export function kindOf(value: JsonValue): "a list" | "an object" | "a value" {
  if (Array.isArray(value)) return "a list";
  return isObject(value) ? "an object" : "a value";
}
