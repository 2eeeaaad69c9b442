import type { UnifiedComponents } from "@mdmkit/unified";
import { type JsonSchema, operationSchemas, schemas } from "@mdmkit/unified/schemas";
import { loadLineage } from "@mdmkit/unified/vendors";
import { createLocalSchemas } from "../docs/local-schemas.ts";
import type { Call } from "../operations/operation.ts";
import { type JsonReply, json } from "../operations/reply.ts";
import { SCHEMAS } from "../records/resource.ts";
import { mappingsOf } from "./meta.ts";
import type { Services } from "./services.ts";

type Schemas = UnifiedComponents["schemas"];

/** The schemas of a method, from the document, and the mapping of its records. */
export async function getMethodMeta(
  { useAccount }: Services,
  { details, path, query }: Call<"getMethodMeta">,
): Promise<JsonReply<Schemas["MethodMeta"]>> {
  const { resource, method } = path;
  const call = { details, query, callsVendor: false };
  const vendor = await useAccount(call, `${resource}.${method}`, (mdm) => mdm.vendor.id);
  const record = SCHEMAS[resource];
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
  const { add, referred } = createLocalSchemas(schemas, (id) => `#/$defs/${id}`);
  const whole = Object(add(schema));
  return Object.keys(referred).length > 0 ? { ...whole, $defs: referred } : whole;
}
