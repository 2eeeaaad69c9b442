import type { OperationSchemas } from "@mdmkit/unified/schemas";
import { Hono } from "hono";
import { perform } from "../calls/perform.ts";
import type { PerformOptions, Received, Route } from "../calls/route.ts";
import { GatewayError } from "../errors/gateway-error.ts";
import { readText } from "../input/read-body.ts";
import { type Log, placeOf } from "../observe/log.ts";
import type { Metrics } from "../observe/metrics.ts";
import type { CallFacts } from "../operations/call-facts.ts";
import type { Dispatch, Handlers, OperationId } from "../operations/operation.ts";
import { answerError } from "../responses/error-response.ts";
import { type Answer, answerOf } from "../responses/response.ts";
import { unredacted } from "../secrets/redaction.ts";
import { corsHeaders, SECURITY_HEADERS } from "./response-headers.ts";

export type Gateway = {
  /** Answers a request. */
  fetch(request: Request): Promise<Response>;
  close(): void;
};

type RouterOptions = {
  readonly handlers: Handlers;
  readonly operations: Readonly<Record<string, OperationSchemas>>;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly corsOrigins: readonly string[];
  readonly bodyLimit: number;
  readonly newRequestId: () => string;
  readonly perform: PerformOptions;
  /** Adds pages that the document does not describe. */
  readonly mount: (app: Hono) => void;
};

const LONGEST_BATCH_PATH = 8192;

/** Mounts every operation of the document on its handler. */
export function createRouter(options: RouterOptions): Omit<Gateway, "close"> {
  const app = new Hono();
  const routes = routesOf(options);
  for (const route of routes) {
    const { method, path } = route.schemas;
    app.on(method, path.replaceAll(/\{(\w+)\}/g, ":$1"), (context) =>
      answer(route, options, app, { request: context.req.raw, path: context.req.param() }),
    );
  }
  options.mount(app);
  app.notFound(({ req }) => notFound(req.raw, routes, options));
  app.onError((error, { req }) => {
    const requestId = options.newRequestId();
    options.log("error", "unexpected", { request_id: requestId, method: req.method, ...placeOf(error) });
    return failure(error, requestId);
  });
  return {
    async fetch(request) {
      // A host such as 999.999.999.999 passes for one until its URL is read.
      if (!URL.canParse(request.url))
        return failure(new GatewayError(400, "The host or the path is none."), options.newRequestId());
      const isPreflight =
        request.method === "OPTIONS" && request.headers.has("access-control-request-method");
      const response = isPreflight ? new Response(null, { status: 204 }) : await app.fetch(request);
      for (const [name, value] of Object.entries(SECURITY_HEADERS))
        if (!response.headers.has(name)) response.headers.set(name, value);
      for (const [name, value] of Object.entries(corsHeaders(request, options.corsOrigins)))
        response.headers.append(name, value);
      return response;
    },
  };
}

function routesOf({ handlers, operations }: RouterOptions): Route[] {
  return Object.entries(operations).map(([id, schemas]) => {
    if (!isOperation(handlers, id)) throw new TypeError(`The document's ${id} has no handler.`);
    return { id, schemas, handler: handlers[id] };
  });
}

function isOperation(handlers: Handlers, id: string): id is OperationId {
  return Object.hasOwn(handlers, id);
}

type Given = { readonly request: Request; readonly path: Readonly<Record<string, string>> };

async function answer(
  route: Route,
  options: RouterOptions,
  app: Hono,
  { request, path }: Given,
): Promise<Response> {
  const startedAt = performance.now();
  const batch = batches.get(request);
  if (batch && !mayBeInBatch(route)) return failure(notInBatch(), batch.requestId);
  const facts: CallFacts = {
    requestId: options.newRequestId(),
    operation: route.id,
    sent: [],
    rateLimit: {},
    redact: unredacted,
  };
  const url = new URL(request.url);
  const received: Received = {
    method: request.method,
    url: url.pathname + url.search,
    path,
    search: url.searchParams,
    headers: request.headers,
    text: () => readText(request, options.bodyLimit),
    gone: request.signal,
    dispatch: dispatcher(app, request, facts),
  };
  const given = await perform(route, received, facts, options.perform);
  batch?.sent.push(...facts.sent);
  noteAnswer(options, facts, { status: given.status, milliseconds: performance.now() - startedAt });
  if (request.method !== "HEAD") return responseOf(given, facts.requestId);
  if (given.body instanceof ReadableStream) await given.body.cancel(); // nobody will read it
  return responseOf({ ...given, body: null }, facts.requestId);
}

function responseOf({ status, headers, body }: Answer, requestId: string): Response {
  return new Response(body, { status, headers: { ...headers, "x-request-id": requestId } });
}

function noteAnswer(
  { log, metrics }: RouterOptions,
  { requestId, operation, action, token, account, sent }: CallFacts,
  { status, milliseconds }: { status: number; milliseconds: number },
): void {
  metrics.answered({ operation, status, milliseconds });
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

/** Requests within a batch, and the facts of that. */
const batches = new WeakMap<Request, CallFacts>();

/** By what a path led to: a path can be written in many ways. */
function mayBeInBatch({ id, schemas }: Route): boolean {
  return id !== "performBatch" && schemas.path.startsWith("/unified/");
}

function notInBatch(): GatewayError {
  return new GatewayError(400, "A batch holds requests for records only, and no other batch.");
}

/** For batches: the same client asks for something else. */
function dispatcher(app: Hono, { url, headers }: Request, facts: CallFacts): Dispatch {
  return async ({ method, path, body }, signal) => {
    const target = new URL(path.slice(0, LONGEST_BATCH_PATH), url);
    if (!target.pathname.startsWith("/unified/mdm/")) return refused(notInBatch());
    if (target.searchParams.get("truto_response_format") === "stream")
      return refused(new GatewayError(400, "A batch cannot hold a stream."));
    const authorization = headers.get("authorization");
    const request = new Request(target, {
      method,
      headers: { ...(authorization && { authorization }), "content-type": "application/json" },
      ...(body !== undefined && method !== "GET" && { body: JSON.stringify(body) }),
      signal,
    });
    batches.set(request, facts);
    const response = await app.fetch(request);
    const text = await response.text();
    return { status: response.status, body: text === "" ? null : JSON.parse(text) };
  };
}

function refused(error: GatewayError) {
  const { body } = answerError(error, { requestId: "", redact: unredacted });
  return { status: error.status, body };
}

/** 405 where the path is known under another method. */
function notFound(request: Request, routes: readonly Route[], options: RouterOptions): Response {
  const requestId = options.newRequestId();
  const { pathname } = new URL(request.url);
  const allowed = routes.filter(({ schemas }) => patternOf(schemas.path).test(pathname));
  options.log("info", "not-found", { request_id: requestId });
  if (allowed.length === 0)
    return failure(
      new GatewayError(404, "There is nothing at this path; /docs lists what there is."),
      requestId,
    );
  const allow = allowed.map(({ schemas }) => schemas.method).join(", ");
  const message = `The path knows ${allow} only.`;
  return failure(new GatewayError(405, message, { headers: { allow } }), requestId);
}

function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replaceAll(".", "\\.").replaceAll(/\{\w+\}/g, "[^/]+")}$`);
}

function failure(error: unknown, requestId: string): Response {
  const { body, headers } = answerError(error, { requestId, redact: unredacted });
  return responseOf(answerOf(body.statusCode, body, headers), requestId);
}
