import { schemas } from "@mdmkit/unified/schemas";
import { fieldsOf, RESOURCES, type Resource, SCHEMAS, type VendorCoverage } from "../read-coverage.ts";
import type { Page } from "./build-pages.ts";
import { table } from "./table.ts";

/** A page for each resource of the unified model, with all fields. */
export function modelPages(vendors: readonly VendorCoverage[]): Page[] {
  return RESOURCES.map((resource) => {
    const name = SCHEMAS[resource];
    const rows = fieldsOf(resource).map((field) => {
      const filling = vendors.filter(({ fields }) => fields[resource]?.[field]);
      const { type, description } = describeField(resource, field);
      return [
        `<a id="${field}"></a>\`${field}\``,
        type,
        description,
        filling.length === vendors.length ? "all" : `${filling.length} of ${vendors.length}`,
      ];
    });
    return {
      slug: `reference/${resource}`,
      group: "Reference",
      title: `Fields of ${resource}`,
      description: `Every field of ${resource} in the unified model: type, meaning and how many vendors fill it.`,
      body: [
        descriptionOf(schemas[name]),
        `A value, \`null\` (the vendor says there is none) and absent (the vendor does not provide it, or not in this response) are three different states. The [coverage explorer](/coverage/) shows what is behind each field at each vendor.`,
        table(["field", "type", "what it is", "vendors"], rows),
      ].join("\n\n"),
    };
  });
}

export function describeField(resource: Resource, field: string): { type: string; description: string } {
  const properties = member(schemas[SCHEMAS[resource]], "properties");
  const schema = member(properties, field);
  return { type: typeOf(schema), description: descriptionOf(schema) };
}

/** The type in a few words; enums with all their values. */
function typeOf(schema: unknown): string {
  const reference = member(schema, "$ref");
  if (typeof reference === "string") return typeOfNamed(reference);
  const alternatives = member(schema, "anyOf");
  if (Array.isArray(alternatives)) return alternatives.map(typeOf).filter(Boolean).join(" or ");
  const values = member(schema, "enum");
  if (Array.isArray(values))
    return values
      .filter((value) => value !== null)
      .map((value) => `\`${value}\``)
      .join(" ");
  const types = [member(schema, "type")].flat().filter((type) => type !== "null");
  const items = member(schema, "items");
  if (types.includes("array")) return `list of ${typeOf(items)}`;
  const format = member(schema, "format");
  return [...types, ...(typeof format === "string" ? [`(${format})`] : [])].join(" ");
}

function typeOfNamed(name: string): string {
  const schema = schemas[name];
  return member(schema, "enum") ? typeOf(schema) : `\`${name}\``;
}

function descriptionOf(schema: unknown): string {
  const description = member(schema, "description");
  return typeof description === "string" ? description.replaceAll(/\s+/g, " ") : "";
}

function member(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, name)
    ? Reflect.get(value, name)
    : undefined;
}
