import createClient, { type HeadersOptions, mergeHeaders } from "openapi-fetch";
import { secretsIn } from "../errors/conceal.ts";
import type { ErrorFacts } from "../errors/mdm-error.ts";
import { isPage, parseBody } from "../errors/read-body.ts";
import { throwErrorEnvelope } from "../errors/response-error.ts";
import type { OperationInput } from "../operation/call.ts";
import type { Operation, OperationTable } from "../operation/operation.ts";
import {
  headersOf,
  type PreparedRequest,
  type RequestDefaults,
  written,
} from "../requests/prepare-request.ts";
import { assertPlain } from "../requests/text-of.ts";
import { jsonBody } from "../requests/write-json.ts";
import { fillPath, writeQuery } from "../requests/write-url.ts";
import { watchBody } from "../transport/watch-body.ts";
import { internalsOf } from "./internals.ts";
import type { PathClient } from "./path-types.ts";

/** openapi-fetch's client as the dynamic side sees it. */
type DynamicClient = {
  request(method: string, path: string, init: object): Promise<{ response: Response }>;
};

type Init = {
  parseAs?: string;
  params?: Omit<OperationInput, "body">;
  body?: unknown;
  headers?: HeadersOptions;
  signal?: AbortSignal;
};

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE"];

/**
 * Calls by path: openapi-fetch over a client's own transport, with the same credentials, retries and limits. Failures
 * are thrown as they are elsewhere, so `error` is never filled. `Paths` are those of the client's document.
 *
 * @example
 * ```ts
 * const { data } = await byPath<paths>(client).GET("/devices/{id}", { params: { path: { id } } });
 * ```
 */
export function byPath<Paths extends object>(client: object): PathClient<Paths> {
  const { table, send, options } = internalsOf(client);
  const typed = createClient<Paths>({ baseUrl: options.baseUrl });
  const { request: plain } = dynamicClient(typed);
  const find = operationFinder(table);

  async function request(method: string, path: string, init: Init = {}) {
    const [id, operation] = find(method, path);
    const facts = { vendor: options.vendor, operation: id };
    const { parseAs = formOf(operation), signal } = init;
    const isStream = parseAs !== "json" && parseAs !== "text";
    const stream = isStream ? { watch: watchBody, endless: operation.read?.stream !== undefined } : undefined;
    const secrets = secretsIn(init.body, options.secretBodies?.[id]);
    const fetch = async (request: Request) => {
      const prepared = await preparedRequestOf(request);
      return send(prepared, { id, operation, options: { signal }, stream, secrets }, async (response) => {
        if (stream) return response;
        const text = await response.text();
        if (parseAs === "json")
          throwErrorEnvelope(parseBody(text, response, facts), { operation, options, facts, secrets });
        else if (operation.text && isPage(text)) parseBody(text, response, facts);
        return reread(text, response);
      });
    };
    const { query, path: values } = init.params ?? {};
    const params = { query, path: { ...options.path, ...values } };
    const { write } = operation.body ?? jsonBody;
    const body = init.body === undefined ? undefined : written(facts, () => write(init.body));
    const headers = written(facts, () => ownHeaders(operation, { ...init, body }, options));
    const serializers = { ...serializersOf(operation, facts), bodySerializer: () => body };
    const own = { ...serializers, ...init, headers, params, parseAs, fetch };
    const result = await plain(method, path, own);
    const { read } = operation;
    if (init.parseAs !== undefined || !read?.stream) return result;
    return { ...result, data: read(result.response, { operation, facts }) };
  }

  const methods = new Set([...METHODS, ...Object.values(table).map(({ method }) => method)]);
  const verbs = [...methods].map((method) => [
    method,
    (path: string, init?: Init) => request(method, path, init),
  ]);
  // The boundary, as below.
  return Object.assign(typed, { request }, Object.fromEntries(verbs)) as PathClient<Paths>;
}

/** The boundary: openapi-fetch infers from literal paths, a table has none to offer. */
function dynamicClient(client: object): DynamicClient {
  return client as DynamicClient;
}

function operationFinder(table: OperationTable): (method: string, path: string) => [string, Operation] {
  const index = new Map(Object.entries(table).map((entry) => [`${entry[1].method} ${entry[1].path}`, entry]));
  return (method, path) => {
    const key = `${method} ${path}`;
    const usual = `${method.toUpperCase()} ${path}`;
    return index.get(key) ?? index.get(usual) ?? [usual, { method: method.toUpperCase(), path }];
  };
}

function formOf({ text, read }: Operation): string {
  if (read) return read.stream ? "stream" : "blob";
  return text ? "text" : "json";
}

/** The writers of the named operation, for openapi-fetch. */
function serializersOf({ arrays, parameters, querystring }: Operation, facts: ErrorFacts): object {
  return {
    pathSerializer: (template: string, values: Readonly<Record<string, unknown>>) =>
      written(facts, () => fillPath(template, values, parameters?.path)),
    querySerializer: (query: Readonly<Record<string, unknown>>) =>
      written(facts, () => {
        if (querystring) return querystring(query, undefined);
        assertPlain(query, "query");
        return writeQuery(query, { arrays, writers: parameters?.query });
      }),
  };
}

/** The headers of the named operation, and those of the call, which win. */
function ownHeaders(operation: Operation, { params, body, headers }: Init, client: RequestDefaults): Headers {
  const own = headersOf(operation, { ...params, body }, client);
  // Otherwise openapi-fetch calls it JSON.
  if (body instanceof Blob && !own.has("content-type")) own.set("content-type", body.type);
  return mergeHeaders(own, headers);
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
