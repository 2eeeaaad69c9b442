import createClient, { type Client } from "openapi-fetch";
import { addHeaders, draftOf } from "./draft.ts";
import { encodingOf } from "./encode.ts";
import type { Operation, OperationTable } from "./operation.ts";
import { parseBody } from "./read-body.ts";
import type { Send } from "./transport.ts";
import type { ClientOptions } from "./types.ts";

/** openapi-fetch's client as the dynamic side sees it. */
export type DynamicClient = {
  request(method: string, path: string, init: object): Promise<{ response: Response }>;
};

/** The boundary: openapi-fetch infers from literal paths, a table has none to offer. */
export function dynamicClient(client: object): DynamicClient {
  return client as DynamicClient;
}

type Init = { parseAs?: string; params?: object; signal?: AbortSignal };

const METHODS: readonly Operation["method"][] = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD"];

/** The path-style client: openapi-fetch with its calls sent through the transport, as the operation of that path. */
export function createPathClient<Paths extends object>(context: {
  base: { baseUrl: string };
  table: OperationTable;
  send: Send;
  options: ClientOptions;
}): Client<Paths> {
  const { base, table, send, options } = context;
  const client = createClient<Paths>(base);
  const { request: plain } = dynamicClient(client);
  let index: Map<string, [string, Operation]> | undefined;

  function find(method: string, path: string): [string, Operation] {
    index ??= new Map(Object.entries(table).map((entry) => [`${entry[1].method} ${entry[1].path}`, entry]));
    const key = `${method} ${path}`;
    const known = METHODS.find((one) => one === method) ?? "POST";
    return index.get(key) ?? [key, { method: known, path }];
  }

  function request(method: string, path: string, init: Init = {}) {
    const [id, operation] = find(method.toUpperCase(), path);
    const { parseAs = operation.text ? "text" : "json", signal } = init;
    const stream = parseAs !== "json" && parseAs !== "text";
    const fetch = async (request: Request) => {
      const draft = await draftOf(request);
      addHeaders(draft.headers, operation, {}, options);
      return send(draft, { id, operation, options: { signal }, stream }, async (response) => {
        if (stream) return response;
        const text = await response.text();
        if (parseAs === "json") parseBody(text, response, { vendor: options.vendor, operation: id });
        return reread(text, response);
      });
    };
    const params = { path: {}, ...init.params };
    return plain(method, path, { ...encodingOf(operation), ...init, params, parseAs, fetch });
  }

  const verbs = [...METHODS, "OPTIONS", "TRACE"].map((method) => [
    method,
    (path: string, init?: Init) => request(method, path, init),
  ]);
  return Object.assign(client, { request }, Object.fromEntries(verbs));
}

/** The same response with its body still to be read, for openapi-fetch to parse. */
function reread(text: string, { status, statusText, headers }: Response): Response {
  const kept = new Headers(headers);
  kept.delete("content-length");
  kept.delete("content-encoding");
  return new Response(text || null, { status, statusText, headers: kept });
}
