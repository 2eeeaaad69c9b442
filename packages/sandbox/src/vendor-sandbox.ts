import type { Collection } from "./engine/records/collection.ts";
import type { VendorFactory } from "./engine/vendor/vendor-model.ts";
import type { Fault, FaultHandle } from "./faults/fault.ts";
import type { LoggedRequest, Violation } from "./server/log.ts";
import type { SERVING, Serving } from "./serving.ts";

/** The types of a vendor that its factory carries. */
export type PartsOf<Factory> =
  Factory extends VendorFactory<
    infer Options,
    infer State,
    infer Credentials,
    infer OperationId,
    infer Scheme
  >
    ? { options: Options; state: State; credentials: Credentials; operation: OperationId; scheme: Scheme }
    : never;

/** The credentials that open an account, and where it is. */
type AccountOptions<Factory> = Pick<
  PartsOf<Factory>["credentials"],
  PartsOf<Factory>["scheme"] & keyof PartsOf<Factory>["credentials"]
> & {
  /** Base URL of the sandbox. */
  readonly baseUrl: string;
};

/** A fake vendor: stateful, seeded, checked against the vendor's document in both directions. */
export type VendorSandbox<Id extends string, Factory> = {
  /** Id of the vendor. */
  readonly vendor: Id;
  /** A standard `fetch` in process, for the base URL of the sandbox and the hosts of the vendor. */
  readonly fetch: typeof fetch;
  /** Where `fetch` finds it; nothing listens there. */
  readonly baseUrl: string;
  /**
   * The options for a client or a vendor of `@mdmkit/unified`: `jumpcloud(sandbox.options)`. The clock among it moves on
   * by what a client waits, so that no test waits for a retry.
   */
  readonly options: AccountOptions<Factory> & {
    /** That of the sandbox. */
    readonly fetch: typeof fetch;
    /** The sandbox's clock, in ms since 1970. */
    readonly now: () => number;
    /** Moves the clock on, and returns at once. */
    readonly wait: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  };
  /** The credentials of every scheme, for clients that need a single one. */
  readonly credentials: PartsOf<Factory>["credentials"];
  /** The vendor's records, to look at and to change behind the client's back. */
  readonly state: PartsOf<Factory>["state"];
  /** Every request so far, oldest first, without credentials. */
  readonly requests: readonly LoggedRequest[];
  /** Requests and responses that do not match the document, and exceptions of the sandbox. A test expects an empty list. */
  readonly violations: readonly Violation[];
  /** Operations of the document that this sandbox models; the others return 405. */
  readonly operations: readonly string[];
  /** The path of an operation below the base URL. Parameters that `values` leaves open name records that exist. */
  path(operation: PartsOf<Factory>["operation"], values?: Readonly<Record<string, string>>): string;
  /**
   * The records behind an operation: what it lists, or what it gets, changes or deletes one of. `path` names the parents of
   * nested records; without it they are those of the first parent.
   */
  records(operation: PartsOf<Factory>["operation"], path?: Readonly<Record<string, string>>): Collection;
  /** Injects a fault from now on. */
  inject(fault: Fault<PartsOf<Factory>["operation"]>): FaultHandle;
  /** Back to the first state: records, faults, log, violations and clock. */
  reset(): void;
  /** For `listen` of `@mdmkit/sandbox/listen`. */
  readonly [SERVING]: Serving<PartsOf<Factory>["credentials"], AccountOptions<Factory>>;
};
