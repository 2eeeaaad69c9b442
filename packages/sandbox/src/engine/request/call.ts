import type { OperationSchemas } from "../document/operation-schemas.ts";
import type { Collection } from "../records/collection.ts";
import { type Row, rowOf } from "../records/values.ts";
import { writeXml } from "./write-xml.ts";

/** One request that fits the vendor's document, with its parameters read. */
export type Call = {
  readonly operationId: string;
  readonly operation: OperationSchemas;
  readonly path: Readonly<Record<string, string>>;
  /** Declared query parameters with the types the document gives them, or the properties of the whole query. */
  readonly query: Readonly<Record<string, unknown>>;
  /** The whole query, where the document describes it as one value. */
  readonly querystring?: unknown;
  /** Declared parameters of the other places, the same way. */
  readonly values: { readonly [Place in "path" | "header" | "cookie"]: Readonly<Record<string, unknown>> };
  /** The query as sent, for `filter[0]` and `search[searchTerm]`. */
  readonly search: URLSearchParams;
  readonly headers: Headers;
  /** Scheme and host that the request was sent to, for links in responses. */
  readonly origin: string;
  readonly body: unknown;
  /** The sandbox's clock, ms since 1970. */
  readonly now: number;
};

/** A call together with what it works on. */
export type ResourceCall = Call & {
  /** The records that the operation lists, creates or changes. */
  readonly collection: Collection;
  /** The record that the path names last, and its id. Empty where it names none. */
  readonly record: Row;
  readonly id: string;
};

/** The response of a vendor, before it becomes a Response of the platform. */
export type VendorResponse = {
  readonly status: number;
  /** JSON body. */
  readonly body?: unknown;
  /** Body that is not JSON. */
  readonly text?: string;
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Name of a known quirk that the document does not allow; such a response is not validated. */
  readonly quirk?: string;
};

/** The properties of a body; none where it is no object. */
export function bodyOf({ body }: Call): Row {
  return rowOf(body);
}

/** The token that a request carries; empty where it has none. */
export function bearerOf({ headers }: { readonly headers: Headers }): string {
  return /^Bearer (.+)$/i.exec(headers.get("authorization") ?? "")?.[1] ?? "";
}

export function json(body: unknown, { status = 200, headers = {} } = {}): VendorResponse {
  return { status, body, headers };
}

export function empty(status: number): VendorResponse {
  return { status };
}

/** `body` has one property, the outermost element. */
export function xml(body: object, status = 200): VendorResponse {
  return { status, text: writeXml(body), contentType: "text/xml;charset=UTF-8" };
}

export function plain(text: string, status = 200): VendorResponse {
  return { status, text, contentType: "text/plain; charset=utf-8" };
}
