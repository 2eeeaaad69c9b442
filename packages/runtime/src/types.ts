import type { MdmError } from "./errors/mdm-error.ts";
import type { Operation } from "./operation/operation.ts";

/** What one call may be given besides its input. */
export type CallOptions = {
  signal?: AbortSignal | undefined;
  /** For all attempts and waits of the call together, body included. Default: the client's, which is 60,000. */
  timeoutMs?: number | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  /** Query parameters the vendor's document does not know; they win over those of the input. */
  query?: Readonly<Record<string, unknown>> | undefined;
  /** Told of the exchange once it succeeded, with the data as the vendor sent it: for debugging, never for logs. */
  onExchange?: ((exchange: Exchange) => void) | undefined;
};

/** One successful call as it went over the wire, the credential left out. */
export type Exchange = {
  readonly operation: string;
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** As the caller gave it, not yet encoded. */
  readonly body: unknown;
  readonly status: number;
  readonly responseHeaders: Readonly<Record<string, string>>;
  readonly data: unknown;
};

/** What a call takes and gives, one entry per operationId; `item` where the operation hands out a list. */
export type OperationTypes<Names extends PropertyKey = string> = {
  [Name in Names]: { input: object; response: unknown; item?: unknown };
};

/** The input as the dynamic side sees it. */
export type OperationInput = {
  path?: Readonly<Record<string, unknown>>;
  query?: Readonly<Record<string, unknown>>;
  header?: Readonly<Record<string, unknown>>;
  body?: unknown;
};

/** The arguments after the operation's name; the input may be left out when nothing in it is required. */
export type CallArguments<Input> =
  Partial<Input> extends Input
    ? [input?: Input, options?: CallOptions]
    : [input: Input, options?: CallOptions];

/** Names of the operations that hand out lists. */
export type PaginatedNames<Types> = {
  [Name in keyof Types]: Types[Name] extends { item: unknown } ? Name : never;
}[keyof Types] &
  string;

export type ItemOf<Type> = Type extends { item: infer Item } ? Item : never;

/** The answer of one call; the body of `response` has been read. */
export type OperationResponse<Answer> = { data: Answer; response: Response };

export type Page<Item> = {
  items: Item[];
  /** How many records there are in all, where the vendor says so. */
  total?: number;
  response: Response;
};

/** Walks record by record, or page by page with `pages()`; use one of the two. Nothing is requested before the first step. */
export type Paginated<Item> = AsyncGenerator<Item, void, undefined> & {
  pages(): AsyncGenerator<Page<Item>, void, undefined>;
};

/** A vendor's operations by name, plus what every client has; an operation named like one of these is reached by `request`. */
export type VendorClient<
  Types extends OperationTypes<keyof Types>,
  Methods = unknown,
  Paths extends object = object,
> = Methods & {
  /** Calls an operation and gives the response along with the parsed body. */
  request<Name extends keyof Types & string>(
    operation: Name,
    ...rest: CallArguments<Types[Name]["input"]>
  ): Promise<OperationResponse<Types[Name]["response"]>>;
  /** Walks all records of an operation that hands out a list, one page at a time. */
  paginate<Name extends PaginatedNames<Types>>(
    operation: Name,
    ...rest: CallArguments<Types[Name]["input"]>
  ): Paginated<ItemOf<Types[Name]>>;
  /** Never there: carries the paths of the vendor's document to `byPath`. */
  readonly "~paths"?: Paths;
};

/** The one limiterKey to the network; the global `fetch` fits. It must honor `init.signal`. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

export type AuthenticatorContext = {
  readonly vendor: string;
  readonly signal: AbortSignal;
  readonly fetch: Fetch;
};

/** Puts a credential on a request. Keep the secret in a closure, not in a property. */
export type Authenticator = {
  /** Runs before every attempt. */
  authorize(headers: Headers, context: AuthenticatorContext): void | Promise<void>;
  /** The vendor answered 401 to these headers. True: a new credential can be had, repeat the call once. */
  refresh?(refused: Headers): boolean;
};

/** What a vendor allows one tenant; whatever is left out is not limited. */
export type RateLimit = {
  readonly concurrency?: number;
  /** At most so many requests in any `seconds` (default 1). */
  readonly requests?: number;
  readonly seconds?: number;
  /** How many may start at once. Default: `requests`; less spreads them over the time. */
  readonly burst?: number;
};

export type LimiterWait = {
  reason: "paused" | "rate" | "concurrency";
  /** Known for `paused` and `rate`: the least it will take. */
  milliseconds?: number;
};

