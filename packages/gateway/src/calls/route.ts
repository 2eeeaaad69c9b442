import type { OperationSchemas } from "@mdmkit/unified/schemas";
import type { Incoming } from "../input/read-parameters.ts";
import type { Validator } from "../input/validator.ts";
import type { Log } from "../observe/log.ts";
import type { Call, Dispatch, OperationId } from "../operations/operation.ts";
import type { AnyReply } from "../operations/reply.ts";
import type { Store } from "../store/store.ts";

/** A request before anything of it was checked. */
export type Received = Incoming & {
  readonly method: string;
  readonly url: string;
  /** Reads the body, which may be refused for its size. */
  readonly text: () => Promise<string>;
  /** Ends when the client is gone. */
  readonly gone: AbortSignal;
  readonly dispatch: Dispatch;
};

/** A handler as the router knows it: what it gets and gives was tied to its operation where it was made. */
type AnyHandler = (call: Call<never>) => Promise<AnyReply> | AnyReply;

export type Route = {
  readonly id: OperationId;
  readonly schemas: OperationSchemas;
  readonly handler: AnyHandler;
};

export type PerformOptions = {
  readonly store: Store;
  readonly validator: Validator;
  readonly log: Log;
  readonly callTimeoutMs: number;
};
