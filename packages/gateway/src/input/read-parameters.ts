import type { JsonSchema, OperationSchemas, ParameterSchema } from "@mdmkit/unified/schemas";
import { type Failure, GatewayError, REQUIRED } from "../errors/gateway-error.ts";
import { toAccountId } from "../store/account-id.ts";
import { readBrackets, type Sent } from "./bracket-query.ts";
import { findRepeatedKey } from "./decode-json.ts";
import type { Validator } from "./validator.ts";

export type Incoming = {
  readonly path: Readonly<Record<string, string>>;
  readonly search: URLSearchParams;
  readonly headers: Headers;
};

export type Parameters = { path: object; query: object; header: object };

/** Reads, converts and validates all parameters of an operation; an invalid or unknown one is 400. */
export function readParameters(
  operation: OperationSchemas,
  incoming: Incoming,
  validator: Validator,
): Parameters {
  const query = readBrackets(incoming.search);
  const failures: Failure[] = [...unknownNames(operation, query), ...unsupportedHeaders(operation, incoming)];
  const read: Record<string, Record<string, unknown>> = { path: {}, query: {}, header: {} };
  for (const parameter of operation.parameters) {
    const { name, required, schema } = parameter;
    const given = valueGiven(parameter, { incoming, query, validator });
    const value = normalizeUuid(given, validator.resolve(schema));
    const path = `${parameter.in}.${name}`;
    if (value === undefined) {
      if (required) failures.push({ path, message: REQUIRED });
      continue;
    }
    failures.push(...validator.check(schema, value, path));
    Object.assign(read[parameter.in] ?? {}, { [name]: value });
  }
  if (failures.length > 0) throw new GatewayError(400, "Invalid parameters.", { failures });
  return { path: read.path ?? {}, query: read.query ?? {}, header: read.header ?? {} };
}

/** An unknown parameter may be a misspelled filter, and ignoring it would return everything. */
function unknownNames({ parameters }: OperationSchemas, query: Readonly<Record<string, Sent>>): Failure[] {
  const inQuery = parameters.filter((parameter) => parameter.in === "query");
  const known = new Set(inQuery.map(({ name }) => bare(name)));
  return Object.keys(query)
    .filter((name) => !known.has(name))
    .map((name) => ({ path: `query.${shown(name)}`, message: "is unknown" }));
}

/** As an error may name it: responses have no NUL characters. */
function shown(name: string): string {
  return name.slice(0, 100).replaceAll("\0", "\u{fffd}");
}

const KEY = "Idempotency-Key";
const CONDITIONS = ["If-Match", "If-None-Match", "If-Unmodified-Since"];

/** A client relies on a key or a condition that it sends with a write. Reads can be repeated, and change nothing. */
function unsupportedHeaders({ method, parameters }: OperationSchemas, { headers }: Incoming): Failure[] {
  if (method === "GET") return [];
  const hasKey = parameters.some((parameter) => parameter.in === "header" && parameter.name === KEY);
  return [...(hasKey ? [] : [KEY]), ...CONDITIONS]
    .filter((name) => headers.has(name))
    .map((name) => ({ path: `header.${name}`, message: "is not supported here" }));
}

/** In the document, the name of a list parameter ends in `[]`. */
function bare(name: string): string {
  return name.replace(/\[\]$/, "");
}

type Context = { incoming: Incoming; query: Readonly<Record<string, Sent>>; validator: Validator };

function valueGiven(parameter: ParameterSchema, { incoming, query, validator }: Context): unknown {
  const { name, schema } = parameter;
  if (parameter.in === "path") return incoming.path[name];
  if (parameter.in === "header") return incoming.headers.get(name) ?? undefined;
  const sent = query[bare(name)];
  return sent && convert(sent, validator.resolve(schema), validator);
}

/** The only UUIDs among parameters are account ids, which later code compares with stored ones. */
function normalizeUuid(value: unknown, schema: JsonSchema): unknown {
  const isUuid = typeof schema === "object" && schema.format === "uuid" && typeof value === "string";
  return isUuid ? (toAccountId(value) ?? value) : value;
}

/**
 * Converts what was sent to the type of the schema. A value that does not fit stays unchanged, so that validation refuses it. An empty
 * value counts as absent, except where the document leaves the type open.
 */
function convert(sent: Sent, schema: JsonSchema, validator: Validator): unknown {
  const { values, items, members } = sent;
  const type = typeof schema === "object" ? schema.type : undefined;
  const hasMembers = Object.keys(members).length > 0;
  if (type === "array" && !hasMembers) {
    const list = [...values, ...items].flatMap((text) => text.split(",")).filter(Boolean);
    return list.length > 0 ? list : undefined;
  }
  if (type === "object") {
    const [text] = [...values, ...items].filter(Boolean);
    return text === undefined ? convertMembers(members, schema, validator) : parseObject(text);
  }
  const [text = "", ...others] = values.length > 0 ? values : items;
  const isSingle = !hasMembers && others.length === 0 && (values.length === 0 || items.length === 0);
  if (type === undefined || !isSingle) return toPlain(sent);
  return text === "" ? undefined : scalar(restorePlus(text, schema), type);
}

/** The plus sign before an offset from UTC, which is a blank where a client did not encode it. */
function restorePlus(text: string, schema: JsonSchema): string {
  const isTime = typeof schema === "object" && schema.format === "date-time";
  return isTime ? text.replace(/(?<=T\S+) (?=\d\d:\d\d$)/, "+") : text;
}

/** An object as JSON. Any other text stays unchanged. */
function parseObject(text: string): unknown {
  try {
    return findRepeatedKey(text) === undefined ? JSON.parse(text) : text;
  } catch {
    return text;
  }
}

function convertMembers(members: Sent["members"], schema: JsonSchema, validator: Validator): unknown {
  const given = Object.entries(members)
    .map(([name, inner]) => [name, convert(inner, memberSchema(schema, name, validator), validator)] as const)
    .filter(([, value]) => value !== undefined);
  return given.length > 0 ? Object.fromEntries(given) : undefined;
}

function memberSchema(schema: JsonSchema, name: string, validator: Validator): JsonSchema {
  const properties = typeof schema === "object" ? schema.properties : undefined;
  if (typeof properties !== "object" || properties === null || !Object.hasOwn(properties, name)) return {};
  return validator.resolve(Reflect.get(properties, name));
}

/** For parameters that the document leaves open, such as `remote_query`: text, lists and objects of text. */
function toPlain({ values, items, members }: Sent): unknown {
  const entries = Object.entries(members);
  if (entries.length > 0) return Object.fromEntries(entries.map(([name, inner]) => [name, toPlain(inner)]));
  if (items.length > 0) return [...values, ...items];
  return values.length > 1 ? values : (values[0] ?? "");
}

/** Booleans as clients in several languages write them: Python sends `True`, PHP `1`. */
const BOOLEANS = new Map([
  ["true", true],
  ["1", true],
  ["false", false],
  ["0", false],
]);

function scalar(text: string, type: unknown): unknown {
  if (type === "integer" || type === "number")
    return /^-?\d{1,15}(\.\d{1,15})?$/.test(text) ? Number(text) : text;
  if (type === "boolean") return BOOLEANS.get(text.toLowerCase()) ?? text;
  return text;
}
