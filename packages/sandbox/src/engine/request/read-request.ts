import type { JsonSchema, OperationSchemas } from "../document/operation-schemas.ts";
import type { Match } from "../document/router.ts";
import type { Validator } from "../document/validator.ts";
import { isRow } from "../records/values.ts";
import type { Call } from "./call.ts";
import { contentTypeOf, mediaTypeOf, parseBody } from "./parse-body.ts";
import { explodedNames, type Field, parameterName, readParameter } from "./read-parameter.ts";

export type IncomingRequest = {
  method: string;
  url: URL;
  headers: Headers;
  /** Body as sent; empty when there was none. */
  text: string;
};

export type ReadRequest = { call: Call; problems: string[] };

export type ReadOptions = {
  match: Match;
  validator: Validator;
  now: number;
  /** `cut`: a page size above the maximum is let through, for the vendor to cut. */
  overLimit: "cut" | "reject";
};

/** Reads a request as its operation declares it and lists everything that breaks the document. */
export function readRequest(
  request: IncomingRequest,
  { match, validator, now, overLimit }: ReadOptions,
): ReadRequest {
  const { operation } = match;
  const { values, problems } = readParameters(request, { match, validator, overLimit });
  const body = readBody(request, { operation, validator });
  const whole = readQuerystring(request, { operation, validator });
  const { query, ...others } = values;
  const call: Call = {
    operationId: match.operationId,
    operation,
    path: match.path,
    query: isRow(whole.value) ? whole.value : query,
    ...(whole.value !== undefined && { querystring: whole.value }),
    values: others,
    search: request.url.searchParams,
    headers: request.headers,
    origin: request.url.origin,
    body: body.value,
    now,
  };
  return { call, problems: [...problems, ...whole.problems, ...body.problems] };
}

/** The query as one value, where the document describes it so. */
function readQuerystring(
  { url }: IncomingRequest,
  { operation, validator }: { operation: OperationSchemas; validator: Validator },
): { value: unknown; problems: string[] } {
  const declared = operation.parameters.find(({ in: place }) => place === "querystring");
  const text = url.search.slice(1);
  if (declared === undefined || text === "")
    return { value: undefined, problems: declared?.required ? ["query: missing"] : [] };
  const { contentType = "", schema, encoding } = declared;
  const isForm = mediaTypeOf(contentType) === "application/x-www-form-urlencoded";
  const value = parseBody(isForm ? text : decode(text), { contentType, schema, encoding }, validator);
  if (value === undefined) return { value, problems: [`query: not valid ${contentType}`] };
  return { value, problems: validator.check(schema, value).map((problem) => `query: ${problem}`) };
}

function asSent(value: string | null | undefined): string[] {
  return value === null || value === undefined ? [] : [value];
}

type Values = { readonly [Place in "path" | "query" | "header" | "cookie"]: Record<string, unknown> };

/** The declared parameters. An undeclared query parameter is a problem: vendors ignore it without a word. */
function readParameters(
  request: IncomingRequest,
  { match, validator, overLimit }: Pick<ReadOptions, "match" | "validator" | "overLimit">,
): { values: Values; problems: string[] } {
  const { operation } = match;
  const values: Values = { path: {}, query: {}, header: {}, cookie: {} };
  const fields = { query: [...request.url.searchParams], cookie: cookiesOf(request.headers) };
  const problems: string[] = [];
  for (const parameter of operation.parameters) {
    const { name, in: place } = parameter;
    if (!isPlace(place)) continue;
    const sent = {
      path: () => asSent(match.path[name]),
      header: () => asSent(request.headers.get(name)),
      query: () => valuesOf(fields.query, name),
      cookie: () => valuesOf(fields.cookie, name),
    }[place]();
    const where = `${place} parameter ${name}`;
    const commas = commasOf(operation);
    const value = readParameter(parameter, { sent, fields: fields.query, validator, commas });
    if (value !== undefined) {
      const lenient =
        place === "query" && overLimit === "cut" && name === (operation.pagination?.limit ?? "limit");
      const checked = lenient ? withinMaximum(value, validator.resolve(parameter.schema)) : value;
      problems.push(...validator.check(parameter.schema, checked).map((problem) => `${where}: ${problem}`));
      values[place][name] = value;
    } else if (parameter.required || place === "path") problems.push(`${where}: missing`);
  }
  return { values, problems: [...problems, ...undeclared(request, operation, validator)] };
}

