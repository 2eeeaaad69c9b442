import type { App, Device, Organization, UnifiedComponents, User } from "@mdmkit/unified";
import { type Explanation, type Lineage, loadLineage } from "@mdmkit/unified/vendors";
import type { Call } from "../operations/operation.ts";
import { type JsonReply, json } from "../operations/reply.ts";
import { type FieldOf, fieldNames } from "../records/field-names.ts";
import type { Services } from "./services.ts";

type Schemas = UnifiedComponents["schemas"];
type ResourceName = "devices" | "users" | "apps" | "organizations";

/** The sources of the unified fields of an account, from the lineage of its vendor's mappers. */
export async function getMeta(
  { useAccount }: Services,
  { facts, query }: Call<"getMeta">,
): Promise<JsonReply<Schemas["Meta"]>> {
  const id = await useAccount({ facts, query, callsVendor: false }, undefined, (mdm) => mdm.vendor.id);
  const lineage = await loadLineage(id);
  return json({
    vendor: id,
    devices: mappingsOf<Device>(lineage, "devices", "Device", (prefix, field) =>
      lineage.devices.explain({ id: prefix }, field),
    ),
    users: mappingsOf<User>(lineage, "users", "User", (prefix, field) =>
      lineage.users.explain({ id: prefix, name: "" }, field),
    ),
    apps: mappingsOf<App>(lineage, "apps", "App", (prefix, field) =>
      lineage.apps.explain({ id: prefix }, field),
    ),
    organizations: mappingsOf<Organization>(lineage, "organizations", "Organization", (prefix, field) =>
      lineage.organizations.explain({ id: prefix }, field),
    ),
    writes: Object.entries(lineage.data.writes).map(([name, { sends, reads = [] }]) => ({
      name: name.replace(".actions.", "."),
      sends: [...sends],
      reads: [...reads],
    })),
  });
}

/** One mapping for each mapper of a resource: the explanation of a record with only an id is that of its mapper. */
function mappingsOf<Item>(
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
