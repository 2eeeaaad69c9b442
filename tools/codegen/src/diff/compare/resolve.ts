import { isObject, type JsonObject, type JsonValue } from "../../read/json.ts";
import { pointerOf, referenceOf, valueAt } from "../documents/pointer.ts";

/** An object of a document and where it is. */
export type ObjectAt = { readonly node: JsonObject; readonly pointer: string };

const MOST_HOPS = 20;

/** The parameter, body, response or header that a node is or refers to; an empty one if there is none. */
export function resolveObject(document: JsonObject, from: JsonValue | undefined, at: string): ObjectAt {
  let [node, pointer] = [from, at];
  for (let hops = 0; hops < MOST_HOPS; hops++) {
    const target = referenceOf(node);
    if (!target) return { node: isObject(node) ? node : {}, pointer };
    node = valueAt(document, target);
    pointer = pointerOf(target);
  }
  return { node: {}, pointer };
}
