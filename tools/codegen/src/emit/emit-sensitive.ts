import { type Api, successesOf } from "../read/api.ts";
import { isSchema, partsOf, resolve, type Schema, type SchemaObject } from "../read/openapi.ts";
import { visitNodes } from "../read/openapi-nodes.ts";
import { header, keyOf } from "./print.ts";

/** Prints `sensitive.ts`: the paths of secrets in each schema, including those of referenced schemas. */
export function emitSensitive(id: string, api: Api): string {
  const secretsOf = hasSecrets(api)
    ? (schema: Schema) => secretPaths(schema, { api, path: "", above: [] })
    : () => [];
  const rows = Object.entries(api.schemas).flatMap(([name, schema]) => {
    const paths = secretsOf(schema);
    return paths.length > 0 ? [rowOf(name, paths)] : [];
  });
  const bodies = api.operations.flatMap(({ id: operation, body }) => {
    const paths = body ? secretsOf(body.schema) : [];
    return paths.length > 0 ? [rowOf(operation, paths)] : [];
  });
  const responses = api.operations.flatMap((operation) => {
    const paths = successesOf(operation).flatMap(({ schema }) =>
      schema === undefined ? [] : secretsOf(schema),
    );
    return paths.length > 0 ? [rowOf(operation.id, paths)] : [];
  });
  return [
    header(id),
    "/**\n * Secrets by schema: `a.b` is a property, `a[].b` one of each item, `a.*.b` one of each value of a map. A schema\n",
    " * that holds itself is followed once.\n */\n",
    table("secrets", rows),
    "\n/** Secrets in request bodies, by operation. */\n",
    table("secretBodies", bodies),
    "\n/** Secrets in responses, by operation. */\n",
    table("secretResponses", responses),
  ].join("");
}

/** Following every reference of a large document takes long. */
function hasSecrets({ document }: Api): boolean {
  let isFound = false;
  visitNodes(document, ({ node }) => {
    isFound ||= node["x-mdmkit-sensitive"] === "secret";
  });
  return isFound;
}

function table(name: string, rows: readonly string[]): string {
  return `export const ${name} = {${rows.length > 0 ? "\n" : ""}${rows.join("")}} as const;\n`;
}

function rowOf(name: string, paths: readonly string[]): string {
  return `  ${keyOf(name)}: [${[...new Set(paths)].map((path) => JSON.stringify(path)).join(", ")}],\n`;
}

type Visit = { readonly api: Api; readonly path: string; readonly above: readonly string[] };

function secretPaths(schema: Schema, visit: Visit): string[] {
  const { api, path, above } = visit;
  if (typeof schema === "boolean") return [];
  if (schema["x-mdmkit-sensitive"] === "secret" && path !== "") return [path];
  const { $ref, properties = {}, items, additionalProperties } = schema;
  const below = (part: unknown, step: string) =>
    isSchema(part)
      ? secretPaths(part, { ...visit, path: path === "" ? step.replace(/^\./, "") : path + step })
      : [];
  const found = [
    ...partsOf(schema).flatMap((part) => below(part, "")),
    ...Object.entries(properties).flatMap(([name, part]) => below(part, `.${name}`)),
    ...below(items, "[]"),
    ...below(additionalProperties, ".*"),
  ];
  if ($ref === undefined || above.includes($ref)) return found;
  const target = resolve<SchemaObject>(api.document, { $ref });
  return [...found, ...secretPaths(target, { api, path, above: [...above, $ref] })];
}
