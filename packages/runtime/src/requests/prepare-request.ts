import { InvalidInputError } from "../errors/errors.ts";
import { type ErrorFacts, MdmError, withFacts } from "../errors/mdm-error.ts";
import type { CallOptions, OperationInput } from "../operation/call.ts";
import type { Operation, ParameterWriters } from "../operation/operation.ts";
import { headerValue } from "./header-value.ts";
import { assertPlain, isGiven, textOf } from "./text-of.ts";
import { jsonBody } from "./write-json.ts";
import { fillPath, writeQuery, writerOf } from "./write-url.ts";

/** The only access to the network; the global `fetch` is suitable. It must honor `init.signal`. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** What a client adds to the requests of its operations. */
export type RequestDefaults = {
  /** Vendor id, for messages. */
  vendor: string;
  baseUrl: string;
  /** Base URL of an operation that is at another host than the others; undefined for one that is not. */
  baseUrlOf?: ((operation: Operation) => string | undefined) | undefined;
  /** Path parameters the client itself fills in where a call gives none of that name. */
  path?: Readonly<Record<string, string>> | undefined;
  /** Headers the client itself sends with an operation. */
  headers?: ((operation: Operation) => Readonly<Record<string, string | undefined>>) | undefined;
};

/** A request as it is sent, but for the credential. It can be sent more than once, and costs less than a `Request` and its clones. */
export type PreparedRequest = {
  /** The whole URL, query included. */
  readonly url: string;
  /** HTTP method. */
  readonly method: string;
  /** Headers without the credential. */
  readonly headers: Headers;
  /** The encoded body. */
  readonly body: NonNullable<RequestInit["body"]> | undefined;
};

/** Writes a part of a request; what throws is an input error with these facts. */
export function written<Result>(facts: ErrorFacts, write: () => Result): Result {
  try {
    return write();
  } catch (cause) {
    if (MdmError.is(cause)) throw withFacts(cause, facts);
    throw new InvalidInputError("the input cannot be written as a request.", {
      ...facts,
      cause,
    });
  }
}

/** Writes an operation's input as a request. */
export function prepareRequest(
  operation: Operation,
  input: OperationInput,
  call: CallOptions,
  client: RequestDefaults,
): PreparedRequest {
  const { method, arrays, parameters = {}, querystring, body: { write } = jsonBody } = operation;
  const { path, query, body } = input;
  for (const each of [query, call.query]) if (each !== undefined && !querystring) assertPlain(each, "query");
  const taken = Object.keys(query ?? {}).filter((name) => query?.[name] !== undefined);
  assertNotSet(taken, call.query);
  const search = querystring
    ? querystring(query, call.query)
    : writeQuery({ ...query, ...call.query }, { arrays, writers: parameters.query });
  const headers = headersOf(operation, input, client);
  setHeaders(headers, call.headers);
  const baseUrl = client.baseUrlOf?.(operation) ?? client.baseUrl;
  return {
    url: baseUrl + fillPath(operation.path, { ...client.path, ...path }, parameters.path) + search,
    method,
    headers,
    body: body === undefined ? body : write(body),
  };
}

/** The headers of an operation: media types, then those of the client and of the input, which wins. */
export function headersOf(
  operation: Operation,
  { header, cookie, body }: OperationInput,
  client: RequestDefaults,
): Headers {
  const { accept, text, parameters, body: { contentType } = jsonBody } = operation;
  const headers = new Headers({ accept: accept ?? text ?? "application/json" });
  setHeaders(headers, client.headers?.(operation));
  if (body !== undefined && contentType) headers.set("content-type", contentType);
  setHeaders(headers, { ...header, cookie }, parameters?.header);
  return headers;
}

/** Throws where the call's own query has a parameter that the operation's input sets: the response would not match the request. */
export function assertNotSet(
  taken: readonly string[],
  query: Readonly<Record<string, unknown>> | undefined,
  facts: ErrorFacts = {},
): void {
  const roots = new Set(taken.map(rootOf));
  const names = Object.keys(query ?? {}).filter((name) => query?.[name] != null && roots.has(rootOf(name)));
  if (names.length === 0) return;
  const problem = `the query parameters ${names.join(", ")} are set by the call itself.`;
  throw new InvalidInputError(problem, { ...facts, advice: "Leave them out of the additional query." });
}

/** `sortFields` for `sortFields[0].name`. */
const rootOf = (name: string): string => name.replace(/[[.].*$/s, "");

function setHeaders(
  headers: Headers,
  values: Readonly<Record<string, unknown>> | undefined,
  writers?: ParameterWriters,
): void {
  for (const name in values) {
    const value = values[name];
    if (isGiven(value))
      headers.set(name, headerValue((writerOf(writers, name) ?? textOf)(name, value), name));
  }
}
