import { isObject, type JsonObject } from "../read/json.ts";
import { followed } from "../read/references.ts";

/** Writes out paths that refer to another: each then has operations of its own, which can have names of their own. */
export function inlinePaths(document: JsonObject): void {
  const { paths } = document;
  if (!isObject(paths)) return;
  for (const item of Object.values(paths)) {
    if (!isObject(item) || typeof item.$ref !== "string") continue;
    const target = followed(document, item);
    if (!target) continue;
    delete item.$ref;
    Object.assign(item, { ...structuredClone(target), ...item });
  }
}
