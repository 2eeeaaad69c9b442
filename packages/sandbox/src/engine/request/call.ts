import type { OperationSchemas } from "../document/operation-schemas.ts";

/** One request that fits the vendor's document, with its parameters read. */
export type Call = {
  readonly operationId: string;
  readonly operation: OperationSchemas;
  readonly path: Readonly<Record<string, string>>;
  /** Declared query parameters with the types the document gives them. */
  readonly query: Readonly<Record<string, unknown>>;
  /** The query as sent, for `filter[0]` and `search[searchTerm]`. */
  readonly search: URLSearchParams;
  readonly headers: Headers;
  readonly body: unknown;
  /** The sandbox's clock, ms since 1970. */
  readonly now: number;
};

/** What a vendor answers, before it becomes a Response. */
export type VendorResponse = {
  readonly status: number;
  /** JSON body. */
  readonly body?: unknown;
  /** Body that is not JSON. */
  readonly text?: string;
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Name of a known quirk that the document does not allow; such an answer is not validated. */
  readonly quirk?: string;
};

export function json(body: unknown, { status = 200, headers = {} } = {}): VendorResponse {
  return { status, body, headers };
}

export function empty(status: number): VendorResponse {
  return { status };
}

export function plain(text: string, status = 200): VendorResponse {
  return { status, text, contentType: "text/plain; charset=utf-8" };
}
