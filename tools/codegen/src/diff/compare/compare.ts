import { isObject } from "../../read/json.ts";
import { type Change, highest, type SpecDiff, type Spot } from "../documents/change.ts";
import type { Documents } from "../documents/documents.ts";
import { linesOf } from "../documents/lines.ts";
import { callbacksOf, type OperationNode, operationsOf, webhooksOf } from "../documents/operations.ts";
import type { Side } from "../documents/read-side.ts";
import { meaningAlerts } from "./alerts.ts";
import { changesOf } from "./changes.ts";
import { compareComponents, findRenamed } from "./compare-components.ts";
import { compareOperation } from "./compare-operation.ts";
import { compareReceived, reportOperation } from "./compare-received.ts";
import { basePathOf, compareRoot } from "./compare-root.ts";
import { compareSchemas } from "./compare-schema.ts";
import { Comparison } from "./comparison.ts";
import { pairOperations, withoutNames } from "./pair-operations.ts";

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
  const direction = "request";
  for (const operation of gone) reportOperation(operation, { isNew: false, direction }, comparison);
  for (const operation of come) reportOperation(operation, { isNew: true, direction }, comparison);
  for (const [was, is] of pairs) {
    compareOperation({ base: was, revision: is }, comparison);
    compareReceived(callbacksOf(base, was), callbacksOf(revision, is), comparison);
  }
  compareReceived(webhooksOf(base), webhooksOf(revision), comparison);
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
