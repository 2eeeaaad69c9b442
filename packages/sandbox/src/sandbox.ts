import type * as vendors from "#vendors";
import type { CommonOptions } from "./common-options.ts";
import type { Collection } from "./engine/records/collection.ts";
import type { VendorFactory } from "./engine/vendor/vendor-model.ts";
import type { Fault, FaultHandle } from "./faults/fault.ts";
import type { LoggedRequest, Violation } from "./server/log.ts";
import type { SERVING, Serving } from "./serving.ts";

type Vendors = typeof vendors;

/** Vendors this package can fake. */
export type VendorId = keyof Vendors;

type PartsOf<Id extends VendorId> =
  Vendors[Id] extends VendorFactory<
    infer Options,
    infer State,
    infer Credentials,
    infer OperationId,
    infer Scheme
  >
    ? { options: Options; state: State; credentials: Credentials; operation: OperationId; scheme: Scheme }
    : never;

export type SandboxOptions<Id extends VendorId> = CommonOptions & PartsOf<Id>["options"];

/** What a vendor's client is given. */
export type SandboxCredentials<Id extends VendorId> = PartsOf<Id>["credentials"];

/** The credentials that open an account, and where it is. */
export type AccountOptions<Id extends VendorId> = Pick<
  SandboxCredentials<Id>,
  PartsOf<Id>["scheme"] & keyof SandboxCredentials<Id>
> & { readonly baseUrl: string };

/** A vendor's records and the rest of its state. */
export type SandboxState<Id extends VendorId> = PartsOf<Id>["state"];

/** A fake vendor: stateful, seeded, checked against the vendor's document in both directions. */
export type Sandbox<Id extends VendorId> = {
  readonly vendor: Id;
  /** A standard `fetch` in process, for the base URL of the sandbox and the hosts of the vendor. */
  readonly fetch: typeof fetch;
  readonly baseUrl: string;
  /**
   * All that a client or a vendor of `@mdmkit/unified` needs: `jumpcloud(sandbox.options)`. The clock among it moves on
   * by what a client waits, so that no test waits for a retry.
   */
  readonly options: AccountOptions<Id> & {
    readonly fetch: typeof fetch;
    readonly now: () => number;
    readonly wait: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  };
  /** Every way to sign in, for clients that are given them one by one. */
  readonly credentials: SandboxCredentials<Id>;
  /** The vendor's records, to look at and to change behind the client's back. */
  readonly state: SandboxState<Id>;
  /** Every request so far, oldest first, without credentials. */
  readonly requests: readonly LoggedRequest[];
  /** Requests and responses that do not match the document, and exceptions of the sandbox. A test expects an empty list. */
  readonly violations: readonly Violation[];
  /** Operations of the document that this sandbox models; the rest returns 405 and says so. */
  readonly operations: readonly string[];
  /** The path of an operation below the base URL. Parameters that `values` leaves open name records that exist. */
  path(operation: PartsOf<Id>["operation"], values?: Readonly<Record<string, string>>): string;
  /**
   * The records behind an operation: what it lists, or what it gets, changes or deletes one of. `path` names the parents of
   * nested records; without it they are those of the first parent.
   */
  records(operation: PartsOf<Id>["operation"], path?: Readonly<Record<string, string>>): Collection;
  /** Makes something go wrong from now on. */
  inject(fault: Fault<PartsOf<Id>["operation"]>): FaultHandle;
  /** Back to the first state: records, faults, log, violations and clock. */
  reset(): void;
  /** For `listen` of `@mdmkit/sandbox/listen`. */
  readonly [SERVING]: Serving<SandboxCredentials<Id>, AccountOptions<Id>>;
};
