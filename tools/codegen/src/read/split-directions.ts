import { child, isObject, type JsonObject, type JsonValue, stepsOf } from "./json.ts";
import { SCHEMA_KEYWORDS } from "./openapi.ts";
import { visitNodes } from "./openapi-nodes.ts";
import { followed, lookUp } from "./references.ts";

type Direction = "request" | "response";

/** The annotation of properties that a direction does not have. */
const ABSENT = { request: "readOnly", response: "writeOnly" } as const;

/**
 * Separates requests and responses in place: `readOnly` properties disappear from requests, `writeOnly` ones from responses.
 * A named schema that both use and in which this makes a difference is split: `Device` stays that of responses, and
 * `DeviceWritable` becomes that of requests.
 */
export function splitDirections(document: JsonObject): void {
  const named = schemasOf(document);
  const differing = findDiffering(document, named);
  const roots = rootsOf(document);
  const uses = {
    request: reachable(document, roots.request),
    response: reachable(document, roots.response),
  };
  const names = new Map<string, string>();
  const requests = [...roots.request];
  const responses = [...roots.response];
  for (const [name, schema] of Object.entries(named)) {
    if (!differing.has(name) || !isObject(schema)) continue;
    if (!uses.request.has(name)) responses.push(schema);
    else if (!uses.response.has(name)) requests.push(schema);
    else {
      responses.push(schema);
      names.set(name, freeName(named, `${name}Writable`));
    }
  }
  const copies = [...names].map(([name, copy]) => [copy, writableOf(name, named)] as const);
  requests.push(...copies.map(([, schema]) => schema));
  // Found first and removed then, since references lead to schemas of both directions.
  const removals = [...absentIn(document, requests, "request"), ...absentIn(document, responses, "response")];
  for (const remove of removals) remove();
  Object.assign(named, Object.fromEntries(copies));
  if (names.size > 0) for (const schema of requests) redirect(document, schema, names);
}

function schemasOf({ components }: JsonObject): JsonObject {
  return isObject(components) && isObject(components.schemas) ? components.schemas : {};
}

function freeName(named: JsonObject, name: string): string {
  return Object.hasOwn(named, name) ? freeName(named, `${name}_`) : name;
}

/** A copy for requests. The element of an XML body keeps its name. */
function writableOf(name: string, named: JsonObject): JsonObject {
  const schema = named[name];
  const copy = isObject(schema) ? structuredClone(schema) : {};
  copy.xml = { name, ...(isObject(copy.xml) && copy.xml) };
  return copy;
}

/** The schemas of bodies, parameters and headers that have no name, by direction. A webhook is a request to the client. */
function rootsOf(document: JsonObject): Record<Direction, JsonObject[]> {
  const roots: Record<Direction, JsonObject[]> = { request: [], response: [] };
  visitNodes(document, (found) => {
    const { kind, node } = found;
    const isRequest = kind === "requestBody" || kind === "parameter";
    if (!isRequest && kind !== "response" && kind !== "header") return kind !== "schema";
    const content = isObject(node.content) ? Object.values(node.content) : [];
    const schemas = [node, ...content].flatMap((holder) =>
      isObject(holder) ? [holder.schema, holder.itemSchema] : [],
    );
    roots[isRequest && !isReceived(found.pointer()) ? "request" : "response"].push(
      ...schemas.filter(isObject),
    );
    return true;
  });
  return roots;
}

function isReceived(pointer: string): boolean {
  return pointer.startsWith("#/webhooks/") || pointer.includes("/callbacks/");
}

/** A schema and all schemas in it. */
function nestedIn(schema: JsonValue | undefined, found: JsonObject[] = []): JsonObject[] {
  if (!isObject(schema)) return found;
  found.push(schema);
  for (const keyword of Object.keys(schema)) {
    const value = schema[keyword];
    if (typeof value !== "object") continue;
    const holding = SCHEMA_KEYWORDS.get(keyword);
    if (holding === "one") nestedIn(value, found);
    if (holding === "list" && Array.isArray(value)) for (const part of value) nestedIn(part, found);
    if (holding === "map" && isObject(value)) for (const part of Object.values(value)) nestedIn(part, found);
  }
  return found;
}

/** The name of the component that a schema refers to, or into. */
function targetOf({ $ref }: JsonObject): string | undefined {
  if (typeof $ref !== "string") return undefined;
  const [first, section, name] = stepsOf($ref);
  return first === "components" && section === "schemas" ? name : undefined;
}

