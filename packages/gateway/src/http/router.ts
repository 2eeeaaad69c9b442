import type { OperationSchemas } from "@mdmkit/unified/schemas";
import { type Context, Hono } from "hono";
import { perform } from "../calls/perform.ts";
import { areaOf, type PerformOptions, type Received, type Route } from "../calls/route.ts";
import { GatewayError } from "../errors/gateway-error.ts";
import { createBodyReader } from "../input/read-body.ts";
import type { ToolEndpoint } from "../mcp/tool-endpoint.ts";
import { errorLocation, type Log } from "../observe/log.ts";
import type { Metrics } from "../observe/metrics.ts";
import type { CallDetails } from "../operations/call-details.ts";
import type { Handlers, OperationId } from "../operations/operation.ts";
import { isExpected, toErrorResponse } from "../responses/error-response.ts";
import { type CallResponse, jsonResponse } from "../responses/response.ts";
import { unredacted } from "../secrets/redaction.ts";
import { type Batches, createBatches } from "./batches.ts";
import { type Env, useMiddleware } from "./middleware.ts";
import { adviceFor } from "./reference-paths.ts";

/** A gateway that is mounted in a server of yours. Made by `createGateway`. */
export type Gateway = {
  /** Responds to a request. */
  fetch(request: Request): Promise<Response>;
  /** Ends bulk actions after the devices that they are sending an action to, and begins no others. */
  drain(): Promise<void>;
  /** Closes the connections to vendors. The store stays open, for its owner to close. */
  close(): void;
};

type RouterOptions = {
  readonly handlers: Handlers;
  readonly operations: Readonly<Record<string, OperationSchemas>>;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly corsOrigins: readonly string[];
  readonly bodyLimit: number;
  readonly perform: PerformOptions;
  /** Pages that the document does not describe. */
  readonly pages: Hono;
  /** What `/mcp` is. */
  readonly tools: ToolEndpoint;
};

/** Mounts every operation of the document on its handler. */
export function createRouter(options: RouterOptions): Pick<Gateway, "fetch"> {
  const app = new Hono<Env>();
  const routes = routesOf(options);
  const batches = createBatches((request) => app.fetch(request));
  const handle = createRouteHandler(options, batches);
  useMiddleware(app, options);
  for (const route of routes) {
    const { method, path } = route.schemas;
    app.on(method, path.replaceAll(/\{(\w+)\}/g, ":$1"), (context) => handle(route, context));
  }
  app.all(TOOLS, (context) => handleTools(options, context, app));
  app.route("/", options.pages);
  app.notFound((context) => {
    options.log("info", "not-found", { request_id: context.get("requestId") });
    return failure(notFound(context.req.path, routes), context.get("requestId"));
  });
  app.onError((error, context) => {
    const request_id = context.get("requestId");
    if (!isExpected(error))
      options.log("error", "unexpected", { request_id, method: context.req.method, ...errorLocation(error) });
    return failure(error, request_id);
  });
  return { fetch: async (request) => app.fetch(request) };
}

function routesOf({ handlers, operations }: RouterOptions): Route[] {
  return Object.entries(operations).map(([id, schemas]) => {
    if (!isOperation(handlers, id)) throw new TypeError(`The operation ${id} has no handler.`);
    return { id, area: areaOf(schemas.path), schemas, handler: handlers[id] };
  });
}

function isOperation(handlers: Handlers, id: string): id is OperationId {
  return Object.hasOwn(handlers, id);
}

/** Where the tools are, which the document does not describe. */
const TOOLS = "/mcp";

/** Operations whose bodies have devices, and how many times as large these may be. */
const LARGE: readonly OperationId[] = ["diffAccountDevices", "createBulkPlan"];
const TIMES_AS_LARGE = 16;

