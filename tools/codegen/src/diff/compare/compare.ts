import { isObject } from "../../read/json.ts";
import { type Change, highest, type SpecDiff, type Spot } from "../documents/change.ts";
import type { Documents } from "../documents/documents.ts";
import { linesOf } from "../documents/lines.ts";
import { type OperationNode, operationsOf } from "../documents/operations.ts";
import type { Side } from "../documents/read-side.ts";
import { meaningAlerts } from "./alerts.ts";
import { changesOf } from "./changes.ts";
import { compareComponents, findRenamed } from "./compare-components.ts";
import { compareOperation } from "./compare-operation.ts";
import { basePathOf, compareRoot } from "./compare-root.ts";
import { compareSchemas } from "./compare-schema.ts";
import { Comparison, Owner } from "./comparison.ts";
import { pairOperations, withoutNames } from "./pair-operations.ts";
import { always } from "./rating.ts";

/** All changes between two documents with their bumps, breaking changes first. */
export function compareSpecs(from: Side, to: Side, vendor?: string): SpecDiff {
  const comparison = compareDocuments({ base: from.document, revision: to.document });
  const changes = located(changesOf(comparison), from, to);
  const bump = highest(changes.map((change) => change.bump));
  return {
    ...(vendor === undefined ? {} : { vendor }),
    from: versionOf(from),
    to: versionOf(to),
    ...(bump ? { bump } : {}),
    changes,
    meaning: meaningAlerts(comparison),
  };
}

/** Compares operation by operation, then what is left. */
function compareDocuments(documents: Documents): Comparison {
  const comparison = new Comparison(documents, compareSchemas);
  const { base, revision } = documents;
  findRenamed(comparison);
  const basePaths = { base: basePathOf(base), revision: basePathOf(revision) };
  const { pairs, gone, come } = pairOperations(operationsOf(base), operationsOf(revision), basePaths);
  comparison.areSameUrls = areSameUrls(pairs, basePaths);
  for (const operation of gone) reportOperation(operation, "removed", comparison);
  for (const operation of come) reportOperation(operation, "added", comparison);
  for (const [was, is] of pairs) compareOperation({ base: was, revision: is }, comparison);
  comparison.finish();
  compareComponents(comparison);
  comparison.finish();
  compareRoot(comparison);
  return comparison;
}

/** Whether paths and base URL changed in a way that every request still goes to the same URL. */
function areSameUrls(
  pairs: readonly (readonly [OperationNode, OperationNode])[],
  { base, revision }: { readonly base: string; readonly revision: string },
): boolean {
  const isSame = ([was, is]: readonly [OperationNode, OperationNode]) =>
    withoutNames(base + was.path) === withoutNames(revision + is.path);
  return base !== revision && pairs.length > 0 && pairs.every(isSame);
}

function reportOperation(operation: OperationNode, kind: "added" | "removed", comparison: Comparison): void {
  const { id, pointer, node } = operation;
  const owner = new Owner();
  owner.uses.push({ operation: id, direction: "request" });
  const isGone = kind === "removed";
  const pair = { base: operation, revision: operation, role: "request", label: pointer, owner } as const;
  comparison.report(pair, {
    kind,
    node: "Operation",
    ...(isGone ? { labelIn: "base" as const } : {}),
    say: isGone ? "was removed" : "is new",
    ...always(isGone ? "major" : "minor"),
    ...(isGone ? { before: { pointer, value: node } } : { after: { pointer, value: node } }),
  });
}

/** Adds the lines, if the files are formatted like `openapi.json`. */
function located(changes: readonly Change[], from: Side, to: Side): Change[] {
  const linesIn = ({ document, hasLines }: Side, side: "before" | "after") =>
    hasLines
      ? linesOf(document, new Set(changes.flatMap((change) => change[side]?.pointer ?? [])))
      : undefined;
  const [before, after] = [linesIn(from, "before"), linesIn(to, "after")];
  const withLine = (spot: Spot, lines: ReadonlyMap<string, number> | undefined): Spot => {
    const line = lines?.get(spot.pointer);
    return line === undefined ? spot : { ...spot, line };
  };
  return changes.map((change) => ({
    ...change,
    ...(change.before ? { before: withLine(change.before, before) } : {}),
    ...(change.after ? { after: withLine(change.after, after) } : {}),
  }));
}

function versionOf({ label, file, document }: Side): SpecDiff["from"] {
  const version = isObject(document.info) ? document.info.version : undefined;
  return { label, file, ...(typeof version === "string" ? { version } : {}) };
}
