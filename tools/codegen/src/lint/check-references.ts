import { child, type JsonValue, stepsOf } from "../read/json.ts";
import { referencesOf } from "../read/references.ts";
import type { Locate, ProblemList } from "../workspace/problem.ts";

type Context = { readonly locate: Locate; readonly problems: ProblemList };

/** Finds references the generated types cannot follow: those into the middle of something that has no name. */
export function checkReferences(document: JsonValue, { locate, problems }: Context): void {
  for (const { found, target } of referencesOf(document)) {
    if (isNamed(target)) continue;
    const message = `${target} points into the middle of something without a name`;
    const fix = "Move that part to components and refer to it there.";
    problems.error(locate(child(found.pointer(), "$ref")), message, fix);
  }
}

function isNamed(reference: string): boolean {
  const [first, , , ...rest] = stepsOf(reference);
  const isProperty = rest.every((step, index) => index % 2 === 1 || step === "properties");
  return first === "components" && rest.length % 2 === 0 && isProperty;
}