function createRouteHandler(options: RouterOptions, batches: Batches) {
  const readBody = createBodyReader(options.bodyLimit);
  const readLarge = createBodyReader(options.bodyLimit * TIMES_AS_LARGE);
  return async (route: Route, context: Context<Env>): Promise<Response> => {
    const startedAt = performance.now();
    const request = context.req.raw;
    const requestId = context.get("requestId");
    const batch = batches.callDetailsOf(request);
    if (batch) batches.assertAllowed(route);
    const details: CallDetails = {
      ...{ requestId, startedAt, operation: route.id },
      ...{ sent: [], rateLimit: {}, redact: unredacted },
    };
    const url = new URL(request.url);
    const received: Received = {
      method: request.method,
      url: url.pathname + url.search,
      path: context.req.param(),
      search: url.searchParams,
      headers: request.headers,
      text: () => (LARGE.includes(route.id) ? readLarge : readBody)(context),
      clientSignal: request.signal,
      dispatch: batches.dispatcherFor(request, details),
    };
    const response = await perform(route, received, details, options.perform);
    batch?.sent.push(...details.sent);
    logCall(options, details, { status: response.status, milliseconds: performance.now() - startedAt });
    if (request.method !== "HEAD") return toResponse(response, requestId);
    if (response.body instanceof ReadableStream) await response.body.cancel(); // it will not be read
    return toResponse({ ...response, body: null }, requestId);
  };
}

/** The tools have a protocol of their own, which the document does not describe. */
async function handleTools(options: RouterOptions, context: Context<Env>, app: Hono<Env>): Promise<Response> {
  const requestId = context.get("requestId");
  const startedAt = performance.now();
  const details: CallDetails = {
    ...{ requestId, startedAt, operation: "mcp" },
    ...{ sent: [], rateLimit: {}, redact: unredacted },
  };
  const request = context.req.raw;
  const readBody = createBodyReader(options.bodyLimit);
  const response = await options
    .tools({ request, text: () => readBody(context), details, dispatch: async (one) => app.fetch(one) })
    .catch((error: unknown) => {
      if (!isExpected(error))
        options.log("error", "unexpected", { request_id: requestId, ...errorLocation(error) });
      return failure(error, requestId);
    });
  logCall(options, details, { status: response.status, milliseconds: performance.now() - startedAt });
  return response;
}

function logCall(
  { log, metrics }: RouterOptions,
  { requestId, operation, action, token, account, sent }: CallDetails,
  { status, milliseconds }: { status: number; milliseconds: number },
): void {
  metrics.requestFinished({ operation, status, milliseconds });
  log(status < 500 ? "info" : "warn", "request", {
    request_id: requestId,
    operation,
    action,
    status,
    ms: Math.round(milliseconds),
    token_id: token?.id,
    account: account?.id,
    vendor: account?.vendor,
    vendor_requests: sent.length,
  });
}

/** 405 where the path exists with another method, otherwise 404; with what to use instead. */
function notFound(path: string, routes: readonly Route[]): GatewayError {
  const allowed = routes.filter(({ schemas }) => patternOf(schemas.path).test(path));
  const single = path.replaceAll(/\/{2,}/g, "/").replace(/\/$/, "");
  const paths = [TOOLS, ...routes.map(({ schemas }) => schemas.path)];
  const isMisspelled = allowed.length === 0 && paths.some((known) => patternOf(known).test(single));
  const advice = isMisspelled
    ? "Use single slashes, and none at the end."
    : (adviceFor(path) ?? "/docs lists all paths.");
  if (allowed.length === 0) return new GatewayError(404, `Unknown path. ${advice}`);
  const allow = allowed.map(({ schemas }) => schemas.method).join(", ");
  const only = `This path supports only ${allow}.`;
  return new GatewayError(405, adviceFor(path) ? `${only} ${advice}` : only, { headers: { allow } });
}

function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replaceAll(".", "\\.").replaceAll(/\{\w+\}/g, "[^/]+")}$`);
}

function failure(error: unknown, requestId: string): Response {
  const { body, headers } = toErrorResponse(error, { requestId, redact: unredacted });
  return toResponse(jsonResponse(body.statusCode, body, headers), requestId);
}

function toResponse({ status, headers, body }: CallResponse, requestId: string): Response {
  return new Response(body, { status, headers: { ...headers, "x-request-id": requestId } });
}
