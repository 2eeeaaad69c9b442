import { areaOf, isBatch, type Route } from "../calls/route.ts";
import { GatewayError } from "../errors/gateway-error.ts";
import type { CallDetails } from "../operations/call-details.ts";
import type { Dispatch } from "../operations/operation.ts";
import { toErrorResponse } from "../responses/error-response.ts";
import { unredacted } from "../secrets/redaction.ts";

/** The requests within batches. */
export type Batches = {
  /** Performs the requests of the batch that `request` is, with its token. */
  dispatcherFor(request: Request, details: CallDetails): Dispatch;
  /** The details of the batch that a request is part of; undefined for a request that was sent alone. */
  callDetailsOf(request: Request): CallDetails | undefined;
  /** Throws for what a batch cannot contain. It looks at the route because a path can be written in many ways. */
  assertAllowed(route: Route): void;
};

const MAX_PATH_LENGTH = 8192;

export function createBatches(fetch: (request: Request) => Response | Promise<Response>): Batches {
  const batchOf = new WeakMap<Request, CallDetails>();
  return {
    callDetailsOf: (request) => batchOf.get(request),
    assertAllowed(route) {
      if (route.area !== "records" || isBatch(route)) throw notAllowed();
    },
    dispatcherFor: ({ url, headers }, details) => {
      return async ({ method, path, body }, signal) => {
        const target = new URL(path.slice(0, MAX_PATH_LENGTH), url);
        if (areaOf(target.pathname) !== "records") return refuse(notAllowed());
        if (target.searchParams.get("truto_response_format") === "stream")
          return refuse(new GatewayError(400, "A batch cannot contain a request for a stream."));
        const authorization = headers.get("authorization");
        const request = new Request(target, {
          method,
          headers: { ...(authorization && { authorization }), "content-type": "application/json" },
          ...(body !== undefined && method !== "GET" && { body: JSON.stringify(body) }),
          signal,
        });
        batchOf.set(request, details);
        const response = await fetch(request);
        const text = await response.text();
        return { status: response.status, body: text === "" ? null : JSON.parse(text) };
      };
    },
  };
}

function notAllowed(): GatewayError {
  return new GatewayError(400, "A batch can contain only requests for records, and no other batch.");
}

function refuse(error: GatewayError): { status: number; body: unknown } {
  const { body } = toErrorResponse(error, { requestId: "", redact: unredacted });
  return { status: error.status, body };
}
