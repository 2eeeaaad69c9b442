import type { RateLimitOption } from "../common-options.ts";
import { compileDocument } from "../engine/document/compile-document.ts";
import type { OperationSchemas } from "../engine/document/operation-schemas.ts";
import type { Match } from "../engine/document/router.ts";
import type { Validator } from "../engine/document/validator.ts";
import type { VendorResponse } from "../engine/request/call.ts";
import type { IncomingRequest } from "../engine/request/read-request.ts";
import { createOperations, type OperationResponder } from "../engine/vendor/create-operations.ts";
import type { VendorModel } from "../engine/vendor/vendor-model.ts";
import type { Effect, FaultContext } from "../faults/effect.ts";
import { createFaultRegistry, type FaultRegistry } from "../faults/registry.ts";
import { hasCredentials, type LoggedRequest, loggedBody, queryRecord, type Violation } from "./log.ts";
import { toResponse } from "./to-response.ts";
import { vendorResponse } from "./vendor-response.ts";
import { aborted, delay } from "./wait.ts";

export type EngineOptions = {
  now: () => number;
  /** Clock of the rate limit, which must move even where `now` stands still. */
  elapsed: () => number;
  latencyMs: number;
  rateLimit: RateLimitOption | undefined;
  checkResponses?: boolean | undefined;
};

export type Engine = {
  /** Responds to one request; rejects with the signal's reason when the caller gives up first. */
  respond(request: IncomingRequest, signal: AbortSignal): Promise<Response>;
  readonly operations: OperationResponder;
  readonly faults: FaultRegistry;
  readonly requests: LoggedRequest[];
  readonly violations: Violation[];
};

const noOperation: OperationSchemas = { method: "GET", path: "/", parameters: [], responses: {} };

/** Where a request goes: an operation of the document, a path beside it, or nowhere. */
type Routed = {
  operationId: string;
  path: string;
  match: Match | undefined;
  extra: VendorResponse | undefined;
};

/** The vendor-neutral server: routes, injects faults, validates, logs. All vendor behavior is in the model. */
export function createEngine(model: VendorModel, options: EngineOptions): Engine {
  const { now, checkResponses = true } = options;
  const { validator } = compileDocument(model.document);
  const faults = createFaultRegistry([
    ...Object.keys(model.document.operationSchemas),
    ...(model.extraOperations ?? []),
  ]);
  const requests: LoggedRequest[] = [];
  const violations: Violation[] = [];
  const previous = new Map<string, VendorResponse>();
  const tooMany = createRateLimit(options.rateLimit, options.elapsed);

  const operations = createOperations(model);

  const ownResponse = (request: IncomingRequest, { match, extra }: Routed): VendorResponse => {
    if (extra) return extra;
    if (!match) return model.error(undefined, { status: 404, message: "Not Found" });
    const violate = (violation: Violation) => void violations.push(violation);
    const parts = { model, operations, validator, match, checkResponses };
    return vendorResponse(request, { ...parts, now: now(), violate });
  };

  const respond: Engine["respond"] = async (request, signal) => {
    const routed = route(request, { model, now: now() });
    const context = contextOf(routed, {
      model,
      operations,
      now: now(),
      query: queryRecord(request.url.searchParams),
      previous: previous.get(routed.operationId),
    });
    const effects = faults.hitting(context);
    if (effects.some(({ hang }) => hang)) {
      requests.push(logEntry(request, { routed, status: 0, validator }));
      return aborted(signal);
    }
    if (options.latencyMs > 0) await delay(options.latencyMs, signal);
    const made = tooMany()
      ? context.error(429, "Too Many Requests")
      : spoil(() => ownResponse(request, routed), { effects, context });
    previous.set(routed.operationId, made);
    requests.push(logEntry(request, { routed, status: made.status, validator }));
    const fault = effects.find(({ body }) => body !== undefined)?.body;
    return toResponse(made, { now: now(), ...(fault && { fault }) });
  };

  return { respond, operations, faults, requests, violations };
}

function route(request: IncomingRequest, { model, now }: { model: VendorModel; now: number }): Routed {
  const { pathname } = request.url;
  const path = below(model.basePath, pathname);
  const match = path === undefined ? undefined : findOperation(request.method, path, model);
  if (match) return { operationId: match.operationId, path: path ?? pathname, match, extra: undefined };
  const extra = model.extra?.(request, now);
  return {
    operationId: extra?.operation ?? "unknown",
    path: path ?? pathname,
    match,
    extra: extra?.response,
  };
}

function findOperation(method: string, path: string, model: VendorModel): Match | undefined {
  const { router } = compileDocument(model.document);
  const ignoreCase = model.ignoresPathCase ?? false;
  return router(method, path) ?? (ignoreCase ? router(method, path, { ignoreCase }) : undefined);
}

function contextOf(
  { operationId, match }: Routed,
  parts: {
    model: VendorModel;
    operations: OperationResponder;
    now: number;
    query: FaultContext["query"];
    previous: VendorResponse | undefined;
  },
): FaultContext {
  const { model, operations, now, query, previous } = parts;
  return {
    operationId,
    operation: match?.operation ?? noOperation,
    now,
    query,
    previous,
    error: (status, message) => model.error(match?.operation, { status, message }),
    changeList: (change) => operations.changeList(operationId, change),
  };
}

function logEntry(
  request: IncomingRequest,
  { routed, status, validator }: { routed: Routed; status: number; validator: Validator },
): LoggedRequest {
  const { operationId, path, match } = routed;
  return {
    operation: operationId,
    method: request.method,
    path,
    query: queryRecord(request.url.searchParams),
    body: loggedBody(request, { declared: match?.operation.body, validator }),
    status,
    authenticated: hasCredentials(request.headers),
  };
}

/** The path below the base path; undefined for a path elsewhere on the host. */
function below(basePath: string, pathname: string): string | undefined {
  if (pathname === basePath) return "/";
  return pathname.startsWith(`${basePath}/`) ? pathname.slice(basePath.length) : undefined;
}

function spoil(
  own: () => VendorResponse,
  { effects, context }: { effects: readonly Effect[]; context: FaultContext },
): VendorResponse {
  for (const effect of effects) effect.before?.(context);
  const instead = effects.find((effect) => effect.instead)?.instead?.(context);
  return effects.reduce((made, effect) => effect.after?.(made, context) ?? made, instead ?? own());
}

/** Counts requests in fixed windows; true when one is too many. */
function createRateLimit(option: RateLimitOption | undefined, clock: () => number): () => boolean {
  let started = Number.NEGATIVE_INFINITY;
  let used = 0;
  return () => {
    if (option === undefined) return false;
    const now = clock();
    if (now - started >= option.seconds * 1000) {
      started = now;
      used = 0;
    }
    used += 1;
    return used > option.requests;
  };
}
