import { LEVELS } from "../read/confidence.ts";
import { child, isObject, isStrings, type JsonObject, type JsonValue, stepsOf } from "../read/json.ts";
import { type DocumentNode, nodesOf } from "../read/openapi-nodes.ts";
import type { CheckContext } from "./check-context.ts";

const ANNOTATION = "x-mdmkit-unset";

const KEYS: Readonly<Record<string, (value: JsonValue) => boolean>> = {
  values: (value) => Array.isArray(value) && value.every(isComparable),
  unless: (value) => isStrings(value) && value.length > 0,
  confidence: (value) => LEVELS.some((level) => level === value),
};

/** A value that generated code can compare with: a scalar, or the empty list. */
function isComparable(value: JsonValue): boolean {
  return value === null || typeof value !== "object" || (Array.isArray(value) && value.length === 0);
}

/** Checks the form of every `x-mdmkit-unset`, and that the properties beside it exist. */
export function checkUnset(
  document: JsonValue,
  { locate, problems, nodes = nodesOf(document) }: CheckContext,
): void {
  for (const found of nodes) {
    if (found.kind === "schema" && ANNOTATION in found.node)
      checkAnnotation(document, found, { locate, problems });
  }
}

function checkAnnotation(document: JsonValue, found: DocumentNode, { locate, problems }: CheckContext): void {
  const at = child(found.pointer(), ANNOTATION);
  const complain = (message: string, fix: string) => problems.error(locate(at), message, fix);
  const annotation = found.node[ANNOTATION];
  const siblings = propertiesAround(document, found.pointer());
  const faults = faultsOf(annotation);
  if (!siblings) complain(`${ANNOTATION} is not on a property`, "Put it on the property.");
  else if (faults.length > 0) {
    const fix = "Write { values: [false], unless: [name, $.path.from.record], confidence: observed }.";
    complain(`${ANNOTATION} is not valid at ${faults.join(", ")}`, fix);
  } else {
    const unless = isObject(annotation) && isStrings(annotation.unless) ? annotation.unless : [];
    for (const name of unless.filter((path) => !path.startsWith("$.") && !(path in siblings)))
      complain(`${ANNOTATION} names ${name}, which is not beside it`, "Correct the name.");
  }
}

function faultsOf(annotation: JsonValue | undefined): string[] {
  if (!isObject(annotation)) return Object.keys(KEYS);
  const unknown = Object.keys(annotation).filter((key) => !(key in KEYS));
  const invalid = Object.entries(KEYS).filter(([key, isValid]) => {
    const value = annotation[key];
    return value === undefined ? key !== "unless" : !isValid(value);
  });
  return [...unknown, ...invalid.map(([key]) => key)];
}

/** The properties among which a pointer's is one. */
function propertiesAround(document: JsonValue, pointer: string): JsonObject | undefined {
  const steps = stepsOf(pointer);
  if (steps.at(-2) !== "properties") return undefined;
  let found: JsonValue | undefined = document;
  for (const step of steps.slice(0, -1)) {
    if (Array.isArray(found)) found = found[Number(step)];
    else found = isObject(found) ? found[step] : undefined;
  }
  return isObject(found) ? found : undefined;
}
