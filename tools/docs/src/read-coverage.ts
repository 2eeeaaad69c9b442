import { join } from "node:path";
import { type Candidate, findCandidates } from "@mdmkit/codegen/candidates";
import { type Capabilities, ENGINE_FIELDS } from "@mdmkit/unified";
import { schemas } from "@mdmkit/unified/schemas";
import {
  capabilitiesOf,
  exampleValues,
  type Lineage,
  loadDocument,
  loadLineage,
  loadVendors,
  type VendorDescriptor,
} from "@mdmkit/unified/vendors";

/** Which reads fill a field: list and get, get only, or both but get for more records. */
export type Reach = "list and get" | "get, and list in part" | "get";

/** How surely an operation is known. */
export type Confidence = "documented" | "observed" | "inferred";

export type VendorCoverage = {
  readonly id: string;
  readonly name: string;
  /** The kinds of credentials, any one of which suffices. */
  readonly needs: readonly string[];
  /** How many operations the vendor's document has. */
  readonly operations: number;
  /** How many of them are known how surely: by the vendor's documents, from clients in use, or by inference. */
  readonly confidence: Readonly<Record<Confidence, number>>;
  readonly capabilities: Capabilities;
  /** Filled fields, by resource. */
  readonly fields: Readonly<Record<string, Readonly<Record<string, Reach>>>>;
  /** Properties that could fill unmapped fields, by resource. */
  readonly unused: Readonly<Record<string, readonly Candidate[]>>;
  /** What is known of unset values, by resource. */
  readonly unset: Readonly<Record<string, readonly UnsetProperty[]>>;
};

/** A property of the vendor's records, the values of it that say nothing, and the fields that it feeds. */
export type UnsetProperty = {
  readonly property: string;
  readonly values: readonly unknown[];
  readonly unless?: readonly string[];
  readonly confidence: string;
  readonly fields: readonly string[];
};

/** Resources by the schema of their records. */
export const SCHEMAS = {
  devices: "Device",
  users: "User",
  apps: "App",
  organizations: "Organization",
  groups: "Group",
} as const;

export type Resource = keyof typeof SCHEMAS;

export const RESOURCES: readonly Resource[] = Object.keys(SCHEMAS).filter(
  (name): name is Resource => name in SCHEMAS,
);

/** Reads what every vendor covers from its capabilities and lineage, without a request. */
export async function readCoverage(root: string): Promise<VendorCoverage[]> {
  const descriptors = await loadVendors();
  return Promise.all(
    descriptors.map(async (descriptor) => {
      const { id, name } = descriptor;
      const { data } = await loadLineage(id);
      const operations = Object.values((await loadDocument(id)).operations);
      const count = (name: Confidence) => operations.filter(({ confidence }) => confidence === name).length;
      return {
        id,
        name,
        needs: needsOf(descriptor),
        operations: operations.length,
        confidence: {
          documented: count("documented"),
          observed: count("observed"),
          inferred: count("inferred"),
        },
        capabilities: capabilitiesOf(await descriptor.create(exampleValues(descriptor))),
        fields: byResource((resource) => reachOf(data, resource)),
        unset: byResource((resource) => unsetOf(data, resource)),
        unused: byResource((resource) => unusedOf(data, resource, join(root, "specs", id, "openapi.json"))),
      };
    }),
  );
}

/** Without what only says where the account is: "an API client, in a region" is an API client. */
function needsOf({ credentials }: VendorDescriptor): string[] {
  const kinds = credentials.map(({ what }) => what.replace(/,.*/, "").replace(/^an? /, ""));
  return [...new Set(kinds)];
}

type Data = Lineage["data"];
type MapperFields = Data["resources"][string][number]["fields"];
/** One result for each resource. */
export function byResource<Result extends object>(
  read: (resource: Resource) => Result,
): Record<string, Result> {
  return Object.fromEntries(RESOURCES.map((resource) => [resource, read(resource)]));
}

/** The fields of a resource that mappers can fill; the engine fills the others. */
export function fieldsOf(resource: Resource): string[] {
  const schema = schemas[SCHEMAS[resource]];
  const properties = typeof schema === "object" ? schema.properties : undefined;
  const names = typeof properties === "object" && properties !== null ? Object.keys(properties) : [];
  const engineFields: readonly string[] = ENGINE_FIELDS;
  return names.filter((name) => !engineFields.includes(name));
}

function reachOf(data: Data, resource: Resource): Record<string, Reach> {
  const entries = (data.resources[resource] ?? []).flatMap(({ fields }) => Object.entries(fields));
  const reached = fieldsOf(resource).flatMap((field): [string, Reach][] => {
    const parts = entries.filter(([name]) => name.split(/[.[]/)[0] === field).map(([, part]) => part);
    if (parts.length === 0) return [];
    const inList = parts.some(
      ({ both, list, line, constant }) => both ?? list ?? (line && constant !== undefined),
    );
    const inGet = parts.some(({ get }) => get);
    return [[field, !inList ? "get" : inGet ? "get, and list in part" : "list and get"]];
  });
  return Object.fromEntries(reached);
}

/** Properties of which every value is a statement are left out. */
function unsetOf(data: Data, resource: Resource): UnsetProperty[] {
  return (data.resources[resource] ?? []).flatMap(({ unset = {}, fields }) =>
    Object.entries(unset).flatMap(([property, known]) =>
      known.values.length === 0 ? [] : [{ property, ...known, fields: fieldsFrom(fields, property) }],
    ),
  );
}

/** The fields that a property feeds, or one below it. */
function fieldsFrom(fields: MapperFields, property: string): string[] {
  const fed = Object.entries(fields).filter(([, { both = [], list = [], get = [] }]) =>
    [...both, ...list, ...get].some(
      (path) => path === property || (/^[.[]/.test(path.slice(property.length)) && path.startsWith(property)),
    ),
  );
  return [...new Set(fed.map(([name]) => name.split(/[.[]/)[0] ?? name))];
}

function unusedOf(data: Data, resource: Resource, openapi: string): readonly Candidate[] {
  const mappers = data.resources[resource] ?? [];
  const filled = reachOf(data, resource);
  const rows = mappers.flatMap(({ list, get }) => [...list, ...get]);
  return findCandidates(openapi, {
    fields: fieldsOf(resource).filter((field) => !Object.hasOwn(filled, field)),
    reads: rows.map(([, operation, at]) => ({ operation, at })),
  });
}
