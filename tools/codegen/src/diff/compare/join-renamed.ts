import { isDeepStrictEqual } from "node:util";
import { isObject, type JsonObject } from "../../read/json.ts";
import type { Documents } from "../documents/comparable.ts";
import { pointerOf, pointerSteps, valueAt } from "../documents/pointer.ts";
import type { Finding } from "./redocly.ts";

/** Combines a removal and an addition of the same node to a rename, unless it is ambiguous. */
export function joinRenamed(findings: readonly Finding[], documents: Documents): readonly Finding[] {
  const gone = findings.filter(({ kind }) => kind === "removed");
  const come = findings.filter(({ kind }) => kind === "added");
  const pairs = new Map<Finding, Finding>();
  for (const removed of gone) {
    const [added, ...others] = come.filter((one) => isSame(removed, one, documents));
    const rivals = added ? gone.filter((one) => isSame(one, added, documents)) : [];
    if (added && others.length === 0 && rivals.length === 1) pairs.set(removed, added);
  }
  const joined = new Set(pairs.values());
  return findings.flatMap((finding) => {
    if (joined.has(finding)) return [];
    const added = pairs.get(finding);
    return added ? [asRenamed(finding, added)] : [finding];
  });
}

function isSame(removed: Finding, added: Finding, documents: Documents): boolean {
  if (removed.typeName !== added.typeName) return false;
  const [before, after] = [removed.base?.value, added.revision?.value];
  if (!isObject(before) || !isObject(after)) return false;
  if (removed.typeName === "Operation")
    return before.operationId !== undefined && before.operationId === after.operationId;
  const [from, to] = [
    pointerSteps(removed.base?.pointer ?? "#"),
    pointerSteps(added.revision?.pointer ?? "#"),
  ];
  if (isSchemaName(from) && isSchemaName(to)) return isSameSchema(from, to, documents);
  return isSibling(from, to) && isDeepStrictEqual(before, after);
}

/** Whether both are properties of the same schema. */
function isSibling(from: readonly string[], to: readonly string[]): boolean {
  return from.at(-2) === "properties" && isDeepStrictEqual(from.slice(0, -1), to.slice(0, -1));
}

function isSchemaName([top, kind, , ...rest]: readonly string[]): boolean {
  return top === "components" && kind === "schemas" && rest.length === 0;
}

/** Whether they differ only in their name, including references to themselves. */
function isSameSchema(
  from: readonly string[],
  to: readonly string[],
  { base, revision }: Documents,
): boolean {
  const [before, after] = [schemaAt(base, from), schemaAt(revision, to)];
  const [named, called] = [from, to].map((steps) => JSON.stringify(pointerOf(steps)));
  const renamed: unknown = JSON.parse(JSON.stringify(before).replaceAll(named ?? "", called ?? ""));
  return Object.keys(after).length > 0 && isDeepStrictEqual(renamed, JSON.parse(JSON.stringify(after)));
}

function schemaAt(document: JsonObject, steps: readonly string[]): JsonObject {
  const found = valueAt(document, steps);
  return isObject(found) ? found : {};
}

/** Operations are identified by method and path, other nodes by name. */
function asRenamed(removed: Finding, { revision }: Finding): Finding {
  const nameOf = (pointer = "#") => {
    const steps = pointerSteps(pointer);
    const [, path = "", method = ""] = steps;
    return removed.typeName === "Operation" ? `${method.toUpperCase()} ${path}` : (steps.at(-1) ?? "");
  };
  const [before, after] = [nameOf(removed.base?.pointer), nameOf(revision?.pointer)];
  return {
    ...removed,
    kind: "modified",
    property: "key",
    impact: "major",
    base: { ...removed.base, pointer: removed.base?.pointer ?? "#", value: before },
    revision: { ...revision, pointer: revision?.pointer ?? "#", value: after },
  };
}
