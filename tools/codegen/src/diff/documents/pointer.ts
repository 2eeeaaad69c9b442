import { child, isObject, type JsonObject, type JsonValue, stepsOf } from "../../read/json.ts";

/** The steps of a pointer as Redocly writes them: escaped as in JSON, not as in URLs. */
export function pointerSteps(pointer: string): string[] {
  const rest = pointer.replace(/^#\/?/, "");
  return rest === "" ? [] : rest.split("/").map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
}

export function pointerOf(steps: readonly (string | number)[]): string {
  return steps.length === 0 ? "#" : child("#", ...steps);
}

/** What stands at a pointer, if anything. */
export function valueAt(document: JsonObject, steps: readonly string[]): JsonValue | undefined {
  return steps.reduce<JsonValue | undefined>(stepInto, document);
}

function stepInto(node: JsonValue | undefined, step: string): JsonValue | undefined {
  if (Array.isArray(node)) return node[Number(step)];
  return isObject(node) && Object.hasOwn(node, step) ? node[step] : undefined;
}

/** Where a node's `$ref` leads within the document. */
export function referenceOf(node: JsonValue | undefined): string[] | undefined {
  const target = isObject(node) ? node.$ref : undefined;
  return typeof target === "string" && target.startsWith("#/") ? safeSteps(target) : undefined;
}

function safeSteps(pointer: string): string[] {
  try {
    return stepsOf(pointer);
  } catch {
    return pointerSteps(pointer); // A bare percent sign; not ours to refuse here.
  }
}

/** Whether a pointer is another one or leads on from it. */
export function isWithin(pointer: string, above: string): boolean {
  return pointer === above || pointer.startsWith(`${above}/`);
}
