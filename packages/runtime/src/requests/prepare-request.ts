import { headerValue } from "../auth/auth.ts";
import type { Operation } from "../operation/operation.ts";
import type { CallOptions, ClientOptions, OperationInput } from "../types.ts";
import { contentTypeOf, fillPath, writeBody, writeQuery } from "./encode.ts";

/** A request in parts, so that it can be sent more than once; it costs less than a `Request` and its clones. */
export type PreparedRequest = {
  readonly url: string;
  readonly method: string;
  readonly headers: Headers;
  readonly body: BodyInit | undefined;
};

/** Writes an operation's input as a request. */
export function prepareRequest(
  operation: Operation,
  { path = {}, query, header, body: given }: OperationInput,
  call: CallOptions,
  client: ClientOptions,
): PreparedRequest {
  const { method, arrays } = operation;
  const search = writeQuery({ ...query, ...call.query }, arrays);
  const body = writeBody(given, operation, client.writeXml);
  const headers = new Headers({ accept: "application/json" });
  if (typeof body === "string") headers.set("content-type", contentTypeOf(operation));
  setHeaders(headers, header);
  addHeaders(headers, operation, call, client);
  return {
    url: client.baseUrl + fillPath(operation.path, { ...client.path, ...path }, client.vendor) + search,
    method,
    headers,
    body,
  };
}

/** Adds the headers of the client, where the operation's input has none, and of the caller, who wins. */
export function addHeaders(
  headers: Headers,
  operation: Operation,
  call: CallOptions,
  client: ClientOptions,
): void {
  setHeaders(headers, client.headers?.(operation), (name) => !headers.has(name));
  setHeaders(headers, call.headers);
}

function setHeaders(
  headers: Headers,
  values: Readonly<Record<string, unknown>> | undefined,
  fits: (name: string) => boolean = () => true,
): void {
  for (const name in values) {
    const value = values[name];
    if (value !== undefined && value !== null && fits(name))
      headers.set(name, headerValue(String(value), name));
  }
}
