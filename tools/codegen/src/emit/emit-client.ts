import { valueOfItem } from "../plan/plan-sequence.ts";
import {
  type Api,
  type ApiOperation,
  type Body,
  clientHeadersOf,
  itemSchemaOf,
  successesOf,
} from "../read/api.ts";
import type { Confidence } from "../read/confidence.ts";
import { componentName, type Schema } from "../read/openapi.ts";
import { docComment, header, keyOf } from "./print.ts";

export type ClientOptions = {
  /** Product name in PascalCase, the prefix of the interfaces. */
  readonly name: string;
  readonly confidence: ReadonlyMap<string, Confidence>;
};

/** Prints `client.ts`: the input and response types of each operation, and the interface of the client. */
export function emitClient(id: string, api: Api, { name, confidence }: ClientOptions): string {
  const types = `${name}OperationTypes`;
  const rows = api.operations.map((operation) => `  ${keyOf(operation.id)}: ${typesOf(api, operation)};\n`);
  const methods = api.operations.map((operation) => {
    const entry = `${types}[${JSON.stringify(operation.id)}]`;
    const optional = inputOf(api, operation).every(({ required }) => !required) ? "?" : "";
    const doc = docComment(docOf(operation, confidence.get(operation.id)), "  ");
    return `${doc}  ${keyOf(operation.id)}(input${optional}: ${entry}["input"], options?: CallOptions): Promise<${entry}["response"]>;\n`;
  });
  const body = [
    `/** The input and response of each operation of ${name}, by operationId. */\n`,
    `export interface ${types} {\n${rows.join("")}}\n\n`,
    `/** The operations of ${name} as methods. */\n`,
    `export interface ${name}Operations {\n${methods.join("\n")}}\n`,
  ].join("");
  const used = ["components", "operations"].filter((type) => body.includes(`${type}["`));
  const schema = used.length > 0 ? `import type { ${used.join(", ")} } from "./schema.ts";\n` : "";
  const imports = [
    body.includes(" BinaryBody") && "BinaryBody",
    methods.length > 0 && "CallOptions",
    body.includes(" Sequence<") && "Sequence",
  ];
  const imported = imports.filter(Boolean).join(", ");
  const runtime = imported ? `import type { ${imported} } from "@mdmkit/runtime";\n` : "";
  return `${header(id)}${runtime}${schema}\n${body}`;
}

function docOf(operation: ApiOperation, confidence: Confidence | undefined): string[] {
  const { summary, permission, safety, deprecated } = operation;
  const sentences = [
    summary ?? `${operation.method} ${operation.path}`,
    permission && permission.length > 0 && `Permission: ${permission.join(" or ")}`,
    safety,
    confidence,
  ];
  const text = sentences.flatMap((sentence) =>
    sentence ? [`${capitalize(sentence).replace(/\.\s*$/, "")}.`] : [],
  );
  return deprecated
    ? [text.join(" "), "@deprecated Marked as deprecated in the vendor's document."]
    : [text.join(" ")];
}

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function typesOf(api: Api, operation: ApiOperation): string {
  const input = inputOf(api, operation).map(
    ({ key, type, required }) => `${key}${required ? "" : "?"}: ${type}`,
  );
  const parts = [
    `input: ${input.length > 0 ? `{ ${input.join("; ")} }` : "Record<string, never>"}`,
    `response: ${responseOf(api, operation)}`,
  ];
  if (operation.pagination) parts.push(`item: ${itemOf(api, operation)}`);
  if (operation.safety === "destructive") parts.push('safety: "destructive"');
  return `{ ${parts.join("; ")} }`;
}

/** The types of an operation, which openapi-typescript lists with a slash instead of `#`. */
function entryOf({ id }: Pick<ApiOperation, "id">): string {
  return `operations[${JSON.stringify(id.replaceAll("#", "/"))}]`;
}

type InputPart = { readonly key: string; readonly type: string; readonly required: boolean };

function inputOf(api: Api, operation: ApiOperation): InputPart[] {
  const own = clientHeadersOf(api);
  const parts = (["path", "query", "header", "cookie"] as const).flatMap((place): InputPart[] => {
    const all = operation.parameters.filter(
      (parameter) => parameter.in === place || (place === "query" && parameter.in === "querystring"),
    );
    const kept = all.filter(({ name }) => place !== "header" || !own.has(name.toLowerCase()));
    if (kept.length === 0) return [];
    const full = `${entryOf(operation)}["parameters"]["${place}"]`;
    const left = all.filter((parameter) => !kept.includes(parameter)).map(({ name }) => JSON.stringify(name));
    const type = left.length > 0 ? `Omit<NonNullable<${full}>, ${left.join(" | ")}>` : full;
    return [{ key: place, type, required: place === "path" || kept.some(({ required }) => required) }];
  });
  const { body } = operation;
  return body
    ? [...parts, { key: "body", type: bodyType(api, operation, body), required: body.required }]
    : parts;
}

function bodyType(api: Api, { id }: ApiOperation, body: Body): string {
  const { contentType, format, schema } = body;
  if (format === "bytes") return contentType.includes("*") ? "Blob" : "BinaryBody";
  if (format === "text") return "string";
  const content = `NonNullable<${entryOf({ id })}["requestBody"]>["content"][${JSON.stringify(contentType)}]`;
  if (format !== "sequence") return schemaType(schema) ?? content;
  const item = itemName(api, body);
  return item === undefined ? content : `readonly ${item}[]`;
}

function responseOf(api: Api, operation: ApiOperation): string {
  const types = successesOf(operation).map((response) => {
    const { status, contentType, schema, format } = response;
    if (contentType === undefined) return "undefined";
    if (format === "text" || format === "xml") return "string";
    if (format === "bytes") return "Blob";
    if (format !== "json" && format !== "sequence") return "unknown";
    const code = /^\d+$/.test(status) ? status : JSON.stringify(status);
    const content = `${entryOf(operation)}["responses"][${code}]["content"][${JSON.stringify(contentType)}]`;
    if (format === "json") return schemaType(schema) ?? content;
    const item = itemName(api, response);
    return item === undefined ? content : `Sequence<${item}>`;
  });
  return [...new Set(types)].join(" | ") || "undefined";
}

function itemOf(api: Api, operation: ApiOperation): string {
  const named = schemaType(itemSchemaOf(api, operation));
  if (named) return named;
  const steps = operation.pagination?.items?.split(".") ?? [];
  const list = steps.reduce(
    (type, step) => `NonNullable<${type}>[${JSON.stringify(step)}]`,
    responseOf(api, operation),
  );
  return `NonNullable<${list}>[number]`;
}

/** The named type of an item of a sequence. */
function itemName({ document }: Api, { contentType = "", ...media }: Partial<Body>): string | undefined {
  return valueOfItem(document, contentType, media) === "schema" ? schemaType(media.items) : undefined;
}

function schemaType(schema: Schema | undefined): string | undefined {
  const name = componentName(schema);
  return name && `components["schemas"][${JSON.stringify(name)}]`;
}
