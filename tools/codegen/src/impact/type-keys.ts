import { operationAt } from "../diff/documents/operations.ts";
import { pointerSteps, valueAt } from "../diff/documents/pointer.ts";
import { isObject, type JsonObject } from "../read/json.ts";

/**
 * Where a node of the document is in the generated types, such as `schemas Device general name`. Lists, compositions and
 * keywords are no steps; the type of a property is one.
 */
export function typeKey(document: JsonObject, pointer: string): string | undefined {
  const steps = pointerSteps(pointer);
  const [top, kind, name] = steps;
  if (top === "components" && kind !== undefined && name !== undefined)
    return keyOf([kind, name, ...namesIn(steps.slice(3))]);
  const operation = top === "paths" ? operationAt(document, pointer) : undefined;
  if (!operation) return undefined;
  const [part, at = "", ...rest] = steps.slice(3);
  if (part === "parameters") {
    const node = valueAt(document, steps.slice(0, 5));
    if (!isObject(node) || typeof node.name !== "string") return undefined;
    return keyOf(["operations", operation.id, "parameters", String(node.in), node.name, ...namesIn(rest)]);
  }
  if (part === "requestBody")
    return keyOf(["operations", operation.id, "requestBody", ...contentIn([at, ...rest])]);
  if (part === "responses") return keyOf(["operations", operation.id, "responses", at, ...contentIn(rest)]);
  return keyOf(["operations", operation.id]);
}

export function keyOf(names: readonly string[]): string {
  return names.filter(Boolean).join(" ");
}

/** Whether a type is another one or in it. */
export function isTypeWithin(key: string, above: string): boolean {
  return key === above || key.startsWith(`${above} `);
}

function contentIn([first, type = "", ...rest]: readonly string[]): string[] {
  return first === "content" ? ["content", type, ...namesIn(rest)] : [];
}

/** The names of properties on a path. */
function namesIn(steps: readonly string[]): string[] {
  return steps.flatMap((step, index) =>
    steps[index - 1] === "properties" && steps[index - 2] !== "properties" ? [step] : [],
  );
}
