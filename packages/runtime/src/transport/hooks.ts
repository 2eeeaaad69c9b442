import type { MdmError } from "../errors/mdm-error.ts";
import type { Safety } from "../operation/operation.ts";
import type { LimiterWait } from "./limiter.ts";

/** What hooks receive of an attempt: never headers, query or bodies. */
export type AttemptEvent = {
  /** Vendor id. */
  readonly vendor: string;
  /** Name of the operation. */
  readonly operation: string;
  /** Whether the operation reads, writes or destroys. */
  readonly safety: Safety;
  /** HTTP method. */
  readonly method: string;
  /** Origin and path. */
  readonly url: string;
  /** 1 for the first. */
  readonly attempt: number;
};

/** Functions that are called with every attempt of a request, for metrics and logs. */
export type TransportHooks = {
  /** Called before an attempt is sent. */
  onRequest?(event: AttemptEvent): void;
  /** No connection was made for the attempt of the last `onRequest`: the vendor has not received it. */
  onNoConnection?(event: AttemptEvent): void;
  /** Called when an attempt has a response. */
  onResponse?(event: AttemptEvent & { status: number; milliseconds: number }): void;
  /** A failed attempt will be repeated after `milliseconds`. */
  onRetry?(event: AttemptEvent & { milliseconds: number; error: MdmError }): void;
  /** The call waits in the queue of the limiter. */
  onWait?(event: AttemptEvent & LimiterWait): void;
};
