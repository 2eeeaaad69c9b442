import type { JsonSchema, OperationSchemas, ParameterSchema } from "@mdmkit/unified/schemas";
import { type Failure, GatewayError, REQUIRED } from "../errors/gateway-error.ts";
import { readBrackets, type Sent } from "./bracket-query.ts";
import { complaintAbout } from "./readable.ts";
import type { Validator } from "./validator.ts";

export type Incoming = {
  readonly path: Readonly<Record<string, string>>;
  readonly search: URLSearchParams;
  readonly headers: Headers;
};

export type Parameters = { path: object; query: object; header: object };

/** Reads, types and checks every parameter of an operation; one that is wrong or unknown is 400. */
export function readParameters(
  operation: OperationSchemas,
  incoming: Incoming,
  validator: Validator,
): Parameters {
  const query = readBrackets(incoming.search);
  const failures: Failure[] = [...unknownNames(operation, query), ...unheededKey(operation, incoming)];
  const read: Record<string, Record<string, unknown>> = { path: {}, query: {}, header: {} };
  for (const parameter of operation.parameters) {
    const { name, required, schema } = parameter;
    const given = valueGiven(parameter, { incoming, query, validator });
    const value = inOneSpelling(given, validator.resolve(schema));
    const path = `${parameter.in}.${name}`;
    if (value === undefined) {
      if (required) failures.push({ path, message: REQUIRED });
      continue;
    }
    const complaint = complaintAbout(value);
    failures.push(...(complaint ? [{ path, message: complaint }] : validator.check(schema, value, path)));
    Object.assign(read[parameter.in] ?? {}, { [name]: value });
  }
  if (failures.length > 0) throw new GatewayError(400, "A parameter is not as it should be.", { failures });
  return { path: read.path ?? {}, query: read.query ?? {}, header: read.header ?? {} };
}

/** A parameter nobody reads would be a filter that does not filter. */
function unknownNames({ parameters }: OperationSchemas, query: Readonly<Record<string, Sent>>): Failure[] {
  const known = new Set(parameters.flatMap(({ name, in: place }) => (place === "query" ? [bare(name)] : [])));
  return Object.keys(query)
    .filter((name) => !known.has(name))
    .map((name) => ({ path: `query.${name.slice(0, 100)}`, message: "is not known here" }));
}

const KEY = "Idempotency-Key";

/** Whoever sends a key relies on it; a read may be repeated anyway. */
function unheededKey({ method, parameters }: OperationSchemas, { headers }: Incoming): Failure[] {
  const isHeeded =
    method === "GET" || parameters.some(({ name, in: place }) => place === "header" && name === KEY);
  return isHeeded || !headers.has(KEY) ? [] : [{ path: `header.${KEY}`, message: "is not known here" }];
}

/** The document calls a list `a[]`. */
function bare(name: string): string {
  return name.replace(/\[\]$/, "");
}

type Context = { incoming: Incoming; query: Readonly<Record<string, Sent>>; validator: Validator };

function valueGiven(parameter: ParameterSchema, { incoming, query, validator }: Context): unknown {
  const { name, schema } = parameter;
  if (parameter.in === "path") return incoming.path[name];
  if (parameter.in === "header") return incoming.headers.get(name) ?? undefined;
  const sent = query[bare(name)];
  return sent && typed(sent, validator.resolve(schema), validator);
}

/** A UUID is the same in capitals; whoever compares ids need not know. */
function inOneSpelling(value: unknown, schema: JsonSchema): unknown {
  const isUuid = typeof schema === "object" && schema.format === "uuid";
  return isUuid && typeof value === "string" ? value.toLowerCase() : value;
}

/** What was sent as the schema wants it. What does not fit stays as it came, so that validation refuses it. */
function typed(sent: Sent, schema: JsonSchema, validator: Validator): unknown {
  const { values, items, members } = sent;
  const type = typeof schema === "object" ? schema.type : undefined;
  const hasMembers = Object.keys(members).length > 0;
  if (type === "array" && !hasMembers)
    return [...values, ...items].flatMap((text) => text.split(",")).filter(Boolean);
  if (type === "object") {
    if (values.length > 0 || items.length > 0) return values[0] ?? items;
    return Object.fromEntries(
      Object.entries(members).map(([name, inner]) => [
        name,
        typed(inner, memberSchema(schema, name, validator), validator),
      ]),
    );
  }
  if (hasMembers || items.length > 0 || values.length > 1) return free(sent);
  return scalar(values[0] ?? "", type);
}

function memberSchema(schema: JsonSchema, name: string, validator: Validator): JsonSchema {
  const properties = typeof schema === "object" ? schema.properties : undefined;
  if (typeof properties !== "object" || properties === null || !Object.hasOwn(properties, name)) return {};
  return validator.resolve(Reflect.get(properties, name));
}

/** For what the document does not describe, as `remote_query`: text, lists and objects of text. */
function free({ values, items, members }: Sent): unknown {
  const entries = Object.entries(members);
  if (entries.length > 0) return Object.fromEntries(entries.map(([name, inner]) => [name, free(inner)]));
  if (items.length > 0) return [...values, ...items];
  return values.length > 1 ? values : (values[0] ?? "");
}

/** As clients in several languages write them: Python sends `True`, PHP `1`. */
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
