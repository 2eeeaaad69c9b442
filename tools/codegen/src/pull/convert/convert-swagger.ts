import { isObject, isStrings, type JsonObject, type JsonValue } from "../../read/json.ts";
import { convertBody, convertParameter, isBodyParameter } from "./convert-parameter.ts";
import { convertResponse } from "./convert-response.ts";

const METHODS = ["get", "put", "post", "delete", "options", "head", "patch"];
const MOVED = [
  "swagger",
  "host",
  "basePath",
  "schemes",
  "consumes",
  "produces",
  "definitions",
  "parameters",
  "responses",
  "securityDefinitions",
];

/** Converts a Swagger 2.0 document to OpenAPI 3.0, without its schemas. */
export function convertSwagger(swagger: JsonObject): JsonObject {
  const context = createContext(swagger);
  const kept = Object.entries(swagger).filter(([key]) => !MOVED.includes(key));
  const paths = mapObject(swagger.paths, (item) => convertPathItem(item, context));
  const document: JsonObject = {
    openapi: "3.0.3",
    ...Object.fromEntries(kept),
    servers: serversOf(swagger),
    paths,
  };
  document.components = componentsOf(swagger, context);
  moveReferences(document, context);
  return document;
}

/** Document-level values that operations inherit. */
type Context = {
  readonly consumes: readonly string[];
  readonly produces: readonly string[];
  /** Shared parameters that are request bodies in OpenAPI 3. */
  readonly bodies: ReadonlyMap<string, JsonObject>;
  readonly forms: ReadonlyMap<string, JsonObject>;
};

function createContext({ consumes, produces, parameters }: JsonObject): Context {
  const shared = Object.entries(isObject(parameters) ? parameters : {}).flatMap(([name, parameter]) =>
    isObject(parameter) ? [[name, parameter] as const] : [],
  );
  return {
    consumes: isStrings(consumes) ? consumes : [],
    produces: isStrings(produces) ? produces : [],
    bodies: new Map(shared.filter(([, parameter]) => parameter.in === "body")),
    forms: new Map(shared.filter(([, parameter]) => parameter.in === "formData")),
  };
}

function mapObject(
  value: JsonValue | undefined,
  convert: (entry: JsonValue, key: string) => JsonValue,
): JsonObject {
  if (!isObject(value)) return {};
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [key, key.startsWith("x-") ? entry : convert(entry, key)]),
  );
}

function serversOf({ host, basePath, schemes }: JsonObject): JsonValue {
  const path = typeof basePath === "string" ? basePath.replace(/\/+$/, "") : "";
  if (typeof host !== "string") return [{ url: path || "/" }];
  const protocols = isStrings(schemes) && schemes.length > 0 ? schemes : ["https"];
  return protocols.map((scheme) => ({ url: `${scheme}://${host}${path}` }));
}

function componentsOf(swagger: JsonObject, context: Context): JsonObject {
  const parameters = isObject(swagger.parameters) ? swagger.parameters : {};
  const plain = Object.entries(parameters).filter(([, parameter]) => !isBodyParameter(parameter));
  const sections: JsonObject = {
    schemas: swagger.definitions ?? {},
    parameters: Object.fromEntries(plain.map(([name, parameter]) => [name, convertParameter(parameter)])),
    requestBodies: Object.fromEntries(
      [...context.bodies].map(([name, body]) => [name, convertBody([body], context.consumes)]),
    ),
    responses: mapObject(swagger.responses, (response) => convertResponse(response, context.produces)),
    securitySchemes: mapObject(swagger.securityDefinitions, convertSecurity),
  };
  return Object.fromEntries(
    Object.entries(sections).filter(([, section]) => isObject(section) && Object.keys(section).length > 0),
  );
}

