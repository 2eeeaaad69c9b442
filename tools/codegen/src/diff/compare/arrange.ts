import { isDeepStrictEqual } from "node:util";
import type { JsonValue } from "../../read/json.ts";
import { type Documents, PROSE } from "../documents/comparable.ts";
import { operationsOf } from "../documents/operations.ts";
import { pointerSteps, valueAt } from "../documents/pointer.ts";
import { joinRenamed } from "./join-renamed.ts";
import { type Finding, isRename } from "./redocly.ts";

/** Redocly's findings per operation instead of per path, with renames combined. */
export function arrange(findings: readonly Finding[], documents: Documents): readonly Finding[] {
  const counted = findings
    .filter((finding) => !isWords(finding) && !isDefaultOnly(finding))
    .map((finding) => whereItDiffers(finding, documents))
    .flatMap((finding) => byOperation(finding, documents));
  return joinRenamed(counted, documents);
}

/** Prose and order are compared separately, as meaning; examples are ignored. */
function isWords({ property, base, revision }: Finding): boolean {
  const steps = pointerSteps(revision?.pointer ?? base?.pointer ?? "#");
  const isExample =
    property === "example" ||
    property === "examples" ||
    steps.some((step, index) => /^(examples?|externalDocs)$/.test(step) && steps[index - 1] !== "properties");
  return (
    isExample ||
    isReordered(base?.value, revision?.value) ||
    property === "tags" ||
    steps[0] === "tags" ||
    (property !== undefined && PROSE.has(property))
  );
}

/** The default values of OpenAPI keywords. */
const DEFAULTS: Readonly<Record<string, JsonValue>> = {
  allowEmptyValue: false,
  allowReserved: false,
  deprecated: false,
  readOnly: false,
  required: false,
  uniqueItems: false,
  writeOnly: false,
};

/** Whether a keyword was added or removed with its default value. */
function isDefaultOnly({ property, base, revision }: Finding): boolean {
  if (property === undefined || !Object.hasOwn(DEFAULTS, property)) return false;
  return (base?.value ?? DEFAULTS[property]) === (revision?.value ?? DEFAULTS[property]);
}

/** Whether both lists have the same values in another order. */
function isReordered(before: JsonValue | undefined, after: JsonValue | undefined): boolean {
  if (!Array.isArray(before) || !Array.isArray(after)) return false;
  const [one, other] = [before, after].map((values) => values.map((value) => JSON.stringify(value)).sort());
  return isDeepStrictEqual(one, other);
}

/** Moves a finding from an unchanged component to the node that now refers to another one. */
function whereItDiffers(finding: Finding, { base, revision }: Documents): Finding {
  const { kind, path, property, base: before, revision: after } = finding;
  if (kind === "added" || !before?.pointer.startsWith("#/components/") || isRename(finding)) return finding;
  const steps = pointerSteps(before.pointer);
  const [old, now] = [valueAt(base, steps), valueAt(revision, steps)];
  if (old === undefined || !isDeepStrictEqual(old, now)) return finding;
  const isSame = after?.pointer === before.pointer; // Added to a node without the property.
  if (isSame && property !== undefined && before.value === undefined) return finding;
  const { line: _elsewhere, ...spot } = before;
  return {
    ...finding,
    base: { ...spot, pointer: path },
    ...(after ? { revision: { ...after, pointer: path } } : {}),
  };
}

/** Replaces an added or removed path with its operations. */
function byOperation(finding: Finding, { base, revision }: Documents): Finding[] {
  const { kind, typeName } = finding;
  if (typeName !== "PathItem" || kind === "modified") return [finding];
  const [name, document] = kind === "added" ? (["revision", revision] as const) : (["base", base] as const);
  const spot = finding[name];
  const [, path] = pointerSteps(spot?.pointer ?? "#");
  const operations = operationsOf(document).filter((operation) => operation.path === path);
  if (operations.length === 0) return [finding];
  return operations.map(({ pointer, node }) => {
    const { line: _pathLine, ...rest } = spot ?? {};
    return { ...finding, typeName: "Operation", [name]: { ...rest, pointer, value: node } };
  });
}
