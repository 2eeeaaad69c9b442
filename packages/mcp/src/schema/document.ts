import { isRecord } from "@mdmkit/runtime";
import type { JsonSchema } from "@mdmkit/schema-validator";
import { filters } from "@mdmkit/unified";
import { type OperationSchemas, operationSchemas } from "@mdmkit/unified/schemas";
import { named } from "./tool-schema.ts";

/** What the tools read, with the names of record schema and list in the unified document. */
export const RESOURCES = {
  devices: { record: "Device", list: "listDevices", one: "device" },
  users: { record: "User", list: "listUsers", one: "user" },
  apps: { record: "App", list: "listApps", one: "app" },
  organizations: { record: "Organization", list: "listOrganizations", one: "organization" },
  groups: { record: "Group", list: "listGroups", one: "group" },
} as const;
export type Resource = keyof typeof RESOURCES;

/** The filters of a list as properties of a schema, as the document has them. */
export function filterProperties(resource: keyof typeof filters): Record<string, JsonSchema> {
  const operations: Readonly<Record<string, OperationSchemas>> = operationSchemas;
  const parameters = operations[RESOURCES[resource].list]?.parameters ?? [];
  return Object.fromEntries(
    Object.keys(filters[resource]).flatMap((name) => {
      const parameter = parameters.find((one) => one.in === "query" && one.name === name);
      return parameter ? [[name, parameter.schema]] : [];
    }),
  );
}

/** Members that are about the record rather than of it, or of which nothing is known. */
const LEFT_OUT = ["remote_data", "custom_fields", "gaps", "is_partial"];

/** The columns that a record can fill: its properties, and of objects such as the owner their single values, as `owner.name`. */
export function columnsOf(resource: Resource): string[] {
  const properties = propertiesOf(named(RESOURCES[resource].record));
  return Object.entries(properties).flatMap(([name, schema]) =>
    LEFT_OUT.includes(name) ? [] : pathsIn(name, schema),
  );
}

function pathsIn(path: string, schema: unknown): string[] {
  const members = Object.entries(propertiesOf(schema));
  return members.length === 0
    ? [path]
    : members.flatMap(([name, member]) => pathsIn(`${path}.${name}`, member));
}

/** The schema of a field of a device. */
export function deviceProperty(name: string): unknown {
  return propertiesOf(named(RESOURCES.devices.record))[name];
}

/** The names of a record's properties, all of which a single read can return. */
export function fieldsOf(resource: Resource): string[] {
  return Object.keys(propertiesOf(named(RESOURCES[resource].record))).filter(
    (name) => name !== "remote_data",
  );
}

/** The properties of an object, or of the objects in an array, of which the schema may also allow null. */
function propertiesOf(schema: unknown): Readonly<Record<string, unknown>> {
  const { properties, items, anyOf } = keywordsOf(schema);
  if (isRecord(properties)) return properties;
  if (items !== undefined) return propertiesOf(items);
  if (!Array.isArray(anyOf)) return {};
  return anyOf.map((part) => propertiesOf(part)).find((found) => Object.keys(found).length > 0) ?? {};
}

function keywordsOf(schema: unknown): Readonly<Record<string, unknown>> {
  if (!isRecord(schema)) return {};
  return typeof schema.$ref === "string" ? keywordsOf(named(schema.$ref)) : schema;
}
