import { type Api, type ApiOperation, arrayParametersOf, successesOf } from "../read/api.ts";
import { isObject, type JsonObject, type JsonValue } from "../read/json.ts";
import { componentName, resolve, type SchemaObject } from "../read/openapi.ts";
import { header, keyOf, literal } from "./print.ts";

/**
 * Prints `operations.ts`: the metadata that the runtime needs. Each operation is a separate export, so that a bundle
 * contains only those that are imported; `operations` contains all.
 */
export function emitOperations(id: string, api: Api): string {
  const permissions = hoist("permission", api, ({ permission }) => permission && [...permission]);
  const paginations = hoist("page", api, paginationOf);
  const names: string[] = [];
  const rows = api.operations.map((operation) => {
    const properties = entryOf(operation).map(([key, value]) => `${key}: ${value}`);
    const format = bodyFormatOf(api, operation);
    if (format) properties.push(`body: ${format}`);
    const permission = operation.permission && permissions.nameOf([...operation.permission]);
    const pagination = paginationOf(operation);
    if (permission) properties.push(`permission: ${permission}`);
    if (pagination) properties.push(`pagination: ${paginations.nameOf(pagination)}`);
    const entry = `{ ${properties.join(", ")} } as const satisfies Operation;\n`;
    if (isBindable(operation.id)) {
      names.push(operation.id);
      return `export const ${operation.id} = ${entry}`;
    }
    const name = `operation${names.length + 1}`;
    names.push(`${keyOf(operation.id)}: ${name}`);
    return `const ${name} = ${entry}`;
  });
  const limits = rateLimitOf(api);
  const formats = [...new Set(api.operations.flatMap(bodyWriterOf))].sort();
  return [
    header(id),
    formats.length > 0 && `import { ${formats.join(", ")} } from "@mdmkit/runtime";\n`,
    `import type { ${[...(rows.length > 0 ? ["Operation"] : []), "OperationTable", ...(limits ? ["RateLimit"] : [])].join(", ")} } from "@mdmkit/runtime";\n\n`,
    ...permissions.declarations,
    ...paginations.declarations,
    ...rows,
    "\n/** Every operation by its id. */\n",
    `export const operations = {\n${names.map((name) => `  ${name},\n`).join("")}} as const satisfies OperationTable;\n`,
    limits &&
      `\n/** What the vendor allows one account. */\nexport const rateLimit = ${limits} as const satisfies RateLimit;\n`,
  ]
    .filter(Boolean)
    .join("");
}

/** Whether an operationId is a valid name for a constant. Other operations are only in the table. */
export function isBindable(id: string): boolean {
  return /^[A-Za-z_$][\w$]*$/.test(id) && !RESERVED.has(id) && !/^(permission|page|operation)\d+$/.test(id);
}

const RESERVED = new Set(
  "arguments await break case catch class const continue debugger default delete do else enum eval export extends false finally for function if implements import in instanceof interface let new null operations package private protected public rateLimit return static super switch this throw true try typeof var void while with yield".split(
    " ",
  ),
);

/** The annotation without default values. */
function paginationOf({ pagination }: ApiOperation): JsonObject | undefined {
  if (!pagination) return undefined;
  const entries = Object.entries(pagination.raw);
  return Object.fromEntries(entries.filter(([key, value]) => !(key in ASSUMED && ASSUMED[key] === value)));
}

const ASSUMED: JsonObject = { in: "query", firstPage: 1 };

function entryOf(operation: ApiOperation): [key: string, value: string][] {
  const arrays = arrayParametersOf(operation);
  const successes = successesOf(operation);
  const encodings = successes.flatMap(({ encoding }) => encoding ?? []);
  const isText = encodings.some((one) => one === "text" || one === "xml") && !encodings.includes("json");
  const entries: [string, JsonValue | undefined | false][] = [
    ["method", operation.method],
    ["path", operation.path.replace(/#.*/, "")], // A fragment distinguishes paths in the document and is not sent.
    ["safety", operation.unusualSafety && operation.safety],
    ["retrySafe", operation.retrySafe],
    ["arrays", arrays.some(({ explode }) => explode === false) && "comma"],
    ["text", isText],
    ["returnsBody", operation.safety !== "read" && successes.every(({ encoding }) => encoding !== undefined)],
  ];
  return entries.flatMap(([key, value]) => (value ? [[key, literal(value)]] : []));
}

/** How the body is written, where it is not JSON. */
function bodyFormatOf(api: Api, operation: ApiOperation): string | undefined {
  const [writer] = bodyWriterOf(operation);
  if (writer !== "xmlBody") return writer;
  return `/* @__PURE__ */ xmlBody(${literal(rootOf(api, operation) ?? "")})`;
}

/** The export of the runtime that writes the body, where it is not JSON. */
function bodyWriterOf({ body }: ApiOperation): string[] {
  if (body?.encoding === "multipart") return ["multipartBody"];
  if (body?.encoding === "xml") return ["xmlBody"];
  if (body?.encoding !== "form") return [];
  return [body.joined.length > 0 ? "joinedFormBody" : "formBody"];
}

/** The root element of an XML body: `xml.name` of the schema, or the name of the schema. */
function rootOf({ document }: Api, { body }: ApiOperation): string | undefined {
  if (typeof body?.schema !== "object") return undefined;
  const { xml } = resolve<SchemaObject>(document, body.schema);
  const name = typeof xml === "object" && xml !== null && "name" in xml ? xml.name : undefined;
  return typeof name === "string" ? name : componentName(body.schema);
}

/** Values that several operations share become constants at the top of the file. */
function hoist(prefix: string, api: Api, pick: (operation: ApiOperation) => JsonValue | undefined) {
  const counts = new Map<string, number>();
  for (const operation of api.operations) {
    const value = pick(operation);
    if (value === undefined) continue;
    const text = literal(value);
    counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  const shared = [...counts].filter(([, count]) => count > 1).map(([text]) => text);
  const names = new Map(shared.map((text, index) => [text, `${prefix}${index + 1}`]));
  const declarations = [...names].map(([text, name]) => `const ${name} = ${text} as const;\n`);
  if (declarations.length > 0) declarations.push("\n");
  const nameOf = (value: JsonValue) => names.get(literal(value)) ?? literal(value);
  return { nameOf, declarations };
}

function rateLimitOf({ document }: Api): string | undefined {
  const annotation = document["x-mdmkit-rate-limit"];
  if (!isObject(annotation)) return undefined;
  const limits: JsonObject = { ...annotation };
  delete limits.source;
  return Object.keys(limits).length > 0 ? literal(limits) : undefined;
}