/** The named schemas that schemas lead to. */
function reachable(document: JsonObject, roots: readonly JsonObject[]): Set<string> {
  const named = schemasOf(document);
  const found = new Set<string>();
  const waiting = [...roots];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    for (const node of nestedIn(next)) {
      const name = targetOf(node);
      if (name === undefined || found.has(name)) continue;
      found.add(name);
      const target = named[name];
      if (isObject(target)) waiting.push(target);
    }
  }
  return found;
}

/** The named schemas with a property that one direction lacks, and those that lead to one. */
function findDiffering(document: JsonObject, named: JsonObject): Set<string> {
  const users = new Map<string, Set<string>>();
  const found = new Set<string>();
  for (const [name, schema] of Object.entries(named)) {
    for (const node of nestedIn(schema)) {
      const target = targetOf(node);
      if (target !== undefined) users.set(target, (users.get(target) ?? new Set()).add(name));
      const properties = isObject(node.properties) ? Object.values(node.properties) : [];
      if (
        properties.some(
          (property) => isAbsent(document, property, "request") || isAbsent(document, property, "response"),
        )
      )
        found.add(name);
    }
  }
  // A set that grows is iterated to its end.
  for (const name of found) for (const user of users.get(name) ?? []) found.add(user);
  return found;
}

function isAbsent(document: JsonObject, property: JsonValue | undefined, direction: Direction): boolean {
  if (!isObject(property)) return false;
  const { $ref, readOnly, writeOnly } = property;
  if ($ref === undefined && readOnly === undefined && writeOnly === undefined) return false;
  const target = followed(document, property);
  const has = (flag: string) => property[flag] === true || target?.[flag] === true;
  return has(ABSENT[direction]) && !(has("readOnly") && has("writeOnly"));
}

/** What removes the absent properties, and their names from `required`, from schemas and the schemas in them. */
function absentIn(
  document: JsonObject,
  schemas: readonly JsonObject[],
  direction: Direction,
): (() => void)[] {
  return schemas
    .flatMap((schema) => nestedIn(schema))
    .flatMap((node) => {
      const { properties, required } = node;
      const named = isObject(properties) ? Object.keys(properties) : [];
      const listed = Array.isArray(required) ? required.filter((name) => typeof name === "string") : [];
      const absent = [...new Set([...named, ...listed])].filter((name) =>
        isAbsent(document, describedIn(document, node, name), direction),
      );
      if (absent.length === 0) return [];
      return [
        () => {
          for (const name of absent) if (isObject(properties)) delete properties[name];
          if (!Array.isArray(required)) return;
          node.required = required.filter((name) => !absent.some((one) => one === name));
          if (node.required.length === 0) delete node.required;
        },
      ];
    });
}

/** The schema of a property, also of one that `allOf` or a reference adds. */
function describedIn(document: JsonObject, schema: JsonObject, name: string): JsonValue | undefined {
  const { properties, allOf, $ref } = schema;
  if (isObject(properties) && Object.hasOwn(properties, name)) return properties[name];
  const target = $ref === undefined ? undefined : followed(document, schema);
  const parts = [...(Array.isArray(allOf) ? allOf : []), ...(target ? [target] : [])];
  for (const part of parts) {
    const found = isObject(part) ? describedIn(document, part, name) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Makes references lead to the schemas of requests. */
function redirect(document: JsonObject, schema: JsonObject, names: ReadonlyMap<string, string>): void {
  const renamed = (reference: string) => {
    const [first = "", section = "", name = "", ...rest] = stepsOf(reference);
    const copy = first === "components" && section === "schemas" ? names.get(name) : undefined;
    if (copy === undefined) return reference;
    const target = child("#", first, section, copy, ...rest);
    return lookUp(document, target) === undefined ? reference : target;
  };
  for (const node of nestedIn(schema)) {
    if (typeof node.$ref === "string") node.$ref = renamed(node.$ref);
    const { mapping, defaultMapping } = isObject(node.discriminator) ? node.discriminator : {};
    if (isObject(node.discriminator) && typeof defaultMapping === "string")
      node.discriminator.defaultMapping = renamed(defaultMapping);
    if (!isObject(mapping)) continue;
    for (const [value, target] of Object.entries(mapping)) {
      if (typeof target === "string") mapping[value] = renamed(target);
    }
  }
}
