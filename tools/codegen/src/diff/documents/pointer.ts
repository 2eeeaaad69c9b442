import { child, isObject, type JsonObject, type JsonValue, stepsOf } from "../../read/json.ts";

/** The keys of a pointer in Redocly's notation: escaped as in JSON Pointer, not percent-encoded. */
export function pointerSteps(pointer: string): string[] {
  const rest = pointer.replace(/^#\/?/, "");
  return rest === "" ? [] : rest.split("/").map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
}

export function pointerOf(steps: readonly (string | number)[]): string {
  return steps.length === 0 ? "#" : child("#", ...steps);
}

/** The value at a path; undefined if there is none. */
export function valueAt(document: JsonObject, steps: readonly string[]): JsonValue | undefined {
  return steps.reduce<JsonValue | undefined>(stepInto, document);
}

function stepInto(node: JsonValue | undefined, step: string): JsonValue | undefined {
  if (Array.isArray(node)) return node[Number(step)];
  return isObject(node) && Object.hasOwn(node, step) ? node[step] : undefined;
}

/** The path that the `$ref` of a node refers to. */
export function referenceOf(node: JsonValue | undefined): string[] | undefined {
  const target = isObject(node) ? node.$ref : undefined;
  return typeof target === "string" && target.startsWith("#/") ? stepsOf(target) : undefined;
}

/** Whether a pointer is the same as another one or below it. */
export function isWithin(pointer: string, above: string): boolean {
  return pointer === above || pointer.startsWith(`${above}/`);
}

/** A key as a step of a pointer. */
export function escaped(key: string): string {
  return key.replaceAll("~", "~0").replaceAll("/", "~1");
}
