import { child, type JsonValue, stepsOf } from "../read/json.ts";
import { referencesOf } from "../read/references.ts";
import type { Locate, ProblemList } from "../workspace/problem.ts";

type Context = { readonly locate: Locate; readonly problems: ProblemList };

/** Finds references to nodes without a name, which generated types cannot express. */
export function checkReferences(document: JsonValue, { locate, problems }: Context): void {
  for (const { found, target } of referencesOf(document)) {
    if (isNamed(target)) continue;
    const message = `${target} refers to a node that has no name`;
    const fix = "Move that node to components and refer to it there.";
    problems.error(locate(child(found.pointer(), "$ref")), message, fix);
  }
}

function isNamed(reference: string): boolean {
  const [first, , , ...rest] = stepsOf(reference);
  const isProperty = rest.every((step, index) => index % 2 === 1 || step === "properties");
  return first === "components" && rest.length % 2 === 0 && isProperty;
}
