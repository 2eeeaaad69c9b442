import { join } from "node:path";
import { type Candidate, findCandidates } from "@mdmkit/codegen/candidates";
import type { Capabilities } from "@mdmkit/unified";
import { schemas } from "@mdmkit/unified/schemas";
import {
  capabilitiesOf,
  exampleValues,
  type Lineage,
  loadLineage,
  loadVendors,
} from "@mdmkit/unified/vendors";

/** Which reads fill a field: list and get, get only, or both but get for more records. */
export type Reach = "list and get" | "get, and list in part" | "get";

export type VendorCoverage = {
  readonly id: string;
  readonly name: string;
  readonly capabilities: Capabilities;
  /** Filled fields, by resource. */
  readonly fields: Readonly<Record<string, Readonly<Record<string, Reach>>>>;
  /** Properties that could fill unmapped fields, by resource. */
  readonly unused: Readonly<Record<string, readonly Candidate[]>>;
};

/** Resources by the schema of their records. */
export const SCHEMAS = {
  devices: "Device",
  users: "User",
  apps: "App",
  organizations: "Organization",
} as const;

/** Reads what every vendor covers from its capabilities and lineage, without a request. */
export async function readCoverage(root: string): Promise<VendorCoverage[]> {
  const descriptors = await loadVendors();
  return Promise.all(
    descriptors.map(async (descriptor) => {
      const { id, name } = descriptor;
      const { data } = await loadLineage(id);
      return {
        id,
        name,
        capabilities: capabilitiesOf(await descriptor.create(exampleValues(descriptor))),
        fields: byResource((resource) => reachOf(data, resource)),
        unused: byResource((resource) => unusedOf(data, resource, join(root, "specs", id, "openapi.json"))),
      };
    }),
  );
}

type Data = Lineage["data"];
type Resource = keyof typeof SCHEMAS;

function byResource<Result extends object>(read: (resource: Resource) => Result): Record<string, Result> {
  const resources = Object.keys(SCHEMAS).filter((name): name is Resource => name in SCHEMAS);
  return Object.fromEntries(resources.map((resource) => [resource, read(resource)]));
}

/** The fields of a resource that mappers can fill; the engine fills the others. */
export function fieldsOf(resource: Resource): string[] {
  const schema = schemas[SCHEMAS[resource]];
  const properties = typeof schema === "object" ? schema.properties : undefined;
  const names = typeof properties === "object" && properties !== null ? Object.keys(properties) : [];
  return names.filter((name) => name !== "remote_data" && name !== "is_partial");
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

function unusedOf(data: Data, resource: Resource, openapi: string): readonly Candidate[] {
  const mappers = data.resources[resource] ?? [];
  const filled = reachOf(data, resource);
  const rows = mappers.flatMap(({ list, get }) => [...list, ...get]);
  return findCandidates(openapi, {
    fields: fieldsOf(resource).filter((field) => !Object.hasOwn(filled, field)),
    reads: rows.map(([, operation, at]) => ({ operation, at })),
  });
}
