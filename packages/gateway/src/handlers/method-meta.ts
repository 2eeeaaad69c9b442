import type { UnifiedComponents } from "@mdmkit/unified";
import { type JsonSchema, operationSchemas, schemas } from "@mdmkit/unified/schemas";
import { loadLineage } from "@mdmkit/unified/vendors";
import type { Call } from "../operations/operation.ts";
import { type JsonReply, json } from "../operations/reply.ts";
import { mappingsOf } from "./meta.ts";
import type { Services } from "./services.ts";

type Schemas = UnifiedComponents["schemas"];

const SINGULAR = { devices: "Device", users: "User", apps: "App", organizations: "Organization" } as const;

/** The schemas of a method, from the document, and the mapping of its records. */
export async function getMethodMeta(
  { useAccount }: Services,
  { details, path, query }: Call<"getMethodMeta">,
): Promise<JsonReply<Schemas["MethodMeta"]>> {
  const { resource, method } = path;
  const call = { details, query, callsVendor: false };
  const vendor = await useAccount(call, `${resource}.${method}`, (mdm) => mdm.vendor.id);
  const record = SINGULAR[resource];
  const operation = operationSchemas[`${method}${method === "list" ? `${record}s` : record}`];
  if (!operation) throw new TypeError(`The document has no operation for ${resource} ${method}.`);
  const inQuery = operation.parameters.filter((parameter) => parameter.in === "query");
  return json({
    method,
    schema: withDefinitions({ $ref: record }),
    documentation_link: "/docs",
    response_mapping: mappingsOf(await loadLineage(vendor), resource),
    query_schema: withDefinitions({
      type: "object",
      required: inQuery.flatMap(({ name, required }) => (required ? [name] : [])),
      properties: Object.fromEntries(inQuery.map(({ name, schema }) => [name, schema])),
    }),
    request_body_schema: operation.body ? withDefinitions(operation.body.schema) : null,
    default_query: {},
    default_body: {},
  });
}

/** A schema with those that it refers to in `$defs`, so that it stands by itself. */
function withDefinitions(schema: JsonSchema): Record<string, unknown> {
  const definitions: Record<string, unknown> = {};
  const local = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(local);
    if (typeof value !== "object" || value === null) return value;
    const entries = Object.entries(value).filter(([keyword]) => keyword !== "$id");
    return Object.fromEntries(
      entries.map(([name, inner]) => [name, name === "$ref" ? refer(inner) : local(inner)]),
    );
  };
  const refer = (name: unknown): string => {
    const id = String(name);
    if (!Object.hasOwn(definitions, id)) {
      definitions[id] = true; // a schema that refers to itself ends here
      definitions[id] = local(schemas[id]);
    }
    return `#/$defs/${id}`;
  };
  const whole = Object(local(schema));
  return Object.keys(definitions).length > 0 ? { ...whole, $defs: definitions } : whole;
}
