import { isObject, type JsonObject, type JsonValue } from "../../read/json.ts";
import type { DocumentNode } from "../../read/openapi-nodes.ts";
import type { Note } from "./upgrade-schema.ts";

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

/** Adds what a document says of itself, where it lacks it. Notes each. */
export function completeInfo({ info }: JsonObject, note: Note): void {
  if (!isObject(info)) return;
  for (const key of ["title", "version"]) {
    if (info[key] !== undefined && info[key] !== null) continue;
    info[key] = "";
    note(`the document has no ${key}; left empty`);
  }
  if (isObject(info.license) && typeof info.license.name !== "string") delete info.license;
}

/** Adds or removes what only readers need, where a node lacks it or has something else. Notes each. */
export function completeProse({ kind, node }: DocumentNode, isOptional: boolean, note: Note): void {
  for (const key of ["description", "summary"]) {
    if (!(key in node) || typeof node[key] === "string" || kind === "components") continue;
    delete node[key];
    note(`a ${key} that is not a text; removed`);
  }
  if (kind !== "response" || isOptional || node.$ref !== undefined || node.description !== undefined) return;
  node.description = "";
  note("a response has no description; left empty");
}

/** Removes examples. No generator reads them, and they can contain personal data. */
export function dropExamples({ kind, node }: DocumentNode): void {
  // An object that a property was deleted from is slower to read.
  if (node.example !== undefined) delete node.example;
  if (node.examples !== undefined) delete node.examples;
  if (kind === "schema" && node["x-example"] !== undefined) delete node["x-example"];
}
