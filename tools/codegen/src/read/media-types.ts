import { isObject, type JsonObject } from "./json.ts";
import { visitNodes } from "./openapi-nodes.ts";
import { followed } from "./references.ts";
import { notationOf } from "./sequences.ts";

export function isOpenApi32({ openapi }: JsonObject): boolean {
  return typeof openapi === "string" && openapi.startsWith("3.2.");
}

/**
 * Gives media types one form, in place: those of `components` stand where they are used, and a sequence that is described as a list
 * has an `itemSchema`, as it would have in OpenAPI 3.2.
 */
export function settleMediaTypes(document: JsonObject): void {
  if (!isOpenApi32(document)) return;
  visitNodes(document, ({ node: { content } }) => {
    for (const [type, media] of Object.entries(isObject(content) ? content : {})) {
      const target = isObject(media) ? followed(document, media) : undefined;
      if (!isObject(content) || target === undefined) continue;
      const own = target === media ? target : structuredClone(target);
      content[type] = own;
      const list = isObject(own.schema) ? followed(document, own.schema) : undefined;
      if (notationOf(type) && list?.items !== undefined) own.itemSchema ??= structuredClone(list.items);
    }
  });
  if (isObject(document.components)) delete document.components.mediaTypes;
}
