import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  type Explanation,
  exampleValues,
  type FieldSource,
  type Lineage,
  loadDocument,
  loadLineage,
  loadVendor,
  type VendorDescriptor,
} from "@mdmkit/unified/vendors";
import {
  byResource,
  type Confidence,
  type Reach,
  type Resource,
  type VendorCoverage,
} from "../read-coverage.ts";

type Operations = Awaited<ReturnType<typeof loadDocument>>["operations"];

/** Where one unified field of a vendor comes from; `mappers` are several where ids of several kinds are. */
export type FieldOrigin = {
  /** Absent where the field can be set and is never read. */
  readonly read?: Reach;
  /** Whether `update` accepts it. */
  readonly updates: boolean;
  readonly mappers: readonly {
    /** How the ids begin whose records it maps, where it is one of several. */
    readonly ids?: string;
    readonly file: string;
    readonly line: number;
    readonly constant?: Explanation["constant"];
    readonly sources: readonly Pick<FieldSource, "property" | "read" | "operations">[];
  }[];
  /** The least sure of the operations behind it; absent where there are none. */
  readonly confidence?: Confidence;
};

export type VendorFacts = {
  readonly id: string;
  readonly name: string;
  readonly descriptor: VendorDescriptor;
  readonly operations: Operations;
  readonly rateLimit: { readonly source?: string } | undefined;
  readonly origins: Readonly<Record<string, Readonly<Record<string, FieldOrigin>>>>;
};

/** Reads what the pages about a vendor need, from its descriptor, document and lineage, without a request. */
export async function readVendor(root: string, coverage: VendorCoverage): Promise<VendorFacts> {
  const { id, name } = coverage;
  const descriptor = await loadVendor(id);
  const vendor = await descriptor.create(exampleValues(descriptor));
  const { operations } = await loadDocument(id);
  const lineage = await loadLineage(id);
  const document: { "x-mdmkit-rate-limit"?: { source?: string } } = JSON.parse(
    readFileSync(join(root, "specs", id, "openapi.json"), "utf8"),
  );
  const origins = (resource: Resource) => {
    const reached = coverage.fields[resource] ?? {};
    const writable: readonly string[] = vendor[resource]?.writable ?? [];
    const names = [...new Set([...Object.keys(reached), ...writable])];
    return Object.fromEntries(
      names.map((field) => {
        const mappers = mappersOf(lineage, resource, field);
        const used = mappers.flatMap(({ sources }) => sources.flatMap((source) => source.operations));
        const confidence = weakest(used.map(({ operation }) => operations[operation]?.confidence));
        const read = reached[field];
        return [
          field,
          {
            ...(read && { read }),
            updates: writable.includes(field),
            mappers,
            ...(confidence && { confidence }),
          },
        ];
      }),
    );
  };
  return {
    id,
    name,
    descriptor,
    operations,
    rateLimit: document["x-mdmkit-rate-limit"],
    origins: byResource(origins),
  };
}

/** Typed loosely: fields are those of the document, by name. */
type Explainer = { explain(record: object, field: string): Explanation };

function mappersOf(lineage: Lineage, resource: Resource, field: string): FieldOrigin["mappers"] {
  const explainer: Explainer = lineage[resource];
  return (lineage.data.resources[resource] ?? []).flatMap(({ ids }) => {
    // A record of which only the id is known: its field may come from a list as well as from a single read.
    const { mapper, sources, constant } = explainer.explain({ id: ids ?? "" }, field);
    if (!mapper) return [];
    return [
      {
        ...(ids !== undefined && { ids }),
        ...mapper,
        ...(constant !== undefined && { constant }),
        sources,
      },
    ];
  });
}

const BY_DOUBT = ["inferred", "observed", "documented"] as const;

function weakest(found: readonly (string | undefined)[]): Confidence | undefined {
  return BY_DOUBT.find((confidence) => found.includes(confidence));
}
