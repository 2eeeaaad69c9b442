import type { ProblemList, SourceLocation } from "../workspace/problem.ts";
import { child, isObject, isStrings } from "./json.ts";
import type { SourceDocument } from "./read-document.ts";

export const LEVELS = ["documented", "observed", "inferred"] as const;

/** The evidence for an operation: vendor documentation, observed calls, or inference from similar operations. */
export type Confidence = (typeof LEVELS)[number];

type Context = { readonly problems: ProblemList; readonly locationOf: (pointer: string) => SourceLocation };

/**
 * Reads the confidence of every operation from `source.yaml`. Each operation is in exactly one list; `default` applies to
 * the others.
 */
export function readConfidence(
  source: SourceDocument,
  operationIds: readonly string[],
  { problems, locationOf }: Context,
): Map<string, Confidence> {
  const confidence = new Map<string, Confidence>();
  const known = new Set(operationIds);
  const lists = isObject(source.parsed) ? source.parsed.confidence : undefined;
  const usual = LEVELS.find((level) => isObject(lists) && lists.default === level);
  for (const level of LEVELS) {
    const list = isObject(lists) ? (lists[level] ?? []) : [];
    const pointer = child("#", "confidence", level);
    if (!isStrings(list)) {
      problems.error(locationOf(pointer), `confidence.${level} is not a list of operationIds`, "Correct it.");
      continue;
    }
    for (const [index, id] of list.entries()) {
      const location = () => locationOf(child(pointer, index));
      const earlier = confidence.get(id);
      if (earlier) problems.error(location(), `${id} is in ${earlier} and in ${level}`, "Keep one.");
      else if (!known.has(id))
        problems.error(location(), `no operation is called ${id}`, "Correct or remove it.");
      confidence.set(id, level);
    }
  }
  for (const id of operationIds.filter((id) => !confidence.has(id))) {
    if (usual) {
      confidence.set(id, usual);
      continue;
    }
    const fix = `Add it to one of ${LEVELS.join(", ")}.`;
    problems.error(locationOf("#/confidence"), `${id} has no confidence`, fix);
  }
  return confidence;
}
