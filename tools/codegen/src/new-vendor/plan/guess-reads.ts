import { isBindable } from "../../emit/emit-operations.ts";
import { type Api, type ApiOperation, successesOf } from "../../read/api.ts";
import { type OpenApi, propertyOf, resolve, type Schema, type SchemaObject } from "../../read/openapi.ts";

/** Operations that exist to say who calls, best first. */
const IDENTITY = [
  /\b(me|self|whoami|current)\b/i,
  /\b(ping|status|version)\b/i,
  /\b(account|tenant|organi[sz]ation|company)s?\b/i,
];

/** A read without parameters: the cheapest way to try credentials. */
export function guessCheck({ operations }: Api): ApiOperation | undefined {
  const free = operations.filter((operation) => isPlainRead(operation) && needs(operation).length === 0);
  const rank = ({ path }: ApiOperation) => {
    const found = IDENTITY.findIndex((pattern) => pattern.test(path.replaceAll(/[_/-]/g, " ")));
    return found === -1 ? IDENTITY.length : found;
  };
  return free.toSorted((a, b) => rank(a) - rank(b) || a.path.length - b.path.length)[0];
}

/** A read that is not given up, whose name can be a constant, and whose answer a client can read. */
export function isPlainRead(operation: ApiOperation): boolean {
  const { method, id, deprecated } = operation;
  const [answer] = successesOf(operation);
  return (
    method === "GET" &&
    !deprecated &&
    isBindable(id) &&
    answer?.encoding === "json" &&
    /^2\d\d$/.test(answer.status)
  );
}

/** Parameters that a call cannot do without. */
export function needs({ parameters }: ApiOperation) {
  return parameters.filter(({ required, in: place }) => required === true && place !== "header");
}

/** The schema of the answer of success. */
export function answerOf(operation: ApiOperation): Schema | undefined {
  return successesOf(operation).find(({ schema }) => schema !== undefined)?.schema;
}

/** Names of a schema's own properties, through references and the parts it is made of. */
export function namesIn(document: OpenApi, schema: Schema | undefined): string[] {
  if (schema === undefined || typeof schema === "boolean") return [];
  const { properties = {}, allOf = [] } = resolve<SchemaObject>(document, schema);
  return [...Object.keys(properties), ...allOf.flatMap((part) => namesIn(document, part))];
}

/** The type of a property; null among several does not count. */
export function typeOf(document: OpenApi, schema: Schema | undefined, name: string): string | undefined {
  const property = propertyOf(document, schema, name);
  if (property === undefined || typeof property === "boolean") return undefined;
  const { type } = resolve<SchemaObject>(document, property);
  return [type].flat().find((one) => one !== "null");
}
