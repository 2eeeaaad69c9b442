import { isDeepStrictEqual } from "node:util";
import { isObject, type JsonValue } from "../../read/json.ts";
import { type Change, highest, type SpecDiff, type Spot } from "../documents/change.ts";
import { comparable, type Documents } from "../documents/comparable.ts";
import type { Side } from "../documents/read-side.ts";
import { type Use, type Uses, usesOf } from "../documents/uses.ts";
import { meaningAlerts } from "../meaning/meaning.ts";
import { arrange } from "./arrange.ts";
import { describe } from "./describe.ts";
import { compareByRedocly, type Finding, isRename } from "./redocly.ts";
import { type Facts, rate } from "./rules.ts";

const LARGEST_VALUE = 400;

type UsesOfBoth = { readonly base: Uses; readonly revision: Uses };

/** All changes between two documents with their bumps, breaking changes first. */
export async function compareSpecs(from: Side, to: Side, vendor?: string): Promise<SpecDiff> {
  const documents = { base: comparable(from.document), revision: comparable(to.document) };
  const uses = { base: usesOf(documents.base), revision: usesOf(documents.revision) };
  const findings = isDeepStrictEqual(documents.base, documents.revision)
    ? []
    : arrange(await compareByRedocly(documents.base, documents.revision), documents);
  const lines = { base: from.hasLines, revision: to.hasLines };
  const changes = findings.map((finding) => changeOf(finding, { documents, uses, lines })).sort(byWeight);
  const bump = highest(changes.map((change) => change.bump));
  return {
    ...(vendor === undefined ? {} : { vendor }),
    from: versionOf(from),
    to: versionOf(to),
    ...(bump ? { bump } : {}),
    changes,
    meaning: meaningAlerts(documents, uses.revision),
  };
}

type Context = {
  readonly documents: Documents;
  readonly uses: UsesOfBoth;
  readonly lines: { readonly base: boolean; readonly revision: boolean };
};

function changeOf(finding: Finding, { documents, uses, lines }: Context): Change {
  const pointer = (finding.revision ?? finding.base)?.pointer ?? "#";
  const places = usesOfFinding(finding, uses);
  const directions = new Set(places.map(({ direction }) => direction));
  const facts: Facts = { finding, pointer, directions, ...valuesOf(finding) };
  const rated = rate(facts);
  const bump = rated?.bump ?? finding.impact;
  const isMoved = finding.typeName === "Operation" && isRename(finding);
  const reason = rated?.reason ?? (isMoved ? "calls by path no longer compile" : undefined);
  return {
    kind: finding.kind === "modified" ? (isRename(finding) ? "renamed" : "changed") : finding.kind,
    message: describe(facts, documents),
    bump,
    ...(reason ? { reason } : {}),
    ...(bump === finding.impact ? {} : { redocly: finding.impact }),
    node: finding.typeName,
    ...(finding.property === undefined ? {} : { property: finding.property }),
    ...(finding.base ? { before: spotOf(finding.base, lines.base) } : {}),
    ...(finding.revision ? { after: spotOf(finding.revision, lines.revision) } : {}),
    uses: places,
  };
}

/** The operations in either version. Changes of document-level servers and security list none. */
function usesOfFinding({ base, revision }: Finding, uses: UsesOfBoth): Use[] {
  const found = [
    ...(base ? uses.base.at(base.pointer) : []),
    ...(revision ? uses.revision.at(revision.pointer) : []),
  ];
  const unique = new Map(found.map((use) => [`${use.operation} ${use.direction}`, use]));
  return [...unique].sort(([one], [other]) => compareText(one, other)).map(([, use]) => use);
}

function valuesOf({ property, base, revision }: Finding): { gained: JsonValue[]; lost: JsonValue[] } {
  const [before, after] = [base?.value, revision?.value];
  if (property !== "enum" || !Array.isArray(before) || !Array.isArray(after)) return { gained: [], lost: [] };
  const lacking = (values: JsonValue[], others: JsonValue[]) =>
    values.filter((value) => !others.some((other) => isDeepStrictEqual(value, other)));
  return { gained: lacking(after, before), lost: lacking(before, after) };
}

/** Leaves out large values, such as a whole operation. */
function spotOf({ pointer, line, value }: NonNullable<Finding["base"]>, hasLines: boolean): Spot {
  const isSmall = value !== undefined && JSON.stringify(value).length <= LARGEST_VALUE;
  return {
    pointer,
    ...(hasLines && line !== undefined ? { line } : {}),
    ...(isSmall ? { value } : {}),
  };
}

function versionOf({ label, file, document }: Side): SpecDiff["from"] {
  const version = isObject(document.info) ? document.info.version : undefined;
  return { label, file, ...(typeof version === "string" ? { version } : {}) };
}

const WEIGHTS = ["major", "minor", "patch"];

function byWeight(one: Change, other: Change): number {
  const weight = WEIGHTS.indexOf(one.bump) - WEIGHTS.indexOf(other.bump);
  return weight || compareText(one.message, other.message);
}

/** Compares independently of the locale. */
export function compareText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
