import type { Resource } from "../output/columns.ts";
import { isObject } from "../output/value.ts";
import { usageError } from "../process/problem.ts";
import { suggest } from "../process/suggest.ts";
import { membersOf, propertiesOf } from "./schema-options.ts";

const SCHEMAS: Record<Resource, string> = {
  devices: "Device",
  users: "User",
  apps: "App",
  organizations: "Organization",
};

/** `--fields id,owner.name`: each must be a path of the unified document; where that leaves names open, any will do. */
export function readFields(
  resource: Resource,
  given: string | undefined,
  option = "--fields",
): readonly string[] | undefined {
  const fields = given?.split(",").map((field) => field.trim());
  for (const field of fields ?? []) assertPath(resource, field, option);
  return fields;
}

function assertPath(resource: Resource, path: string, option: string): void {
  let members: ReturnType<typeof membersOf> = propertiesOf(SCHEMAS[resource]);
  let owner = `${resource} have`;
  for (const [index, name] of path.split(".").entries()) {
    if (!members) return;
    const member = Object.hasOwn(members, name) ? members[name] : undefined;
    if (!member) {
      const known = Object.keys(members);
      const all = known.length > 0 ? `Fields: ${known.join(", ")}` : undefined;
      throw usageError(`${option}: ${owner} no field "${name}".`, suggest(name, known) ?? all);
    }
    members = membersOf(member);
    owner = `${path.split(".", index + 1).join(".")} has`;
  }
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
