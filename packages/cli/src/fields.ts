import type { Resource } from "./output/columns.ts";
import { isObject } from "./output/value.ts";
import { usageError } from "./problem.ts";
import { propertiesOf } from "./schema-options.ts";
import { suggest } from "./suggest.ts";

const SCHEMAS: Record<Resource, string> = {
  devices: "Device",
  users: "User",
  apps: "App",
  organizations: "Organization",
};

/** `--fields id,owner.name`: the first part of each must be a field of the unified document. */
export function readFields(resource: Resource, given: string | undefined): readonly string[] | undefined {
  if (given === undefined) return undefined;
  const known = Object.keys(propertiesOf(SCHEMAS[resource]));
  const fields = given.split(",").map((field) => field.trim());
  for (const field of fields) {
    const name = field.split(".", 1)[0] ?? "";
    if (!known.includes(name)) {
      throw usageError(
        `--fields: ${resource} have no field "${name}".`,
        suggest(name, known) ?? `Fields: ${known.join(", ")}`,
      );
    }
  }
  return fields;
}

/** Every field but the vendor's record, references as their id and name. */
export function allFields(resource: Resource): string[] {
  return Object.entries(propertiesOf(SCHEMAS[resource])).flatMap(([name, schema]) => {
    if (name === "remote_data") return [];
    return isReference(schema)
      ? [`${name}.id`, `${name}.name`]
      : name === "emails"
        ? ["emails.email"]
        : [name];
  });
}

function isReference({ anyOf }: Readonly<Record<string, unknown>>): boolean {
  return Array.isArray(anyOf) && anyOf.some((part) => isObject(part) && /^#?.*Ref$/.test(String(part.$ref)));
}
