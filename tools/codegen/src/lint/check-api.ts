import { type Api, type ApiOperation, arrayParametersOf, itemSchemaOf, successesOf } from "../read/api.ts";
import { child } from "../read/json.ts";
import { propertyOf } from "../read/openapi.ts";
import type { Locate, ProblemList } from "../workspace/problem.ts";

/** Members of every client; with `then` a client would count as a promise. */
const RESERVED = new Set(["request", "paginate", "http", "then"]);

type Context = { readonly locate: Locate; readonly problems: ProblemList };

/** Checks that every operation has a unique operationId. */
export function checkOperationIds({ operations }: Api, { locate, problems }: Context): void {
  const seen = new Map<string, ApiOperation>();
  for (const operation of operations) {
    const { id, method, path, pointer } = operation;
    const earlier = seen.get(id);
    if (id === "") problems.error(locate(pointer, true), `${method} ${path} has no operationId`, "Add one.");
    else if (earlier) {
      const message = `operationId ${id} is also used by ${earlier.method} ${earlier.path}`;
      problems.error(locate(child(pointer, "operationId")), message, "Rename one of them.");
    }
    seen.set(id, operation);
  }
}

/** Checks for valid OpenAPI that cannot become a client. */
export function checkApi(api: Api, context: Context): void {
  checkCollections(api, context);
  for (const operation of api.operations) {
    checkName(operation, context);
    checkArrays(operation, context);
    checkResponses(operation, context);
    if (operation.pagination) checkPagination(api, operation, context);
  }
}

/** The sandbox cannot reach a collection whose path is not in the document. */
function checkCollections({ collections, operations }: Api, { locate, problems }: Context): void {
  for (const [name, { paths }] of Object.entries(collections)) {
    for (const [index, path] of paths.entries()) {
      if (operations.some((operation) => `${operation.path}/`.startsWith(`${path}/`))) continue;
      const message = `x-mdmkit-collections.${name} names ${path}, but no path starts with it`;
      const at = child("#", "x-mdmkit-collections", name, "paths", String(index));
      problems.error(locate(at), message, "Correct or remove the path.");
    }
  }
}

function checkName({ id, pointer }: ApiOperation, { locate, problems }: Context): void {
  if (!RESERVED.has(id)) return;
  const message = `operationId ${id} is reserved: every client has a member of that name`;
  problems.error(locate(child(pointer, "operationId")), message, "Rename it in overlay.yaml.");
}

/** An operation has one array format: a table per parameter would make bundles larger. */
function checkArrays(operation: ApiOperation, { locate, problems }: Context): void {
  const ways = new Set(arrayParametersOf(operation).map(({ explode }) => explode !== false));
  if (ways.size < 2) return;
  const message = `${operation.id} mixes array parameters joined by commas with repeated ones`;
  problems.error(
    locate(operation.pointer, true),
    message,
    "Set the same `explode` for all of them in overlay.yaml.",
  );
}

function checkResponses(operation: ApiOperation, { locate, problems }: Context): void {
  for (const { status, contentType, encoding } of successesOf(operation)) {
    if (!encoding || ["json", "text", "xml"].includes(encoding)) continue;
    const message = `${operation.id} responds with ${contentType}, which the client cannot parse; the response type is unknown`;
    problems.warning(locate(child(operation.pointer, "responses", status)), message);
  }
}

function checkPagination(api: Api, operation: ApiOperation, { locate, problems }: Context): void {
  const { id, pagination, parameters, body, pointer } = operation;
  if (!pagination) return;
  const annotation = child(pointer, "x-mdmkit-pagination");
  const inBody = pagination.in === "body";
  const has = (name: string) =>
    inBody
      ? propertyOf(api.document, body?.schema, name) !== undefined
      : parameters.some((parameter) => parameter.in === "query" && parameter.name === name);
  const place = inBody ? "body property" : "query parameter";
  for (const name of [...pagination.names, ...Object.keys(pagination.order ?? {})].filter(
    (name) => !has(name),
  )) {
    const key = Object.entries(pagination.raw).find(([, value]) => value === name)?.[0];
    const at = key ? child(annotation, key) : child(annotation, "order", name);
    const message = `x-mdmkit-pagination of ${id} names ${name}, but the operation does not have that ${place}`;
    problems.error(locate(at), message, "Correct the name, or add the parameter.");
  }
  if (itemSchemaOf(api, operation) !== undefined) return;
  const where =
    pagination.items === undefined ? "the response is not a list" : `no list at ${pagination.items}`;
  const message = `x-mdmkit-pagination of ${id} finds no records: ${where}`;
  problems.error(locate(annotation), message, "Correct `items`, or the schema of the response.");
}
