import createClient, { type Client } from "openapi-fetch";
import { parseBody } from "../errors/read-body.ts";
import { throwErrorEnvelope } from "../errors/response-error.ts";
import type { Operation, OperationTable } from "../operation/operation.ts";
import { addHeaders, type PreparedRequest } from "../requests/prepare-request.ts";
import { assertWellFormed } from "../requests/well-formed.ts";
import { fillPath } from "../requests/write-url.ts";
import { internalsOf } from "./internals.ts";

/** openapi-fetch's client as the dynamic side sees it. */
type DynamicClient = {
  request(method: string, path: string, init: object): Promise<{ response: Response }>;
};

type Init = { parseAs?: string; params?: { path?: object }; body?: unknown; signal?: AbortSignal };

const METHODS: readonly Operation["method"][] = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD"];

/**
 * Calls by path: openapi-fetch over a client's own transport, with the same credentials, retries and limits. Failures
 * are thrown as they are elsewhere, so `error` is never filled.
 */
export function byPath<Paths extends object>(client: { readonly "~paths"?: Paths }): Client<Paths> {
  const { table, send, options } = internalsOf(client);
  const typed = createClient<Paths>({
    baseUrl: options.baseUrl,
    headers: { accept: "application/json" },
    pathSerializer: (path, values) => fillPath(path, values, options.vendor),
  });
  const { request: plain } = dynamicClient(typed);
  const find = operationFinder(table);

  async function request(method: string, path: string, init: Init = {}) {
    assertWellFormed([init.params, init.body], options.vendor);
    const [id, operation] = find(method.toUpperCase(), path);
    const { parseAs = operation.text ? "text" : "json", signal } = init;
    const stream = parseAs !== "json" && parseAs !== "text";
    const fetch = async (request: Request) => {
      const prepared = await preparedRequestOf(request);
      addHeaders(prepared.headers, operation, {}, options);
      return send(prepared, { id, operation, options: { signal }, stream }, async (response) => {
        if (stream) return response;
        const text = await response.text();
        const facts = { vendor: options.vendor, operation: id };
        if (parseAs === "json")
          throwErrorEnvelope(parseBody(text, response, facts), { operation, options, facts });
        return reread(text, response);
      });
    };
    const params = { ...init.params, path: { ...options.path, ...init.params?.path } };
    return plain(method, path, { ...encodingOf(operation), ...init, params, parseAs, fetch });
  }

  const verbs = [...METHODS, "OPTIONS", "TRACE"].map((method) => [
    method,
    (path: string, init?: Init) => request(method, path, init),
  ]);
  return Object.assign(typed, { request }, Object.fromEntries(verbs));
}

/** The boundary: openapi-fetch infers from literal paths, a table has none to offer. */
function dynamicClient(client: object): DynamicClient {
  return client as DynamicClient;
}

function operationFinder(table: OperationTable): (method: string, path: string) => [string, Operation] {
  const index = new Map(Object.entries(table).map((entry) => [`${entry[1].method} ${entry[1].path}`, entry]));
  return (method, path) => {
    const key = `${method} ${path}`;
    const known = METHODS.find((one) => one === method) ?? "POST";
    return index.get(key) ?? [key, { method: known, path }];
  };
}

function encodingOf({ arrays, body }: Operation): object {
  return {
    ...(arrays && { querySerializer: { array: { style: "form", explode: false } } }),
    ...(body && { bodySerializer: body.write }),
    ...(body?.contentType && { headers: { "content-type": body.contentType } }),
  };
}

/** The parts of a request. */
async function preparedRequestOf(request: Request): Promise<PreparedRequest> {
  const { url, method, headers } = request;
  const body = method === "GET" || method === "HEAD" ? undefined : await request.arrayBuffer();
  return { url, method, headers, body: body?.byteLength ? body : undefined };
}

/** The same response with its body still to be read, for openapi-fetch to parse. */
function reread(text: string, { status, statusText, headers }: Response): Response {
  const kept = new Headers(headers);
  kept.delete("content-length");
  kept.delete("content-encoding");
  return new Response(text || null, { status, statusText, headers: kept });
}