function convertPathItem(item: JsonValue, context: Context): JsonValue {
  if (!isObject(item)) return item;
  const shared = Array.isArray(item.parameters) ? item.parameters : [];
  const bodies = shared.filter((parameter) => isBody(parameter, context));
  const plain = shared.filter((parameter) => !bodies.includes(parameter)).map(convertParameter);
  const entries = Object.entries(item).map(([key, value]): [string, JsonValue] => [
    key,
    METHODS.includes(key) ? convertOperation(value, bodies, context) : key === "parameters" ? plain : value,
  ]);
  return Object.fromEntries(entries);
}

function convertOperation(operation: JsonValue, shared: readonly JsonValue[], context: Context): JsonValue {
  if (!isObject(operation)) return operation;
  const { consumes, produces, schemes: _schemes, parameters, responses, ...rest } = operation;
  const own = Array.isArray(parameters) ? parameters : [];
  const ownBodies = own.filter((parameter) => isBody(parameter, context));
  const plain = own.filter((parameter) => !ownBodies.includes(parameter)).map(convertParameter);
  const bodies = ownBodies.length > 0 ? ownBodies : shared;
  const media = isStrings(consumes) ? consumes : context.consumes;
  const mediaTypes = isStrings(produces) ? produces : context.produces;
  const body = bodyOf(bodies, media, context);
  return {
    ...rest,
    ...(plain.length > 0 && { parameters: plain }),
    ...(body !== undefined && { requestBody: body }),
    responses: mapObject(responses, (response) => convertResponse(response, mediaTypes)),
  };
}

function bodyOf(
  bodies: readonly JsonValue[],
  media: readonly string[],
  context: Context,
): JsonValue | undefined {
  const resolved = bodies.map((body) => sharedBody(body, context) ?? body).filter((body) => isObject(body));
  return resolved.length > 0 ? convertBody(resolved, media) : undefined;
}

function isBody(parameter: JsonValue, context: Context): boolean {
  return isBodyParameter(parameter) || sharedBody(parameter, context) !== undefined;
}

/** The request body for a reference to a shared parameter. The operation determines its media types. */
function sharedBody(parameter: JsonValue, { bodies, forms }: Context): JsonObject | undefined {
  const reference = isObject(parameter) ? parameter.$ref : undefined;
  const [, name] = /^#\/parameters\/([^/]+)$/.exec(typeof reference === "string" ? reference : "") ?? [];
  if (name === undefined) return undefined;
  const key = name.replaceAll("~1", "/").replaceAll("~0", "~");
  return bodies.get(key) ?? forms.get(key);
}

/** Shared definitions have other paths in OpenAPI 3. */
function moveReferences(node: JsonValue, context: Context): void {
  if (Array.isArray(node)) for (const item of node) moveReferences(item, context);
  if (!isObject(node)) return;
  for (const [key, value] of Object.entries(node)) {
    if (key === "$ref" && typeof value === "string") node[key] = movedReference(value, context);
    else moveReferences(value, context);
  }
}

function movedReference(reference: string, { bodies }: Context): string {
  const [, section, name] = /^#\/(definitions|parameters|responses)\/(.+)$/.exec(reference) ?? [];
  if (!section || !name) return reference;
  if (section === "parameters" && bodies.has(name)) return `#/components/requestBodies/${name}`;
  return `#/components/${section === "definitions" ? "schemas" : section}/${name}`;
}

const FLOWS: Readonly<Record<string, string>> = {
  implicit: "implicit",
  password: "password",
  application: "clientCredentials",
  accessCode: "authorizationCode",
};

function convertSecurity(scheme: JsonValue): JsonValue {
  if (!isObject(scheme)) return scheme;
  if (scheme.type === "basic") return { ...scheme, type: "http", scheme: "basic" };
  if (scheme.type !== "oauth2") return scheme;
  const { flow, authorizationUrl, tokenUrl, scopes, ...rest } = scheme;
  const details: JsonObject = {
    ...(authorizationUrl !== undefined && { authorizationUrl }),
    ...(tokenUrl !== undefined && { tokenUrl }),
    scopes: scopes ?? {},
  };
  return { ...rest, flows: { [FLOWS[String(flow)] ?? String(flow)]: details } };
}
