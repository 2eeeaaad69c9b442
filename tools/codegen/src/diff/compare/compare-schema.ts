import { isObject, type JsonObject, type JsonValue } from "../../read/json.ts";
import { type Body, bodyOf, membersOf, mergedBody, partsOf } from "../normal/body.ts";
import { isBesideReference, structuralKeywords } from "../normal/keywords.ts";
import { type At, type Unwrapped, unwrap } from "../normal/unwrap.ts";
import { compareFields } from "./compare-fields.ts";
import { compareKeyword, compareKeywords } from "./compare-keywords.ts";
import { compareMembers } from "./compare-members.ts";
import { compareOverlap } from "./compare-overlap.ts";
import { below, type Comparison, type Pair } from "./comparison.ts";
import { isReplaced, nameOfReference } from "./components.ts";
import { always, narrowed, widened } from "./rating.ts";
import { compareMarks } from "./schema-marks.ts";

/** Compares two schemas as far as a generator or a validator distinguishes them. */
export function compareSchemas(pair: Pair, comparison: Comparison): void {
  const before = unwrap(comparison.documents.base, pair.base);
  const after = unwrap(comparison.documents.revision, pair.revision);
  if (compareAlternatives(pair, before, after, comparison)) return;
  const areNamed = before.reference !== undefined && after.reference !== undefined;
  // What a component says of itself is compared with the component.
  compareMarks(pair, saidBeside(before, areNamed), saidBeside(after, areNamed), comparison);
  compareNull(pair, before, after, comparison);
  if (before.reference === undefined && after.reference === undefined) {
    compareBodies(below(pair, { base: before, revision: after }), comparison);
    return;
  }
  compareNames(pair, before, after, comparison);
  const target = { ...pair, base: before, revision: after };
  comparison.link(target, (linked) => {
    if (areNamed) compareMarks(linked, marksOf(before), marksOf(after), comparison);
    compareBodies(linked, comparison);
  });
}

/** Where only one side has alternatives, the other one is the only alternative. Returns whether that is so. */
function compareAlternatives(
  pair: Pair,
  before: Unwrapped,
  after: Unwrapped,
  comparison: Comparison,
): boolean {
  const [was, is] = [alternativesOf(before), alternativesOf(after)];
  if ((was === undefined) === (is === undefined)) return false;
  compareMarks(pair, saidBeside(before, false), saidBeside(after, false), comparison);
  compareNull(pair, before, after, comparison);
  compareMembers(pair, was ?? [pair.base], is ?? [pair.revision], comparison);
  return true;
}

/** The members of a schema that is nothing but alternatives. */
function alternativesOf(at: At): At[] | undefined {
  if (!isObject(at.node)) return undefined;
  const [keyword, ...others] = structuralKeywords(at.node);
  return others.length === 0 && (keyword === "oneOf" || keyword === "anyOf")
    ? membersOf(at, keyword)
    : undefined;
}

function saidBeside({ node, beside, reference }: Unwrapped, areNamed: boolean): JsonObject {
  return areNamed || (reference === undefined && beside === node)
    ? beside
    : { ...marksOf({ node }), ...beside };
}

function marksOf({ node }: Pick<At, "node">): JsonObject {
  if (!isObject(node)) return {};
  return Object.fromEntries(Object.entries(node).filter(([keyword]) => isBesideReference(keyword)));
}

function compareNull(pair: Pair, before: Unwrapped, after: Unwrapped, comparison: Comparison): void {
  if (before.isNullable === after.isNullable) return;
  comparison.report(pair, {
    kind: "changed",
    node: "Schema",
    property: "type",
    say: after.isNullable ? "may now be `null`, it was never" : "is no longer `null`, it could be",
    ...(after.isNullable ? widened(pair.role) : narrowed(pair.role)),
    before: { pointer: pair.base.pointer },
    after: { pointer: pair.revision.pointer },
  });
}

/** Another name for the type. Names that are gone or new are reported by themselves. */
function compareNames(pair: Pair, before: Unwrapped, after: Unwrapped, comparison: Comparison): void {
  const [was, is] = [before.name, after.name];
  if (was === is || (was !== undefined && is !== undefined && isReplaced(was, is, comparison))) return;
  const say =
    is === undefined
      ? `is written out, it was \`${nameOfReference(was)}\``
      : `is now \`${nameOfReference(is)}\`, it was ${was === undefined ? "written out" : `\`${nameOfReference(was)}\``}`;
  comparison.report(pair, {
    kind: "changed",
    node: "Schema",
    property: "$ref",
    say,
    ...always("patch", "what differs in it is listed by itself"),
    before: { pointer: pair.base.pointer },
    after: { pointer: pair.revision.pointer },
  });
}

function compareBodies(pair: Pair, comparison: Comparison): void {
  const { documents, found } = comparison;
  const parts = alignedParts(pair);
  const count = found.length;
  const before = parts ? bodyOf(pair.base) : mergedBody(documents.base, pair.base);
  const after = parts ? bodyOf(pair.revision) : mergedBody(documents.revision, pair.revision);
  if (haveNothingInCommon(before, after)) {
    compareKeyword("type", pair, { before, after }, comparison);
    return;
  }
  compareFields(pair, before, after, comparison);
  compareKeywords(pair, before, after, comparison);
  for (const [base, revision] of parts ?? []) comparison.compareBelow(pair, { base, revision });
  if (parts) compareOverlap(pair, comparison); // Of merged parts, the fields are compared so.
  if (parts || found.length > count) return;
  comparison.report(pair, {
    kind: "changed",
    node: "Schema",
    property: "allOf",
    say: "is composed in another way",
    ...always("patch"),
    before: { pointer: pair.base.pointer },
    after: { pointer: pair.revision.pointer },
  });
}

/** Of an object and a list there is nothing to compare but that they are one and the other. */
function haveNothingInCommon(before: Body, after: Body): boolean {
  const [was, is] = [before, after].map(({ keywords }) => keywords.get("type")?.flatMap(({ node }) => node));
  return (
    was !== undefined &&
    is !== undefined &&
    !was.some((type) => is.includes(type)) &&
    isStructured([...was, ...is])
  );
}

function isStructured(types: readonly JsonValue[]): boolean {
  return types.includes("object") || types.includes("array");
}

/** The parts that correspond: those of a name, and the others in their order. Nothing if a part has none. */
function alignedParts({ base, revision }: Pair): [At, At][] | undefined {
  const [before, after] = [partsOf(base), partsOf(revision)];
  if (before.length !== after.length) return undefined;
  const left = [...after];
  const pairs = before.map((part): [At, At | undefined] => {
    const index = left.findIndex((other) => nameOf(other) === nameOf(part));
    return [part, index < 0 ? undefined : left.splice(index, 1)[0]];
  });
  return pairs.every((pair): pair is [At, At] => pair[1] !== undefined) ? pairs : undefined;
}

function nameOf({ node }: At): string {
  return isObject(node) && typeof node.$ref === "string" ? node.$ref : "";
}