/** Lets requests of one tenant start, first come first served. */
export type Limiter = {
  /** Takes a place; nothing to wait for (`undefined`) when there is one at once. Rejects with the signal's reason. */
  take(options: {
    signal?: AbortSignal | undefined;
    onWait?: ((wait: LimiterWait) => void) | undefined;
  }): Promise<void> | undefined;
  /** Gives the place back. */
  release(): void;
  /** Lets nobody start for so long, because the vendor said so. */
  pause(milliseconds: number): void;
  /** Milliseconds until a pause ends; 0 when there is none. */
  paused(): number;
};

export type RetryPolicy = {
  /** Tries in all, the first included. */
  readonly attempts: number;
  /** Full jitter: a wait is random between 0 and `baseMs` doubled per attempt, at most `capMs`. */
  readonly baseMs: number;
  readonly capMs: number;
};

/** What hooks learn of an attempt: never headers, query or bodies. */
export type AttemptEvent = {
  readonly vendor: string;
  readonly operation: string;
  readonly method: string;
  /** Origin and path. */
  readonly url: string;
  /** 1 for the first. */
  readonly attempt: number;
};

export type TransportHooks = {
  onRequest?(event: AttemptEvent): void;
  /** No connection was made for the attempt that `onRequest` told of: the vendor has not seen it. */
  onNoConnection?(event: AttemptEvent): void;
  onResponse?(event: AttemptEvent & { status: number; milliseconds: number }): void;
  /** A failed attempt will be repeated after `milliseconds`. */
  onRetry?(event: AttemptEvent & { milliseconds: number; error: MdmError }): void;
  /** The call stands in the limiter's queue. */
  onWait?(event: AttemptEvent & LimiterWait): void;
};

type Span = {
  setAttribute(key: string, value: string | number): unknown;
  setStatus(status: { code: number }): unknown;
  end(): void;
};

/** The part of `@opentelemetry/api`'s `Tracer` that is used. */
export type Tracer = {
  startActiveSpan<Result>(
    name: string,
    options: { kind?: number; attributes?: Record<string, string | number> },
    body: (span: Span) => Result,
  ): Result;
};

export type TransportOptions = {
  /** Vendor id, for messages and telemetry. */
  vendor: string;
  auth: Authenticator;
  fetch?: Fetch | undefined;
  /** Stands for `fetch` where limiters are shared, for a client that wraps it anew. */
  limiterKey?: object | undefined;
  /** Names the account; all clients in this process with the same vendor, tenant and `fetch` share one limiter. */
  tenant?: string | undefined;
  rateLimit?: RateLimit | undefined;
  /** Used instead of the shared one; a function makes it for the rate limit of the vendor. */
  limiter?: Limiter | ((rateLimit: RateLimit | undefined) => Limiter) | undefined;
  timeoutMs?: number | undefined;
  retry?: Partial<RetryPolicy> | undefined;
  hooks?: TransportHooks | undefined;
  tracer?: Tracer | undefined;
  /** Milliseconds since 1970. For tests. */
  now?: (() => number) | undefined;
  /** For tests. */
  wait?: ((milliseconds: number, signal?: AbortSignal) => Promise<void>) | undefined;
  /** From 0 to 1. For tests. */
  random?: (() => number) | undefined;
};

/** A failure in the body of a success. */
export type ErrorEnvelope = {
  /** The HTTP status it amounts to: decides the class of the error. */
  status: number;
  vendorCode?: string | undefined;
  vendorMessage?: string | undefined;
};

export type ClientOptions = TransportOptions & {
  baseUrl: string;
  /** For vendors that hide failures in a success: reads one out of a parsed body. It is thrown as if it had that status. */
  readErrorEnvelope?: ((data: unknown, operation: Operation) => ErrorEnvelope | undefined) | undefined;
  /** For vendors whose status says less than their code: the status a refused call amounts to, which decides the class of the error. */
  statusOf?: ((refusal: { status: number; vendorCode?: string | undefined }) => number) | undefined;
  /** Writes the body of an operation that takes XML; `root` is the name of its root element. */
  writeXml?: ((body: unknown, root: string) => string) | undefined;
  /** Path parameters the client itself fills in where a call gives none of that name. */
  path?: Readonly<Record<string, string>> | undefined;
  /** Headers the client itself sends with an operation. */
  headers?: ((operation: Operation) => Readonly<Record<string, string | undefined>>) | undefined;
};
