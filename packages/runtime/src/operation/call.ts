/** Options of one call, besides its input. */
export type CallOptions = {
  /** Ends the call and its requests. */
  signal?: AbortSignal | undefined;
  /** For all attempts and waits of the call together, body included. Default: the client's, which is 60,000. */
  timeoutMs?: number | undefined;
  /** Tries in all, the first included. Default: the client's retry policy. */
  attempts?: number | undefined;
  /** Headers in addition to those of the operation. */
  headers?: Readonly<Record<string, string>> | undefined;
  /** Query parameters the vendor's document does not know, in addition to those of the input. One that the input sets is refused. */
  query?: Readonly<Record<string, unknown>> | undefined;
  /** Called with the exchange once it succeeded, and with the data as the vendor sent it: for debugging, never for logs. */
  onExchange?: ((exchange: Exchange) => void) | undefined;
};

/** One successful call as it went over the wire, the credential left out. */
export type Exchange = {
  /** Name of the operation in the vendor's document. */
  readonly operation: string;
  /** HTTP method. */
  readonly method: string;
  /** The whole URL, query included. */
  readonly url: string;
  /** Headers of the request. */
  readonly headers: Readonly<Record<string, string>>;
  /** As the caller gave it, not yet encoded. */
  readonly body: unknown;
  /** HTTP status of the response. */
  readonly status: number;
  /** Headers of the response. */
  readonly responseHeaders: Readonly<Record<string, string>>;
  /** The parsed body of the response. Undefined for a sequence, whose items are still to be read. */
  readonly data: unknown;
};

/**
 * The input and the response of each operation, by operationId; `item` where the operation returns a list, `safety` where it
 * destroys data or locks people out.
 */
export type OperationTypes<Names extends PropertyKey = string> = {
  [Name in Names]: { input: object; response: unknown; item?: unknown; safety?: "destructive" };
};

/** The input of any operation. */
export type OperationInput = {
  /** Parameters of the path. */
  path?: Readonly<Record<string, unknown>>;
  /** Parameters by name, or the properties of the value that the whole query is. */
  query?: Readonly<Record<string, unknown>>;
  /** Parameters that are sent as headers. */
  header?: Readonly<Record<string, unknown>>;
  /** Parameters that are sent as cookies. */
  cookie?: Readonly<Record<string, unknown>>;
  /** The body, before it is encoded. */
  body?: unknown;
};

/** The arguments after the operation's name; the input may be left out when nothing in it is required. */
export type CallArguments<Input, Options = CallOptions> =
  Record<never, never> extends Input ? [input?: Input, options?: Options] : [input: Input, options?: Options];

/** Names of the operations that return lists. */
export type PaginatedNames<Types> = {
  [Name in keyof Types]: Types[Name] extends { item: unknown } ? Name : never;
}[keyof Types] &
  string;

/** A record of an operation that returns a list. */
export type ItemOf<Type> = Type extends { item: infer Item } ? Item : never;

/** The result of one call; the body of `response` has been read. */
export type OperationResponse<Data> = {
  /** The parsed body. */
  data: Data;
  /** Status and headers. */
  response: Response;
};
