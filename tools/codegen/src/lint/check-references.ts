import { child, type JsonValue, stepsOf } from "../read/json.ts";
import { nodesOf } from "../read/openapi-nodes.ts";
import { referencesIn } from "../read/references.ts";
import type { CheckContext } from "./check-context.ts";

/** Finds references to nodes outside of named components, which generated types cannot express. */
export function checkReferences(
  document: JsonValue,
  { locate, problems, nodes = nodesOf(document) }: CheckContext,
): void {
  for (const { found, target } of referencesIn(nodes)) {
    if (isNamed(target)) continue;
    const message = `${target} refers to a node that has no name`;
    const fix = "Move that node to components and refer to it there.";
    problems.error(locate(child(found.pointer(), "$ref")), message, fix);
  }
}

function isNamed(reference: string): boolean {
  const [first, section, name, ...rest] = stepsOf(reference);
  return first === "components" && name !== undefined && (section === "schemas" || rest.length === 0);
}
