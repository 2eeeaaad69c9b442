import createClient, { type Client, type HeadersOptions, mergeHeaders } from "openapi-fetch";
import type { ErrorFacts } from "../errors/mdm-error.ts";
import { parseBody } from "../errors/read-body.ts";
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
import { internalsOf } from "./internals.ts";

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

const METHODS: readonly Operation["method"][] = [
  "GET",
  "POST",
  "PUT",
  "PATCH",
  "DELETE",
  "HEAD",
  "OPTIONS",
  "TRACE",
];

/**
 * Calls by path: openapi-fetch over a client's own transport, with the same credentials, retries and limits. Failures
 * are thrown as they are elsewhere, so `error` is never filled.
 */
export function byPath<Paths extends object>(client: { readonly "~paths"?: Paths }): Client<Paths> {
  const { table, send, options } = internalsOf(client);
  const typed = createClient<Paths>({ baseUrl: options.baseUrl });
  const { request: plain } = dynamicClient(typed);
  const find = operationFinder(table);

  async function request(method: string, path: string, init: Init = {}) {
    const [id, operation] = find(method.toUpperCase(), path);
    const facts = { vendor: options.vendor, operation: id };
    const { parseAs = formOf(operation), signal } = init;
    const stream = parseAs !== "json" && parseAs !== "text";
    const fetch = async (request: Request) => {
      const prepared = await preparedRequestOf(request);
      return send(prepared, { id, operation, options: { signal }, stream }, async (response) => {
        if (stream) return response;
        const text = await response.text();
        if (parseAs === "json")
          throwErrorEnvelope(parseBody(text, response, facts), { operation, options, facts });
        return reread(text, response);
      });
    };
    const { query, path: values } = init.params ?? {};
    const params = { query, path: { ...options.path, ...values } };
    const headers = written(facts, () => ownHeaders(operation, init, options));
    return plain(method, path, {
      ...serializersOf(operation, facts),
      ...init,
      headers,
      params,
      parseAs,
      fetch,
    });
  }

  const verbs = METHODS.map((method) => [method, (path: string, init?: Init) => request(method, path, init)]);
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

function formOf({ text, bytes }: Operation): string {
  if (bytes) return "blob";
  return text ? "text" : "json";
}

/** The writers of the named operation, for openapi-fetch. */
function serializersOf({ arrays, parameters, body }: Operation, facts: ErrorFacts): object {
  const { write } = body ?? jsonBody;
  return {
    pathSerializer: (template: string, values: Readonly<Record<string, unknown>>) =>
      written(facts, () => fillPath(template, values, parameters?.path)),
    querySerializer: (query: Readonly<Record<string, unknown>>) =>
      written(facts, () => {
        assertPlain(query, "query");
        return writeQuery(query, { arrays, writers: parameters?.query });
      }),
    bodySerializer: (value: unknown) => written(facts, () => write(value)),
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