const isPlace = (place: string): place is keyof Values =>
  ["path", "query", "header", "cookie"].includes(place);

function undeclared(request: IncomingRequest, operation: OperationSchemas, validator: Validator): string[] {
  if (operation.parameters.some(({ in: place }) => place === "querystring")) return [];
  const parameters = operation.parameters.filter(({ in: place }) => place === "query");
  const declared = new Set(
    parameters.flatMap((parameter) => [parameter.name, ...explodedNames(parameter, validator)]),
  );
  if (operation.quirks?.includes("paging-ignored")) for (const name of ["limit", "skip"]) declared.add(name);
  const keys = [...new Set(request.url.searchParams.keys())];
  return keys
    .filter((key) => !declared.has(key) && !declared.has(parameterName(key)))
    .map((key) => `query parameter ${key}: not in the document`);
}

function valuesOf(fields: readonly Field[], name: string): string[] {
  return fields.flatMap(([key, value]) => (key === name ? [value] : []));
}

function cookiesOf(headers: Headers): Field[] {
  const pairs = (headers.get("cookie") ?? "").split(/;\s*/).filter((pair) => pair !== "");
  return pairs.map((pair): Field => {
    const at = pair.indexOf("=");
    return [decode(pair.slice(0, at)), decode(pair.slice(at + 1))];
  });
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** What a server does to a repeated parameter whose values a client joined by commas. */
function commasOf({ quirks }: OperationSchemas): "separate" | "cut" | undefined {
  if (quirks?.includes("commas-separate")) return "separate";
  return quirks?.includes("cut-at-comma") ? "cut" : undefined;
}

function withinMaximum(value: unknown, schema: JsonSchema): unknown {
  const maximum = typeof schema === "object" ? schema.maximum : undefined;
  return typeof value === "number" && typeof maximum === "number" ? Math.min(value, maximum) : value;
}

const FORMS = ["application/x-www-form-urlencoded", "multipart/form-data"];

/** Forms of either kind pass where the vendor is known to take both. */
function isAccepted(
  type: string,
  { contentType }: { contentType: string },
  { quirks }: OperationSchemas,
): boolean {
  if (type === mediaTypeOf(contentType)) return true;
  return FORMS.includes(type) && FORMS.includes(contentType) && (quirks?.includes("either-form") ?? false);
}

function readBody(
  request: IncomingRequest,
  { operation, validator }: { operation: OperationSchemas; validator: Validator },
): { value: unknown; problems: string[] } {
  const declared = operation.body;
  const isEmptyList = declared?.isSequence && contentTypeOf(request.headers) !== "";
  if (request.text === "" && !isEmptyList) {
    return { value: undefined, problems: declared?.required ? ["body: missing"] : [] };
  }
  if (!declared) return { value: undefined, problems: ["body: the operation takes none"] };
  const type = contentTypeOf(request.headers);
  if (!isAccepted(type, declared, operation)) {
    return {
      value: undefined,
      problems: [`body: content type ${type || "missing"}, not ${declared.contentType}`],
    };
  }
  const value = parseBody(request.text, { ...declared, contentType: type }, validator);
  if (value === undefined)
    return {
      value,
      problems: [`body: not valid ${declared.contentType.includes("json") ? "JSON" : declared.contentType}`],
    };
  return { value, problems: validator.check(declared.schema, value).map((problem) => `body: ${problem}`) };
}
