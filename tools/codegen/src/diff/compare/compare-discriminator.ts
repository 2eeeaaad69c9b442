import { isObject, type JsonValue } from "../../read/json.ts";
import type { Body } from "../normal/body.ts";
import { rateValues } from "./compare-values.ts";
import type { Comparison } from "./comparison.ts";
import { nameOfReference } from "./components.ts";
import { type KeywordPair, reportKeyword } from "./keyword-pair.ts";
import { always } from "./rating.ts";
import { listText, show, valuesText } from "./text.ts";

/** Compares the property that distinguishes alternatives, and its values. */
export function compareDiscriminators(one: KeywordPair, comparison: Comparison): void {
  const { pair, before, after, bodies } = one;
  if (!isObject(before?.node) || !isObject(after?.node)) {
    reportKeyword(one, comparison, { ...always("major", "the types of the alternatives change") });
    return;
  }
  const [property, name] = [before.node.propertyName, after.node.propertyName];
  if (property !== name) {
    reportKeyword(one, comparison, {
      say: `is distinguished by ${show(name)}, it was by ${show(property)}`,
      ...always("major", "the types of the alternatives change"),
    });
  }
  const [was, is] = [valuesOf(before.node, bodies.before), valuesOf(after.node, bodies.after)];
  const lost = [...was.keys()].filter((value) => !is.has(value));
  const gained = [...is.keys()].filter((value) => !was.has(value));
  const moved = [...was].filter(
    ([value, target]) => is.has(value) && is.get(value) !== target && !isRenamed(target, is.get(value)),
  );
  if (lost.length + gained.length > 0) {
    const say = `${valuesText(gained, lost)} as values of ${show(name)}`;
    reportKeyword(one, comparison, { say, ...rateValues(lost.length > 0, pair.role) });
  }
  if (moved.length > 0) {
    const targets = moved.map(([value]) => `${show(is.get(value))} for ${show(value)}`);
    reportKeyword(one, comparison, { say: `is now ${listText(targets)}`, ...always("major") });
  }

  const [fallback, other] = [before.node, after.node].map(({ defaultMapping }) => defaultMapping);
  if (!isSameTarget(fallback, other)) {
    const target = other === undefined ? "in no alternative" : show(nameOfReference(String(other)));
    reportKeyword(one, comparison, {
      say: `is now ${target} for all other values of ${show(name)}`,
      ...always("major", "the types of the alternatives change"),
    });
  }

  function isSameTarget(from: JsonValue | undefined, to: JsonValue | undefined): boolean {
    if (from === undefined || to === undefined) return from === to;
    const [old, now] = [nameOfReference(String(from)), nameOfReference(String(to))];
    return old === now || isRenamed(old, now);
  }

  function isRenamed(from: string, to: string | undefined): boolean {
    return comparison.renamed.get(schemaPointer(from)) === schemaPointer(to ?? "");
  }
}

function schemaPointer(name: string): string {
  return `#/components/schemas/${name}`;
}

/** The values of the property and the schemas that they stand for. Alternatives without a value have their name. */
function valuesOf(
  { mapping, defaultMapping }: { readonly [key: string]: JsonValue },
  { keywords }: Body,
): Map<string, string> {
  const mapped = Object.entries(isObject(mapping) ? mapping : {}).map(([value, target]): [string, string] => [
    value,
    nameOfReference(String(target)),
  ]);
  const targets = new Set(mapped.map(([, target]) => target));
  if (defaultMapping !== undefined) targets.add(nameOfReference(String(defaultMapping)));
  const members = [...(keywords.get("oneOf") ?? []), ...(keywords.get("anyOf") ?? [])].flatMap(({ node }) =>
    Array.isArray(node) ? node : [],
  );
  const implied = members.flatMap((member): [string, string][] => {
    const name =
      isObject(member) && typeof member.$ref === "string" ? nameOfReference(member.$ref) : undefined;
    return name === undefined || targets.has(name) ? [] : [[name, name]];
  });
  return new Map([...mapped, ...implied]);
}
