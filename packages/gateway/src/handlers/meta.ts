import type { App, Device, Group, Organization, UnifiedComponents, User } from "@mdmkit/unified";
import { type Explanation, type Lineage, loadLineage } from "@mdmkit/unified/vendors";
import type { Call } from "../operations/operation.ts";
import { type JsonReply, json } from "../operations/reply.ts";
import { type FieldOf, fieldNames } from "../records/field-names.ts";
import type { ResourceName } from "../records/resource.ts";
import type { Services } from "./services.ts";

type Schemas = UnifiedComponents["schemas"];

/** The sources of the unified fields of an account, from the lineage of its vendor's mappers. */
export async function getMeta(
  { useAccount }: Services,
  { details, query }: Call<"getMeta">,
): Promise<JsonReply<Schemas["Meta"]>> {
  const id = await useAccount({ details, query, callsVendor: false }, undefined, (mdm) => mdm.vendor.id);
  const lineage = await loadLineage(id);
  return json({
    vendor: id,
    devices: mappingsOf(lineage, "devices"),
    users: mappingsOf(lineage, "users"),
    apps: mappingsOf(lineage, "apps"),
    organizations: mappingsOf(lineage, "organizations"),
    groups: mappingsOf(lineage, "groups"),
    writes: Object.entries(lineage.data.writes).map(([name, { sends, reads = [] }]) => ({
      name: name.replace(".actions.", "."),
      sends: [...sends],
      reads: [...reads],
    })),
  });
}

/** The mappings of a resource, one for each kind of the vendor's records. */
export function mappingsOf(lineage: Lineage, resource: ResourceName): Schemas["RecordMapping"][] {
  switch (resource) {
    case "devices":
      return mappings<Device>(lineage, resource, "Device", (id, field) =>
        lineage.devices.explain({ id }, field),
      );
    case "users":
      return mappings<User>(lineage, resource, "User", (id, field) =>
        lineage.users.explain({ id, name: "" }, field),
      );
    case "apps":
      return mappings<App>(lineage, resource, "App", (id, field) => lineage.apps.explain({ id }, field));
    case "organizations":
      return mappings<Organization>(lineage, resource, "Organization", (id, field) =>
        lineage.organizations.explain({ id }, field),
      );
    case "groups":
      return mappings<Group>(lineage, resource, "Group", (id, field) =>
        lineage.groups.explain({ id }, field),
      );
  }
}

/** One mapping for each mapper of a resource: the explanation of a record with only an id is that of its mapper. */
function mappings<Item>(
  { data }: Lineage,
  resource: ResourceName,
  schemaName: string,
  explain: (prefix: string, field: FieldOf<Item>) => Explanation,
): Schemas["RecordMapping"][] {
  return (data.resources[resource] ?? []).map(({ ids = "" }) => {
    const fields = fieldNames<Item>(schemaName)
      .sort()
      .map((field) => fieldMapping(field, explain(ids, field)));
    return {
      id_prefix: ids,
      coverage: {
        fields: fields.length,
        in_list: fields.filter(({ in_list }) => in_list).length,
        in_get: fields.filter(({ in_get }) => in_get).length,
      },
      fields,
    };
  });
}

function fieldMapping(name: string, { sources, constant }: Explanation): Schemas["FieldMapping"] {
  const isConstant = constant !== undefined;
  return {
    name,
    in_list: isConstant || sources.some(({ read }) => read !== "get"),
    in_get: isConstant || sources.some(({ read }) => read !== "list"),
    ...(isConstant && { constant }),
    sources: sources.map(({ property, read, operations }) => ({
      property,
      read,
      operations: operations.map((one) => ({ ...one })),
    })),
  };
}
