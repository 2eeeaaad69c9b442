import type { CallOptions } from "../operation/call.ts";
import type { Operation, Stream } from "../operation/operation.ts";
import type { PreparedRequest } from "../requests/prepare-request.ts";

export type Call = {
  id: string;
  operation: Operation;
  options: CallOptions;
  /** The caller reads the body itself, after the call. */
  stream?: Stream | undefined;
  /** Secrets of the request, which the vendor may repeat in an error. */
  secrets?: readonly string[] | undefined;
};

export type Consume<Result> = (response: Response) => Result | Promise<Result>;

/** Sends a prepared request until it succeeds or the policy gives up. `consume` reads the response within the deadline and the limiter. */
export type Send = <Result>(
  prepared: PreparedRequest,
  call: Call,
  consume: Consume<Result>,
) => Promise<Result>;

/** Wraps how the calls of a client are sent; `tracing` makes one. */
export type Instrument = (send: Send, vendor: string) => Send;
