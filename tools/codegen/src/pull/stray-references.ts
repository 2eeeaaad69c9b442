import { child, isObject, type JsonObject, type JsonValue } from "../read/json.ts";
import type { DocumentNode } from "../read/openapi-nodes.ts";
import { referencesIn } from "../read/references.ts";
import type { ProblemList } from "../workspace/problem.ts";
import type { ParsedText } from "./parse/parse-text.ts";

/** Texts, which readers can do without. */
const PROSE = new Set(["description", "externalDocs", "summary", "title"]);

/** Values that are not OpenAPI, in which `$ref` has no meaning; extensions are others. */
const DATA = new Set(["const", "default", "enum", "example", "examples"]);

/** Maps whose keys are names, also such as `default` or `example`. */
const NAMES = new Set(["properties", "patternProperties", "responses", "schemas", "$defs", "definitions"]);

/**
 * Finds references where OpenAPI has none. Some tools follow them, others do not, so one instead of a text is left out, in
 * place, and any other is rejected.
 */
export function checkStrayReferences(
  { parsed, locate }: ParsedText,
  nodes: readonly DocumentNode[],
  problems: ProblemList,
): void {
  const allowed = new Set<JsonObject>(referencesIn(nodes).map(({ found }) => found.node));
  const path: (string | number)[] = [];
  visit(parsed, false);

  /** `hasNames`: the keys of the node are names. */
  function visit(node: JsonValue | undefined, hasNames: boolean): void {
    if (Array.isArray(node))
      for (const [index, item] of node.entries()) below(index, () => visit(item, false));
    if (!isObject(node)) return;
    for (const key of Object.keys(node)) {
      const value = node[key];
      if (typeof value !== "object" || (!hasNames && (DATA.has(key) || key.startsWith("x-")))) continue;
      below(key, () => check(node, key, value));
    }
  }

  function below(key: string | number, step: () => void): void {
    path.push(key);
    step();
    path.pop();
  }

  function check(node: JsonObject, key: string, value: JsonValue): void {
    if (!isObject(value) || typeof value.$ref !== "string" || allowed.has(value)) {
      visit(value, NAMES.has(key));
      return;
    }
    const at = child("#", ...path);
    const message = `$ref ${value.$ref.slice(0, 120)} stands where OpenAPI has no references`;
    if (PROSE.has(key)) {
      problems.warning(locate(at), `${message}; the ${key} is left out`);
      delete node[key];
    } else problems.error(locate(at), message, "Bundle the document first, with a tool that follows it.");
  }
}
