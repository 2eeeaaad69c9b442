import { isObject, type JsonValue } from "../../read/json.ts";
import { visitNodes } from "../../read/openapi-nodes.ts";

const PROSE = new Set(["description", "summary", "title"]);
const DATA = new Set(["const", "default", "enum", "example", "examples"]);

/**
 * Takes white space out of prose that means nothing there: at the ends of lines, and the single space YAML writers put
 * in front of a line when they fold it. Two writings of one document then stay the same.
 */
export function tidyProse(node: JsonValue): void {
  if (Array.isArray(node)) for (const item of node) tidyProse(item);
  if (!isObject(node)) return;
  for (const [key, value] of Object.entries(node)) {
    if (typeof value === "string" && PROSE.has(key)) node[key] = tidied(value);
    else if (!DATA.has(key) || isObject(value)) tidyProse(value);
  }
}

function tidied(text: string): string {
  return text
    .replace(/[ \t]+$/gm, "")
    .replace(/\n (?! )/g, "\n")
    .trim();
}

/** Takes examples out: no generator reads them, and they can hold what belongs to real people. */
export function dropExamples(document: JsonValue): void {
  visitNodes(document, ({ kind, node }) => {
    delete node.example;
    delete node.examples;
    if (kind === "schema") delete node["x-example"];
  });
}
