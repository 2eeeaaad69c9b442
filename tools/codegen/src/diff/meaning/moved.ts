import { isDeepStrictEqual } from "node:util";
import { isObject, type JsonObject, type JsonValue } from "../../read/json.ts";
import type { Documents } from "../documents/documents.ts";
import { entriesOf } from "../documents/operations.ts";
import { pointerOf } from "../documents/pointer.ts";
import { subjectOf } from "../documents/subject.ts";

type Moved = { kind: "section"; pointer: string; before: string; after: string };

/** Properties that moved within a schema: same name and type, another parent. */
export function movedProperties({ base, revision }: Documents): Moved[] {
  const before = schemasOf(base);
  return [...schemasOf(revision)].flatMap(([name, schema]) => {
    const old = propertiesBelow(before.get(name) ?? {}, ["components", "schemas", name]);
    const now = propertiesBelow(schema, ["components", "schemas", name]);
    const gone = [...old].filter(([pointer]) => !now.has(pointer));
    const come = [...now].filter(([pointer]) => !old.has(pointer));
    return come.flatMap(([pointer, property]) => {
      const from = gone.filter(([, other]) => isSame(property, other));
      const [only] = from.length === 1 ? from : [];
      if (!only) return [];
      const [was, is] = [plain(base, only[0]), plain(revision, pointer)];
      return was === is ? [] : [{ kind: "section" as const, pointer, before: was, after: is }];
    });
  });
}

type Property = { readonly name: string; readonly schema: JsonObject };

function isSame(one: Property, other: Property): boolean {
  const { description: _one, ...before } = one.schema;
  const { description: _other, ...after } = other.schema;
  return one.name === other.name && isDeepStrictEqual(before, after);
}

function schemasOf({ components }: JsonObject): Map<string, JsonObject> {
  return new Map(entriesOf(isObject(components) ? components.schemas : undefined));
}

/** Every property of a schema by pointer, including items and compositions, but not references. */
function propertiesBelow(schema: JsonObject, steps: readonly string[], found = new Map<string, Property>()) {
  for (const [name, property] of entriesOf(schema.properties)) {
    const at = [...steps, "properties", name];
    found.set(pointerOf(at), { name, schema: property });
    propertiesBelow(property, at, found);
  }
  if (isObject(schema.items)) propertiesBelow(schema.items, [...steps, "items"], found);
  for (const key of ["allOf", "oneOf", "anyOf"]) {
    for (const [index, part] of partsOf(schema[key]).entries())
      propertiesBelow(part, [...steps, key, String(index)], found);
  }
  return found;
}

function partsOf(value: JsonValue | undefined): JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

function plain(document: JsonObject, pointer: string): string {
  return subjectOf(document, pointer).replaceAll("`", "");
}
