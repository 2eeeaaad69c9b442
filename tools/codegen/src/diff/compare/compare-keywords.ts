import { isDeepStrictEqual } from "node:util";
import { isObject } from "../../read/json.ts";
import { SCHEMA_KEYWORDS } from "../../read/openapi.ts";
import { escaped } from "../documents/pointer.ts";
import { type Body, membersOf } from "../normal/body.ts";
import { canonical } from "../normal/canonical.ts";
import type { At } from "../normal/unwrap.ts";
import { compareAdditional } from "./compare-additional.ts";
import { compareDiscriminators } from "./compare-discriminator.ts";
import { compareMembers } from "./compare-members.ts";
import { compareConst, compareEnums, compareTypes } from "./compare-values.ts";
import type { Comparison, Pair } from "./comparison.ts";
import { rateConstraint } from "./constraints.ts";
import { type KeywordPair, reportKeyword } from "./keyword-pair.ts";
import { always, byRole, narrowed, widened } from "./rating.ts";

/** Compares all that a schema says besides its properties. */
export function compareKeywords(pair: Pair, before: Body, after: Body, comparison: Comparison): void {
  const isRespelled = compareSingleValues(pair, before, after, comparison);
  for (const keyword of new Set([...before.keywords.keys(), ...after.keywords.keys()])) {
    if (isRespelled && (keyword === "const" || keyword === "enum")) continue;
    compareKeyword(keyword, pair, { before, after }, comparison);
  }
}

export function compareKeyword(
  keyword: string,
  pair: Pair,
  bodies: { readonly before: Body; readonly after: Body },
  comparison: Comparison,
): void {
  const [was, is] = [bodies.before.keywords.get(keyword) ?? [], bodies.after.keywords.get(keyword) ?? []];
  const compare = COMPARERS[keyword] ?? compareOther;
  for (let index = 0; index < Math.max(was.length, is.length); index++) {
    compare({ pair, keyword, before: was[index], after: is[index], bodies }, comparison);
  }
}

/** A constant is an enum of one value. Returns whether one side has the one, and one the other. */
function compareSingleValues(pair: Pair, before: Body, after: Body, comparison: Comparison): boolean {
  const [was, is] = [valuesOf(before), valuesOf(after)];
  if (!was || !is || was.keyword === is.keyword) return false;
  const one = { pair, keyword: "enum", before: was.at, after: is.at, bodies: { before, after } };
  if (isDeepStrictEqual(was.at.node, is.at.node))
    reportKeyword(one, comparison, { say: `is now written as \`${is.keyword}\``, ...always("patch") });
  else compareEnums(one, comparison);
  return true;
}

function valuesOf({ keywords }: Body): { readonly keyword: string; readonly at: At } | undefined {
  const [constant, values] = [keywords.get("const"), keywords.get("enum")];
  const [at, ...others] = [...(constant ?? []), ...(values ?? [])];
  if (!at || others.length > 0) return undefined;
  return constant ? { keyword: "const", at: { ...at, node: [at.node] } } : { keyword: "enum", at };
}

type Comparer = (keyword: KeywordPair, comparison: Comparison) => void;

const COMPARERS: Readonly<Record<string, Comparer>> = {
  type: compareTypes,
  enum: compareEnums,
  const: compareConst,
  items: compareItems,
  prefixItems: comparePlaces,
  oneOf: compareUnions,
  anyOf: compareUnions,
  additionalProperties: compareAdditional,
  patternProperties: compareMaps,
  $defs: compareMaps,
  discriminator: compareDiscriminators,
};

function compareItems(one: KeywordPair, comparison: Comparison): void {
  const { pair, before, after } = one;
  if (before && after) comparison.compareBelow(pair, { base: before, revision: after });
  else reportKeyword(one, comparison, after ? narrowed(pair.role, "minor") : widened(pair.role));
}

function compareUnions({ pair, keyword, before, after }: KeywordPair, comparison: Comparison): void {
  const membersAt = (at: At | undefined) =>
    at
      ? membersOf(
          { node: { [keyword]: at.node }, pointer: at.pointer.slice(0, -keyword.length - 1) },
          keyword,
        )
      : [];
  compareMembers(pair, membersAt(before), membersAt(after), comparison);
}

/** The places of a tuple. */
function comparePlaces(one: KeywordPair, comparison: Comparison): void {
  const { pair, before, after } = one;
  const [was, is] = [placesOf(before), placesOf(after)];
  for (const [index, base] of was.entries()) {
    const revision = is[index];
    if (revision) comparison.compareBelow(pair, { base, revision });
  }
  if (was.length === is.length) return;
  const places = (count: number) => `${count} ${count === 1 ? "place" : "places"}`;
  const say = `is now a tuple of ${places(is.length)}, it had ${places(was.length)}`;
  reportKeyword(one, comparison, { say, ...always("major", "the type of the tuple changes") });
}

function placesOf(at: At | undefined): At[] {
  if (!at || !Array.isArray(at.node)) return [];
  return at.node.map((node, index) => ({ node, pointer: `${at.pointer}/${index}` }));
}

/** Schemas by a name or pattern that is not a property. */
function compareMaps({ pair, keyword, before, after }: KeywordPair, comparison: Comparison): void {
  const [was, is] = [entriesAt(before), entriesAt(after)];
  for (const name of new Set([...was.keys(), ...is.keys()])) {
    const [base, revision] = [was.get(name), is.get(name)];
    if (base && revision) {
      comparison.compareBelow(pair, { base, revision });
      continue;
    }
    const rating = byRole(pair.role, {
      request: always(base ? "minor" : "major"),
      response: always(base ? "major" : "minor"),
    });
    reportKeyword({ pair, keyword, before: base, after: revision }, comparison, {
      say: `${base ? "lost" : "gained"} \`${name}\` in \`${keyword}\``,
      ...rating,
    });
  }
}

function entriesAt(at: At | undefined): Map<string, At> {
  if (!at || !isObject(at.node)) return new Map();
  return new Map(
    Object.entries(at.node).map(([name, node]) => [
      name,
      { node, pointer: `${at.pointer}/${escaped(name)}` },
    ]),
  );
}

/** Constraints, and keywords that only validators know. */
function compareOther(one: KeywordPair, comparison: Comparison): void {
  const { pair, keyword, before, after } = one;
  if (isDeepStrictEqual(before?.node, after?.node)) return;
  const isSchema = SCHEMA_KEYWORDS.has(keyword);
  if (isSchema && canonical(before?.node) === canonical(after?.node)) return;
  const rating = isSchema
    ? byRole(pair.role, {
        request: always("major", "validators may reject other values"),
        response: always("minor"),
      })
    : rateConstraint(keyword, { before: before?.node, after: after?.node, role: pair.role });
  reportKeyword(one, comparison, rating);
}
