import { isObject, type JsonValue } from "../../read/json.ts";
import { visitNodes } from "../../read/openapi-nodes.ts";

const PROSE = new Set(["description", "summary", "title"]);
const DATA = new Set(["const", "default", "enum", "example", "examples"]);

/**
 * Removes white space without meaning from prose: at line ends, and the single space that YAML writers put before a folded
 * line. The same document then has the same text.
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

/** Removes examples. No generator reads them, and they can contain personal data. */
export function dropExamples(document: JsonValue): void {
  visitNodes(document, ({ kind, node }) => {
    delete node.example;
    delete node.examples;
    if (kind === "schema") delete node["x-example"];
  });
}
