import { InvalidInputError } from "../errors/errors.ts";
import type { ErrorFacts } from "../errors/mdm-error.ts";
import type { CallOptions, OperationInput } from "../operation/call.ts";
import type { Operation } from "../operation/operation.ts";
import { jsonBody } from "./body-format.ts";
import { headerValue } from "./header-value.ts";
import { assertWellFormed } from "./well-formed.ts";
import { assertPlainQuery, fillPath, writeQuery } from "./write-url.ts";

/** The only access to the network; the global `fetch` is suitable. It must honor `init.signal`. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** What a client adds to the requests of its operations. */
export type RequestDefaults = {
  /** Vendor id, for messages. */
  vendor: string;
  baseUrl: string;
  /** Path parameters the client itself fills in where a call gives none of that name. */
  path?: Readonly<Record<string, string>> | undefined;
  /** Headers the client itself sends with an operation. */
  headers?: ((operation: Operation) => Readonly<Record<string, string | undefined>>) | undefined;
};

/** A request as it is sent, but for the credential. It can be sent more than once, and costs less than a `Request` and its clones. */
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
  client: RequestDefaults,
): PreparedRequest {
  const { method, arrays, body: { contentType, write } = jsonBody } = operation;
  for (const each of [query, call.query]) assertPlainQuery(each, client.vendor);
  assertWellFormed([path, query, call.query, given], client.vendor);
  if (call.query)
    assertNotSet(
      Object.keys(query ?? {}).filter((name) => query?.[name] !== undefined),
      call.query,
    );
  const search = writeQuery({ ...query, ...call.query }, { arrays, vendor: client.vendor });
  const body = given === undefined ? undefined : write(given);
  const headers = new Headers({ accept: "application/json" });
  if (typeof body === "string" && contentType) headers.set("content-type", contentType);
  setHeaders(headers, header);
  addHeaders(headers, operation, call, client);
  return {
    url: client.baseUrl + fillPath(operation.path, { ...client.path, ...path }, client.vendor) + search,
    method,
    headers,
    body,
  };
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

/** Adds the headers of the client, where the operation's input has none, and of the caller, who wins. */
export function addHeaders(
  headers: Headers,
  operation: Operation,
  call: CallOptions,
  client: RequestDefaults,
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
