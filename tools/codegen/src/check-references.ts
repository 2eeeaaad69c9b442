import { child, isObject, type JsonValue, stepsOf } from "./json.ts";
import type { Locate } from "./lint.ts";
import type { ProblemList } from "./problem.ts";

type Context = { readonly locate: Locate; readonly problems: ProblemList };

/** Finds references the generated types cannot follow: those into the middle of something that has no name. */
export function checkReferences(document: JsonValue, context: Context, pointer = "#"): void {
  if (Array.isArray(document)) {
    for (const [index, item] of document.entries()) checkReferences(item, context, child(pointer, index));
  }
  if (!isObject(document)) return;
  for (const [key, value] of Object.entries(document)) {
    const at = child(pointer, key);
    if (key === "$ref" && typeof value === "string") checkReference(value, at, context);
    else if (!key.startsWith("example")) checkReferences(value, context, at);
  }
}

function checkReference(reference: string, pointer: string, { locate, problems }: Context): void {
  const [first, , , ...rest] = stepsOf(reference);
  const isProperty = rest.every((step, index) => index % 2 === 1 || step === "properties");
  if (first === "components" && rest.length % 2 === 0 && isProperty) return;
  const message = `${reference} points into the middle of something without a name`;
  problems.error(locate(pointer), message, "Move that part to components and refer to it there.");
}
