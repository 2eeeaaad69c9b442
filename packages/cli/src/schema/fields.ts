import { isRecord } from "@mdmkit/runtime";
import { usageError } from "../process/command-error.ts";
import { suggest } from "../process/suggest.ts";
import { type Listed, NAMES, type RecordOf } from "../resource.ts";
import { membersOf, propertiesOf } from "./input-options.ts";

/**
 * The paths of an option such as `--fields id,owner.name`. Each must be a path of the unified document; below a property
 * that allows any members, any path is accepted.
 */
export function readFields(
  resource: Listed,
  value: string | undefined,
  option = "--fields",
): readonly string[] | undefined {
  const fields = value?.split(",").map((field) => field.trim());
  for (const field of fields ?? []) assertPath(resource, field, option);
  return fields;
}

export type FieldOf<Name extends Listed> = keyof RecordOf<Name> & string;

/** The fields of an option such as `--ignore name,tags`, without paths into them. */
export function readFieldNames<Name extends Listed>(
  resource: Name,
  value: string,
  option: string,
): FieldOf<Name>[] {
  return value.split(",").map((text) => {
    const name = text.trim();
    if (isField(resource, name)) return name;
    assertPath(resource, name, option);
    throw usageError(`${option}: "${name}" is a part of a field.`, `Use ${name.split(".", 1)[0]}.`);
  });
}

/** The document has the properties that its types have. */
function isField<Name extends Listed>(resource: Name, name: string): name is FieldOf<Name> {
  return Object.hasOwn(propertiesOf(NAMES[resource].record), name);
}

function assertPath(resource: Listed, path: string, option: string): void {
  let members: ReturnType<typeof membersOf> = propertiesOf(NAMES[resource].record);
  let owner: string = resource;
  for (const [index, name] of path.split(".").entries()) {
    if (!members) return;
    const member = Object.hasOwn(members, name) ? members[name] : undefined;
    if (!member) {
      const known = Object.keys(members);
      const all = known.length > 0 ? `Fields: ${known.join(", ")}` : undefined;
      throw usageError(`${option}: unknown field "${name}" of ${owner}.`, suggest(name, known) ?? all);
    }
    members = membersOf(member);
    owner = path.split(".", index + 1).join(".");
  }
}

/** `--fields` names the vendor's record or a part of it. */
export const includesRemoteData = (fields: readonly string[] | undefined): boolean =>
  fields?.some((field) => field.split(".", 1)[0] === "remote_data") ?? false;

/** All fields except the vendor's record; references as their id and name. */
export function allFields(resource: Listed): string[] {
  return Object.entries(propertiesOf(NAMES[resource].record)).flatMap(([name, schema]) => {
    if (name === "remote_data") return [];
    return isReference(schema)
      ? [`${name}.id`, `${name}.name`]
      : name === "emails"
        ? ["emails.email"]
        : [name];
  });
}

function isReference({ anyOf }: Readonly<Record<string, unknown>>): boolean {
  return Array.isArray(anyOf) && anyOf.some((part) => isRecord(part) && /^#?.*Ref$/.test(String(part.$ref)));
}
