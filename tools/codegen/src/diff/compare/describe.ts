import { isObject, type JsonObject, type JsonValue } from "../../read/json.ts";
import type { Documents } from "../documents/comparable.ts";
import { pointerOf, pointerSteps } from "../documents/pointer.ts";
import { subjectOf } from "../documents/subject.ts";
import { type Finding, isRename } from "./redocly.ts";
import type { Facts } from "./rules.ts";

const LONGEST = 60;

/** A sentence that describes the change. */
export function describe(facts: Facts, documents: Documents): string {
  return `${capitalized(sentence(facts, documents))}.`;
}

function sentence({ finding, gained, lost, directions }: Facts, documents: Documents): string {
  const { kind, property, base, revision } = finding;
  const [verdict] = finding.verdicts;
  if (verdict && /^(Security|Server)/.test(finding.typeName)) return verdict.message.replace(/\.$/, "");
  if (kind === "added")
    return `${subjectIn(documents.revision, finding)} is new${isRequired(revision?.value)}`;
  if (kind === "removed") return `${subjectIn(documents.base, finding)} was removed`;
  if (isRename(finding)) return describeName(finding, documents);
  if (finding.typeName === "Parameter" && (property === "name" || property === "in")) {
    return describeParameter(finding, documents);
  }
  const subject = subjectIn(documents.revision, finding);
  if (gained.length + lost.length > 0) return `${subject} ${valuesText(gained, lost)}`;
  if (property === "required" && finding.typeName === "Schema")
    return describeRequired(finding, directions, documents);
  const flag = FLAGS[`${property}:${revision?.value ?? false}`];
  if (flag) return `${subject} ${flag}`;
  return `${property ? `\`${property}\` of ` : ""}${subject} ${changeText(base?.value, revision?.value)}`;
}

const FLAGS: Readonly<Record<string, string>> = {
  "required:true": "is now required",
  "required:false": "is now optional",
  "deprecated:true": "is now deprecated",
  "deprecated:false": "is no longer deprecated",
  "readOnly:true": "is now read-only",
  "writeOnly:true": "is now write-only",
};

/** The pointer of the changed node, without the changed property. */
export function nodePointer({ property }: Pick<Finding, "property">, pointer: string): string {
  const steps = pointerSteps(pointer);
  return property !== undefined && property !== "key" && steps.at(-1) === property
    ? pointerOf(steps.slice(0, -1))
    : pointer;
}

/** Nodes without a name, and how to name their content. */
const HOLDERS: Readonly<Record<string, string>> = {
  SchemaProperties: "every property of ",
  OneOf: "`oneOf` of ",
  AnyOf: "`anyOf` of ",
  AllOf: "`allOf` of ",
  HeadersMap: "every header of ",
  MediaTypesMap: "the body of ",
  NamedSchemas: "every schema",
  ParameterList: "every parameter of ",
};

function subjectIn(document: JsonObject, finding: Finding): string {
  const { pointer = "#" } = (finding.kind === "removed" ? finding.base : finding.revision) ?? {};
  return `${HOLDERS[finding.typeName] ?? ""}${subjectOf(document, nodePointer(finding, pointer))}`;
}

function isRequired(value: JsonValue | undefined): string {
  return isObject(value) && value.required === true ? " and required" : "";
}

function describeParameter({ property, base, revision }: Finding, documents: Documents): string {
  const subject = subjectOf(documents.base, nodePointer({ property: property ?? "" }, base?.pointer ?? "#"));
  return property === "name"
    ? `${subject} was renamed to ${show(revision?.value)}`
    : `${subject} moved to the ${show(revision?.value)}`;
}

function describeName({ typeName, base, revision }: Finding, documents: Documents): string {
  const subject = subjectOf(documents.base, base?.pointer ?? "#");
  if (typeName === "Schema" || typeName === "PathItem")
    return `${subject} was renamed to ${show(revision?.value)}`;
  return `${subject} is now ${show(revision?.value)}${typeName === "Operation" ? "" : `, it was ${show(base?.value)}`}`;
}

function describeRequired(
  finding: Finding,
  directions: Facts["directions"],
  { base, revision }: Documents,
): string {
  const before = namesOf(finding.base?.value);
  const after = namesOf(finding.revision?.value);
  const named = (document: JsonObject, pointer: string, names: readonly string[]) =>
    names.map((name) => subjectOf(document, pointerOf([...pointerSteps(pointer), "properties", name])));
  const gained = named(
    revision,
    nodePointer(finding, finding.revision?.pointer ?? "#"),
    without(after, before),
  );
  const lost = named(base, nodePointer(finding, finding.base?.pointer ?? "#"), without(before, after));
  const parts = [
    ...(gained.length > 0
      ? [
          `${listText(gained)} ${gained.length > 1 ? "are" : "is"} now ${directions.has("request") ? "required" : "always there"}`,
        ]
      : []),
    ...(lost.length > 0 ? [`${listText(lost)} ${lost.length > 1 ? "are" : "is"} now optional`] : []),
  ];
  return parts.length > 0
    ? parts.join(", and ")
    : `the required properties of ${subjectIn(revision, finding)} changed`;
}

function namesOf(value: JsonValue | undefined): string[] {
  return Array.isArray(value) ? value.filter((name) => typeof name === "string") : [];
}

function without(names: readonly string[], others: readonly string[]): string[] {
  return names.filter((name) => !others.includes(name));
}

function valuesText(gained: readonly JsonValue[], lost: readonly JsonValue[]): string {
  const parts = [
    ...(gained.length > 0 ? [`gained ${listText(gained.map(show))}`] : []),
    ...(lost.length > 0 ? [`lost ${listText(lost.map(show))}`] : []),
  ];
  return parts.join(" and ");
}

function changeText(before: JsonValue | undefined, after: JsonValue | undefined): string {
  if (before === undefined) return after === undefined ? "changed" : `is now ${show(after)}, it was not set`;
  return after === undefined
    ? `was removed, it was ${show(before)}`
    : `is now ${show(after)}, it was ${show(before)}`;
}

function show(value: JsonValue | undefined): string {
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? "");
  return `\`${text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text}\``;
}

/** `a`, `a and b`, `a, b and c`. */
export function listText(items: readonly string[]): string {
  const last = items.at(-1) ?? "";
  return items.length < 2 ? last : `${items.slice(0, -1).join(", ")} and ${last}`;
}

export function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
