import type { SpecDiff } from "../diff/documents/change.ts";
import { isWithin, pointerSteps } from "../diff/documents/pointer.ts";
import type { Side } from "../diff/documents/read-side.ts";
import { usesOf } from "../diff/documents/uses.ts";
import type { JsonObject } from "../read/json.ts";
import { createAdapterProgram } from "./adapter-program.ts";
import { type AdapterRead, adapterReads } from "./adapter-reads.ts";
import { calledOperations, codeImpacts } from "./code-impacts.ts";
import { exportedSchemas } from "./exported-schemas.ts";
import { fieldImpacts, inOrder, type Lineages } from "./field-impacts.ts";
import type { CodeImpact, FieldImpact, Impact, ReviewLocation, TypeImpact } from "./impact.ts";
import { operationsUsed } from "./lineage.ts";
import { packageImpacts } from "./package-impacts.ts";
import { isNamedIn, locationsOf, readSources, type VendorSources } from "./places.ts";
import { deprecatedUses, operationImpacts, writeImpacts } from "./write-impacts.ts";

export type Case = {
  readonly root: string;
  readonly vendor: string;
  readonly diff: SpecDiff;
  readonly from: Side;
  readonly to: Side;
  readonly lineages: Lineages | undefined;
};

/** Finds what a diff affects, by the operations and properties that the adapter uses. */
export function assess({ root, vendor, diff, from, to, lineages }: Case): Impact {
  const versions = { base: walkable(from), revision: walkable(to) };
  const sources = readSources(root, vendor);
  const reads = readsOf({ root, vendor, sources, document: from.document, diff });
  const code = codeImpacts(diff, from.document, reads);
  const named = lineages ? usedBy(lineages) : namedOperations(diff, sources);
  const used = new Set([...named, ...calledOperations(reads)]);
  const fields = lineages ? fieldImpacts(diff, versions, lineages) : [];
  const writes = lineages ? writeImpacts(diff, lineages, versions.revision.document) : [];
  const name = to.document["x-mdmkit-name"];
  return {
    vendor,
    product: typeof name === "string" ? name : vendor,
    diff,
    hasLineage: lineages !== undefined,
    operations: operationImpacts(diff, used),
    types: typeImpacts(diff, { root, vendor }),
    fields,
    writes,
    code: code.filter(({ place }) => !fields.some((field) => isSamePlace(field.place, place))),
    deprecated: lineages ? deprecatedUses(versions.revision.document, lineages.revision) : [],
    places: locationsToReview({ diff, fields, code, sources, used }),
    packages: packageImpacts({ diff, used, fields, writes, code, sources }, { root, vendor }),
  };
}

function isSamePlace(one: ReviewLocation, other: ReviewLocation): boolean {
  return one.file === other.file && one.line === other.line;
}

type Adapter = {
  readonly root: string;
  readonly vendor: string;
  readonly sources: VendorSources;
  readonly document: JsonObject;
  readonly diff: SpecDiff;
};

/** What the adapter reads, in the types of the old document: what is gone from the new one has no type there. */
function readsOf({ root, vendor, sources, document, diff }: Adapter): AdapterRead[] {
  const files = sources.filter(({ part }) => part === "adapter").map(({ file }) => file);
  if (files.length === 0 || diff.changes.length === 0) return [];
  return adapterReads(createAdapterProgram({ root, vendor, files }, document));
}

function walkable({ document }: Side) {
  return { document, uses: usesOf(document) };
}

function usedBy({ base, revision }: Lineages): ReadonlySet<string> {
  return new Set([...operationsUsed(base), ...operationsUsed(revision)]);
}

/** Without lineage, the operations that the code of the adapter names. */
function namedOperations({ changes }: SpecDiff, sources: VendorSources): ReadonlySet<string> {
  const operations = changes.flatMap(({ uses }) => uses.map(({ operation }) => operation));
  return new Set([...new Set(operations)].filter((operation) => isNamedIn("adapter", operation, sources)));
}

/** Changed schemas, with the types that the client exports for them. */
function typeImpacts(
  { changes }: SpecDiff,
  { root, vendor }: { root: string; vendor: string },
): TypeImpact[] {
  const schemas = changes.flatMap(({ before, after }) =>
    [before, after].flatMap((spot) => {
      const [top, kind, name] = pointerSteps(spot?.pointer ?? "#");
      return spot && isWithin(spot.pointer, "#/components/schemas") && top && kind && name ? [name] : [];
    }),
  );
  const exported = exportedSchemas(root, vendor);
  return [...new Set(schemas)].sort().map((schema) => {
    const exportedAs = exported.get(schema);
    return { schema, ...(exportedAs ? { exportedAs } : {}) };
  });
}

type Looked = {
  readonly diff: SpecDiff;
  readonly fields: readonly FieldImpact[];
  readonly code: readonly CodeImpact[];
  readonly sources: VendorSources;
  readonly used: ReadonlySet<string>;
};

/** Lines of affected fields first, then other lines that name what changed. */
function locationsToReview({ diff, fields, code, sources, used }: Looked): ReviewLocation[] {
  const mapped = fields.map(({ place }) => place);
  const relevant = diff.changes.filter(({ uses }) => uses.some(({ operation }) => used.has(operation)));
  const named = relevant.flatMap((change) => locationsOf(change, sources));
  const unique = new Map<string, ReviewLocation>();
  for (const place of [...mapped, ...code.map(({ place: line }) => line), ...named]) {
    const key = `${place.file}:${place.line}`;
    if (!unique.has(key)) unique.set(key, place);
  }
  return [...unique.values()];
}

/** Indexes of the changes that do not affect the adapter. */
export function unusedChanges({ diff, operations, fields, writes, code }: Impact): number[] {
  const needed = new Set([
    ...operations.filter(({ isUsed }) => isUsed).flatMap(({ changes }) => changes),
    ...[...fields, ...writes, ...code].flatMap(({ changes }) => changes),
  ]);
  return inOrder(diff.changes.keys()).filter((index) => !needed.has(index));
}
