import { NAMES, type Resource } from "../resource.ts";
import { isOfType, membersOf, propertiesOf, resolve } from "./input-options.ts";

/** What a column of a table with types holds: `texts` is a list of them, and `json` anything else. */
export type ColumnType = "boolean" | "integer" | "number" | "time" | "text" | "texts" | "json";

type Schema = ReturnType<typeof resolve>;

/** The type of the values at a path such as `owner.name`, by the unified document. */
export function columnType(resource: Resource, path: string): ColumnType {
  let members: Readonly<Record<string, Schema>> | undefined = propertiesOf(NAMES[resource].record);
  let schema: Schema | undefined;
  let isInList = false;
  for (const name of path.split(".")) {
    isInList ||= schema !== undefined && isOfType(schema, "array");
    schema = members && Object.hasOwn(members, name) ? resolve(members[name]) : undefined;
    if (!schema) return "json"; // below a property that allows any members
    members = membersOf(schema);
  }
  const type = schema && typeOf(schema);
  if (!isInList) return type ?? "json";
  return type === "text" || type === "time" ? "texts" : "json";
}

function typeOf(schema: Schema): ColumnType {
  if (isOfType(schema, "boolean")) return "boolean";
  if (isOfType(schema, "integer")) return "integer";
  if (isOfType(schema, "number")) return "number";
  if (isOfType(schema, "string") || Array.isArray(schema.enum))
    return schema.format === "date-time" ? "time" : "text";
  if (isOfType(schema, "array")) return typeOf(resolve(schema.items)) === "text" ? "texts" : "json";
  return "json";
}
