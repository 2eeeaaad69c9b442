import { type Api, type ApiOperation, successesOf } from "../../read/api.ts";
import { type OpenApi, propertyOf, resolve, type Schema, type SchemaObject } from "../../read/openapi.ts";

/** Paths of operations that return the caller, best first. */
const IDENTITY = [
  /\b(me|self|whoami|current)\b/i,
  /\b(ping|status|version)\b/i,
  /\b(account|tenant|organi[sz]ation|company)s?\b/i,
];

/** A read without parameters, to check credentials. */
export function guessCheck({ operations }: Api): ApiOperation | undefined {
  const free = operations.filter((operation) => isRead(operation) && needs(operation).length === 0);
  const rank = ({ path }: ApiOperation) => {
    const found = IDENTITY.findIndex((pattern) => pattern.test(path.replaceAll(/[_/-]/g, " ")));
    return found === -1 ? IDENTITY.length : found;
  };
  return free.toSorted((a, b) => rank(a) - rank(b) || a.path.length - b.path.length)[0];
}

/** A GET that is not deprecated and returns JSON. Some documents describe the success as the response to every status. */
export function isRead(operation: ApiOperation): boolean {
  const { method, deprecated } = operation;
  const [response] = successesOf(operation);
  return (
    method === "GET" &&
    !deprecated &&
    response?.format === "json" &&
    /^(2\d\d|2XX|default)$/i.test(response.status)
  );
}

/** The required parameters. */
export function needs({ parameters }: ApiOperation) {
  return parameters.filter(({ required, in: place }) => required === true && place !== "header");
}

/** The schema of the 2xx response. */
export function responseOf(operation: ApiOperation): Schema | undefined {
  return successesOf(operation).find(({ schema }) => schema !== undefined)?.schema;
}

/** The property names of a schema, through references and compositions. */
export function namesIn(document: OpenApi, schema: Schema | undefined): string[] {
  if (schema === undefined || typeof schema === "boolean") return [];
  const { properties = {}, allOf = [] } = resolve<SchemaObject>(document, schema);
  return [...Object.keys(properties), ...allOf.flatMap((part) => namesIn(document, part))];
}

/** The type of a property, ignoring null. */
export function typeOf(document: OpenApi, schema: Schema | undefined, name: string): string | undefined {
  const property = propertyOf(document, schema, name);
  if (property === undefined || typeof property === "boolean") return undefined;
  const { type } = resolve<SchemaObject>(document, property);
  return [type].flat().find((one) => one !== "null");
}
