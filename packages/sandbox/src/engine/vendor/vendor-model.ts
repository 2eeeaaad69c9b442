import type { CommonOptions } from "../../common-options.ts";
import type { Fleet } from "../../fleet/fleet.ts";
import type { OperationSchemas, VendorDocument } from "../document/operation-schemas.ts";
import type { Call, VendorResponse } from "../request/call.ts";
import type { IncomingRequest } from "../request/read-request.ts";

/** Which record leaves or joins a list between two of its pages. */
export type ListChange = { change: "insert" } | { change: "remove"; which: "first" | "last" };

/** What the engine asks of a fake vendor. State lives in the factory's closure; `reset` makes a new one. */
export type VendorModel<State = unknown, Credentials = unknown, Scheme = string> = {
  /** Scheme and host the in-process sandbox answers at. */
  readonly origin: string;
  /** Path of the base URL, such as `/api`. */
  readonly basePath: string;
  readonly document: VendorDocument;
  /** Other origins the in-process fetch accepts, besides those of the document's servers. */
  readonly origins?: readonly string[];
  /** Whether a page size above the document's maximum is cut without a word or refused. */
  readonly overLimit: "cut" | "reject";
  /** What tests may look at and change. */
  readonly state: State;
  /** Operations this fake answers; the rest of the document is 501. */
  readonly handled: readonly string[];
  /** What `extra` answers. */
  readonly extraOperations?: readonly string[];
  /** Names of the options it takes besides the common ones. */
  readonly options: Readonly<Record<string, true>>;
  handle(call: Call): VendorResponse | undefined;
  /** The refusal, or nothing when the credentials are good for this call. */
  authenticate(call: Call): VendorResponse | undefined;
  /** An error as the vendor words it; `operation` is undefined for an unknown path. */
  error(
    operation: OperationSchemas | undefined,
    problem: { status: number; message: string; details?: readonly string[] },
  ): VendorResponse;
  /** Answers to paths outside the document, such as a token endpoint. */
  extra?(request: IncomingRequest, now: number): { operation: string; response: VendorResponse } | undefined;
  /** Changes the list behind an operation; for faults. */
  changeList(operationId: string, change: ListChange): void;
  credentials(origin: string): Credentials;
  /** The credentials among those that go together and open an account; the rest are other ways. */
  readonly scheme: readonly Scheme[];
};

export type VendorContext = { fleet: Fleet; devices: number; firstDevice: number; now: () => number };

/** A fake vendor: a function from its options to its model. `operations` is never read; it carries a type. */
export type VendorFactory<Options, State, Credentials, OperationId extends string, Scheme extends string> = ((
  options: Options & CommonOptions,
  context: VendorContext,
) => VendorModel<State, Credentials, Scheme>) & { operations?: OperationId };
