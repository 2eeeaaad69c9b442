import type { OperationSchemas } from "../engine/document/operation-schemas.ts";
import type { Validator } from "../engine/document/validator.ts";
import { isRow } from "../engine/records/values.ts";
import { contentTypeOf, mediaTypeOf, parseBody } from "../engine/request/parse-body.ts";
import type { IncomingRequest } from "../engine/request/read-request.ts";

/** One request the sandbox got, without its credentials. */
export type LoggedRequest = {
  /** operationId; `unknown` for a path the document does not have. */
  operation: string;
  /** Upper case. */
  method: string;
  /** Below the base URL. */
  path: string;
  /** Parameters by name; an array for one that was repeated. */
  query: Record<string, string | string[]>;
  /** The parsed body; undefined without one. */
  body: unknown;
  /** 0 without a response. */
  status: number;
  /** Whether credentials were sent. */
  authenticated: boolean;
};

/** A request or a response that does not match the vendor's document, or an exception of the sandbox. */
export type Violation = {
  /** What does not match; `exception` is a fault of the sandbox. */
  kind: "request" | "response" | "exception";
  /** operationId; `unknown` for a path the document does not have. */
  operation: string;
  /** Upper case. */
  method: string;
  /** Below the base URL. */
  path: string;
  /** A sentence for each mismatch, with its place. */
  problems: string[];
};

export function queryRecord(search: URLSearchParams): Record<string, string | string[]> {
  const record: Record<string, string | string[]> = {};
  for (const key of new Set(search.keys())) {
    const [first = "", ...more] = search.getAll(key);
    record[key] = more.length === 0 ? first : [first, ...more];
  }
  return record;
}

const credentialHeaders = ["authorization", "x-api-key"];

export function hasCredentials(headers: Headers): boolean {
  return credentialHeaders.some((name) => headers.has(name));
}

/** The body for the log: read as the operation declares it, else parsed where it is JSON. */
export function loggedBody(
  { text, headers }: Pick<IncomingRequest, "text" | "headers">,
  { declared, validator }: { declared: OperationSchemas["body"]; validator: Validator },
): unknown {
  if (text === "") return undefined;
  if (declared && contentTypeOf(headers) === mediaTypeOf(declared.contentType))
    return withoutCredentials(parseBody(text, declared, validator)) ?? text;
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return text;
  }
}

/** A token request of OAuth may carry its secret in the body. */
function withoutCredentials(body: unknown): unknown {
  return isRow(body) && "client_secret" in body ? { ...body, client_secret: "***" } : body;
}
