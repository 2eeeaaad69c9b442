import type { ErrorReading } from "../errors/response-error.ts";
import type {
  CallArguments,
  ItemOf,
  OperationResponse,
  OperationTypes,
  PaginatedNames,
} from "../operation/call.ts";
import type { Paginated, PaginateOptions } from "../paging/paginated.ts";
import type { PreparedRequest, RequestDefaults } from "../requests/prepare-request.ts";
import type { TransportOptions } from "../transport/settings.ts";

/** What `createVendorClient` takes: the transport, defaults of requests, and how errors are read. */
export type ClientOptions = TransportOptions &
  RequestDefaults &
  ErrorReading & {
    /** Where request bodies have secrets, by operation (generated). They are masked in what the vendor says of the request. */
    secretBodies?: Readonly<Record<string, readonly string[]>> | undefined;
  };

/** A vendor's operations by name, plus what every client has; an operation named like one of these is reached by `request`. */
export type VendorClient<Types extends OperationTypes<keyof Types>, Methods = unknown> = Methods & {
  /**
   * The request that `request` would send with these arguments, without the credential. Nothing is sent.
   *
   * @example
   * ```ts
   * const { method, url, body } = client.prepare("listDevices", { query: { fields: ["id", "name"] } });
   * ```
   */
  prepare<Name extends keyof Types & string>(
    operation: Name,
    ...rest: CallArguments<Types[Name]["input"]>
  ): PreparedRequest;
  /**
   * Calls an operation and returns the response along with the parsed body.
   *
   * @example
   * ```ts
   * const { data, response } = await client.request("getDevice", { path: { id } }, { timeoutMs: 10_000 });
   * ```
   */
  request<Name extends keyof Types & string>(
    operation: Name,
    ...rest: CallArguments<Types[Name]["input"]>
  ): Promise<OperationResponse<Types[Name]["response"]>>;
  /**
   * Iterates over all records of an operation that returns a list. One page is requested at a time, when it is needed. Throws at
   * the end when records may be missing, such as when fewer came than the vendor's total; with `incomplete: "report"` only the
   * `report` says so.
   *
   * @example
   * ```ts
   * for await (const device of client.paginate("listDevices")) console.log(device.id);
   * for await (const { items, total } of client.paginate("listDevices").pages()) console.log(items.length, total);
   * ```
   */
  paginate<Name extends PaginatedNames<Types>>(
    operation: Name,
    ...rest: CallArguments<Types[Name]["input"], PaginateOptions>
  ): Paginated<ItemOf<Types[Name]>>;
  /** Never present: carries the input and the response of each operation to types that are made from a client. */
  readonly "~types"?: Types;
};
