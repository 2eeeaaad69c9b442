import type { JsonSchema, OperationSchemas } from "../document/operation-schemas.ts";
import type { Match } from "../document/router.ts";
import type { Validator } from "../document/validator.ts";
import type { Call } from "./call.ts";
import { contentTypeOf, parseBody } from "./parse-body.ts";
import { parameterName, readParameter } from "./read-query.ts";

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
  const query = readParameters(request, { operation, validator, overLimit });
  const body = readBody(request, { operation, validator });
  const path = operation.parameters.filter((parameter) => parameter.in === "path");
  const pathProblems = path.flatMap((parameter) => {
    const value = readParameter(parameter, { sent: asSent(match.path[parameter.name]), validator });
    return validator
      .check(parameter.schema, value)
      .map((problem) => `path parameter ${parameter.name}: ${problem}`);
  });
  const call: Call = {
    operationId: match.operationId,
    operation,
    path: match.path,
    query: query.values,
    search: request.url.searchParams,
    headers: request.headers,
    body: body.value,
    now,
  };
  return { call, problems: [...pathProblems, ...query.problems, ...body.problems] };
}

function asSent(value: string | null | undefined): string[] {
  return value === null || value === undefined ? [] : [value];
}

/** Query and header parameters. An undeclared query parameter is a problem: vendors ignore it without a word. */
function readParameters(
  request: IncomingRequest,
  {
    operation,
    validator,
    overLimit,
  }: Pick<ReadOptions, "validator" | "overLimit"> & { operation: OperationSchemas },
) {
  const values: Record<string, unknown> = {};
  const problems: string[] = [];
  const search = request.url.searchParams;
  for (const parameter of operation.parameters) {
    if (parameter.in !== "query" && parameter.in !== "header") continue;
    const where = `${parameter.in} parameter ${parameter.name}`;
    const sent =
      parameter.in === "query" ? search.getAll(parameter.name) : asSent(request.headers.get(parameter.name));
    const value = readParameter(parameter, { sent, validator, commas: commasOf(operation) });
    if (value !== undefined) {
      const lenient = overLimit === "cut" && parameter.name === (operation.pagination?.limit ?? "limit");
      const checked = lenient ? withinMaximum(value, validator.resolve(parameter.schema)) : value;
      problems.push(...validator.check(parameter.schema, checked).map((problem) => `${where}: ${problem}`));
      if (parameter.in === "query") values[parameter.name] = value;
    } else if (parameter.required) problems.push(`${where}: missing`);
  }
  const declared = new Set(
    operation.parameters.filter(({ in: place }) => place === "query").map(({ name }) => name),
  );
  if (operation.quirks?.includes("paging-ignored")) for (const name of ["limit", "skip"]) declared.add(name);
  for (const key of new Set(search.keys())) {
    if (!declared.has(key) && !declared.has(parameterName(key))) {
      problems.push(`query parameter ${key}: not in the document`);
    }
  }
  return { values, problems };
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
  if (type === contentType.toLowerCase()) return true;
  return FORMS.includes(type) && FORMS.includes(contentType) && (quirks?.includes("either-form") ?? false);
}

function readBody(
  request: IncomingRequest,
  { operation, validator }: { operation: OperationSchemas; validator: Validator },
): { value: unknown; problems: string[] } {
  const declared = operation.body;
  if (request.text === "") {
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
