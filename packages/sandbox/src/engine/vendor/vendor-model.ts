import type { CommonOptions } from "../../common-options.ts";
import type { Fleet } from "../../fleet/fleet.ts";
import type { OperationSchemas, VendorDocument } from "../document/operation-schemas.ts";
import type { IdFormat } from "../operations/id-format.ts";
import type { Links } from "../operations/links.ts";
import type { Rendering } from "../operations/operations.ts";
import type { Collection } from "../records/collection.ts";
import type { Call, ResourceCall, VendorResponse } from "../request/call.ts";
import type { IncomingRequest } from "../request/read-request.ts";

/** Which record leaves or joins a list between two of its pages. */
export type ListChange = { change: "insert" } | { change: "remove"; which: "first" | "last" };

/** What the engine asks of a fake vendor. State lives in the factory's closure; `reset` makes a new one. */
export type VendorModel<State = unknown, Credentials = unknown, Scheme = string> = {
  /** Scheme and host of the in-process sandbox. */
  readonly origin: string;
  /** Path of the base URL, such as `/api`. */
  readonly basePath: string;
  /** The vendor's document, which requests and responses are checked against. */
  readonly document: VendorDocument;
  /** Other origins the in-process fetch accepts, besides those of the document's servers. */
  readonly origins?: readonly string[];
  /** Whether a page size above the document's maximum is cut without an error or refused. */
  readonly overLimit: "cut" | "reject";
  /** Whether the server takes literal segments of a path in any letter case. Default: it does not. */
  readonly ignoresPathCase?: boolean;
  /** What tests may look at and change. */
  readonly state: State;
  /** Operations whose rules, rendering or query language the document does not describe. `handle` responds to them. */
  readonly handled: readonly string[];
  /** Records that the vendor keeps itself, by the name or path of their collection. */
  readonly collections?: Readonly<Record<string, Collection>>;
  /** Which records are linked. */
  readonly links?: Links;
  /** How records look in the responses of single operations, where that is not what is stored. */
  readonly rendering?: Rendering;
  /** Path parameters that name the account, with their values; the credentials have been checked against them. */
  readonly account?: Readonly<Record<string, string>>;
  /** Ids of made-up records, where the document does not say what they look like. Default: UUIDs. */
  readonly ids?: IdFormat;
  /** What `extra` responds to. */
  readonly extraOperations?: readonly string[];
  /** Names of the options it takes besides the common ones. */
  readonly options: Readonly<Record<string, true>>;
  /** The response to one of the `handled` operations; undefined leaves it to the engine. */
  handle(call: ResourceCall): VendorResponse | undefined;
  /** The error response, or undefined when the credentials are valid for this call. */
  authenticate(call: Call): VendorResponse | undefined;
  /** An error response in the vendor's format; `operation` is undefined for an unknown path. */
  error(
    operation: OperationSchemas | undefined,
    problem: { status: number; message: string; details?: readonly string[] },
  ): VendorResponse;
  /** Responses to paths outside the document, such as a token endpoint. */
  extra?(request: IncomingRequest, now: number): { operation: string; response: VendorResponse } | undefined;
  /** The ids that a list shows, where those are not all of its collection; for faults that change it between pages. */
  listed?(operationId: string): readonly string[] | undefined;
  /** The credentials of every scheme. `origin` is that of the in-process sandbox, or of the server. */
  credentials(origin: string): Credentials;
  /** The credentials that open an account together; the others belong to other schemes. */
  readonly scheme: readonly Scheme[];
};

export type VendorContext = { fleet: Fleet; devices: number; firstDevice: number; now: () => number };

/** A fake vendor: a function from its options to its model. */
export type VendorFactory<Options, State, Credentials, OperationId extends string, Scheme extends string> = ((
  options: Options & CommonOptions,
  context: VendorContext,
) => VendorModel<State, Credentials, Scheme>) & {
  /** Never read; carries the type of operation ids. */
  operations?: OperationId;
};
