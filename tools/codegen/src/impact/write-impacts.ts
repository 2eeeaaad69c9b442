import { compareText } from "../diff/compare/text.ts";
import type { Change, SpecDiff } from "../diff/documents/change.ts";
import { operationsOf } from "../diff/documents/operations.ts";
import { deprecationDate } from "../lint/deprecated-uses.ts";
import type { JsonObject } from "../read/json.ts";
import { inOrder, type Lineages } from "./field-impacts.ts";
import type { DeprecatedUse, OperationImpact, WriteImpact } from "./impact.ts";
import { operationsUsed, type VendorLineage, type WriteLineage } from "./lineage.ts";

/** The operations with changes; those that the adapter uses come first. */
export function operationImpacts({ changes }: SpecDiff, used: ReadonlySet<string>): OperationImpact[] {
  const byOperation = new Map<string, Set<number>>();
  for (const [index, { uses }] of changes.entries()) {
    for (const { operation } of uses)
      byOperation.set(operation, (byOperation.get(operation) ?? new Set()).add(index));
  }
  return [...byOperation]
    .map(([operation, indexes]) => ({ operation, isUsed: used.has(operation), changes: inOrder(indexes) }))
    .sort(
      (one, other) =>
        Number(other.isUsed) - Number(one.isUsed) || compareText(one.operation, other.operation),
    );
}

/** The actions and writes whose requests changed or whose operations were removed. */
export function writeImpacts(
  { changes }: SpecDiff,
  { base, revision }: Lineages,
  document: JsonObject,
): WriteImpact[] {
  const known = new Set(operationsOf(document).map(({ id }) => id));
  const isBroken = (write: WriteLineage | undefined) =>
    !write || operationsOfWrite(write).some((operation) => !known.has(operation));
  return Object.entries(base.writes).flatMap(([member, write]) => {
    const concerned = changes.flatMap((change, index) => {
      const operations = operationsOfWrite(write).filter((operation) =>
        write.sends.includes(operation) ? isSentBy(change, operation) : isLossOf(change, operation),
      );
      return operations.length > 0 ? [{ index, operations }] : [];
    });
    if (concerned.length === 0) return [];
    const operations = [...new Set(concerned.flatMap((one) => one.operations))].sort();
    const indexes = concerned.map(({ index }) => index);
    return [{ member, operations, isBroken: isBroken(revision.writes[member]), changes: indexes }];
  });
}

function operationsOfWrite({ sends, reads = [] }: WriteLineage): string[] {
  return [...sends, ...reads];
}

/** A change of the request, or of the operation itself. A changed response does not affect a write. */
function isSentBy({ uses }: Change, operation: string): boolean {
  return uses.some((use) => use.operation === operation && use.direction === "request");
}

/** A write also breaks when an operation is removed that it reads before. */
function isLossOf({ uses, kind, node }: Change, operation: string): boolean {
  return kind === "removed" && node === "Operation" && uses.some((use) => use.operation === operation);
}

/** Deprecated operations that the adapter uses. */
export function deprecatedUses(revision: JsonObject, lineage: VendorLineage): DeprecatedUse[] {
  const used = operationsUsed(lineage);
  return operationsOf(revision)
    .filter(({ id, node }) => node.deprecated === true && used.has(id))
    .map(({ id, node }) => {
      const date = deprecationDate(node);
      return { operation: id, ...(date ? { date } : {}), neededBy: neededBy(id, lineage) };
    });
}

function neededBy(operation: string, { resources, writes }: VendorLineage): string[] {
  const reads = Object.entries(resources).flatMap(([resource, mappers]) =>
    (["list", "get"] as const)
      .filter((method) => mappers.some((mapper) => mapper[method].some(([, name]) => name === operation)))
      .map((method) => `${resource}.${method}`),
  );
  const members = Object.entries(writes).filter(([, { sends, reads: read = [] }]) =>
    [...sends, ...read].includes(operation),
  );
  return [...reads, ...members.map(([member]) => member)];
}
