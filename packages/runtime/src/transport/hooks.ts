import type { MdmError } from "../errors/mdm-error.ts";
import type { Safety } from "../operation/operation.ts";
import type { LimiterWait } from "./limiter.ts";

/** What hooks receive of an attempt: never headers, query or bodies. */
export type AttemptEvent = {
  readonly vendor: string;
  readonly operation: string;
  readonly safety: Safety;
  readonly method: string;
  /** Origin and path. */
  readonly url: string;
  /** 1 for the first. */
  readonly attempt: number;
};

export type TransportHooks = {
  onRequest?(event: AttemptEvent): void;
  /** No connection was made for the attempt of the last `onRequest`: the vendor has not received it. */
  onNoConnection?(event: AttemptEvent): void;
  onResponse?(event: AttemptEvent & { status: number; milliseconds: number }): void;
  /** A failed attempt will be repeated after `milliseconds`. */
  onRetry?(event: AttemptEvent & { milliseconds: number; error: MdmError }): void;
  /** The call waits in the queue of the limiter. */
  onWait?(event: AttemptEvent & LimiterWait): void;
};
