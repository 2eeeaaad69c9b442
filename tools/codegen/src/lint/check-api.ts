import { planOperation } from "../plan/plan-operation.ts";
import { type Api, type ApiOperation, itemSchemaOf, successesOf } from "../read/api.ts";
import { child } from "../read/json.ts";
import { METHODS, propertyOf } from "../read/openapi.ts";
import { removeAction } from "../read/overlay-action.ts";
import { mediaOf } from "../read/read-api.ts";
import type { Locate, Problem, ProblemList } from "../workspace/problem.ts";

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
  checkPlans(api, context);
  for (const operation of api.operations) {
    checkName(operation, context);
    checkFurther(operation, context);
    checkMethod(operation, context);
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

/** Methods that have a key of their own; `fetch` writes them in capitals. */
const NAMED = new Set<string>(METHODS);

/** A method that only `additionalOperations` has must be one that can be sent. */
function checkFurther({ id, method, pointer }: ApiOperation, { locate, problems }: Context): void {
  if (pointer.split("/").at(-2) !== "additionalOperations") return;
  const key = method.toLowerCase();
  const isToken = /^[!#$%&'*+.^_`|~\w-]+$/.test(method);
  if (isToken && !NAMED.has(key)) return;
  const problem = isToken ? `belongs under the key \`${key}\`` : "is no method of HTTP";
  const message = `${id}: ${method} of \`additionalOperations\` ${problem}`;
  problems.error(locate(pointer, true), message, removeAction(pointer));
}

function checkMethod({ id, method, pointer }: ApiOperation, { locate, problems }: Context): void {
  if (!/^(TRACE|TRACK|CONNECT)$/i.test(method)) return;
  const message = `${id}: the fetch of browsers and Node rejects ${method}, so a client needs a \`fetch\` of its own to call it`;
  problems.warning(locate(pointer, true), message);
}

/** Everything that a call can hold must have a notation in a request. What several operations share is reported once. */
function checkPlans({ document, operations }: Api, { locate, problems }: Context): void {
  const reported = new Set<string>();
  for (const operation of operations) {
    planOperation(document, operation, (pointer, message, fix, severity) => {
      const key = `${pointer} ${message}`;
      const problem: Problem = {
        severity: severity ?? "error",
        location: locate(pointer),
        message: `${operation.id}: ${message}`,
        fix,
      };
      if (!reported.has(key)) problems.add(problem);
      reported.add(key);
    });
  }
}

/** Of several kinds of responses, the client parses one. */
function checkResponses(operation: ApiOperation, { locate, problems }: Context): void {
  const successes = successesOf(operation).filter(({ format }) => format);
  const isText = (format: string | undefined) => format === "text" || format === "xml";
  const [first] = successes;
  for (const { status, contentType, format } of successes) {
    if (format === first?.format || (isText(format) && isText(first?.format))) continue;
    const message = `${operation.id} responds with ${first?.contentType} or ${contentType}; the client parses one of them`;
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
      : parameters.some((parameter) =>
          parameter.in === "querystring"
            ? propertyOf(api.document, mediaOf(parameter)?.schema, name) !== undefined
            : parameter.in === "query" && parameter.name === name,
        );
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
