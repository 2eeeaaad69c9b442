import type { OperationSchemas } from "@mdmkit/unified/schemas";
import type { Incoming } from "../input/read-parameters.ts";
import type { Validator } from "../input/validator.ts";
import type { Log } from "../observe/log.ts";
import type { Metrics } from "../observe/metrics.ts";
import type { Call, Dispatch, OperationId } from "../operations/operation.ts";
import type { AnyReply } from "../operations/reply.ts";
import type { Store } from "../store/store.ts";

/** A request of which nothing was checked yet. */
export type Received = Incoming & {
  readonly method: string;
  readonly url: string;
  /** Reads the body; rejects when it is too large. */
  readonly text: () => Promise<string>;
  /** Aborts when the client disconnects. */
  readonly clientSignal: AbortSignal;
  readonly dispatch: Dispatch;
};

/** A handler as the router sees it: its input and reply were typed by its operation where it was made. */
type AnyHandler = (call: Call<never>) => Promise<AnyReply> | AnyReply;

/** What an operation is about: the records of an account, the administration of the gateway, or the service itself. */
export type Area = "records" | "administration" | "service";

export type Route = {
  readonly id: OperationId;
  readonly area: Area;
  readonly schemas: OperationSchemas;
  readonly handler: AnyHandler;
};

export type PerformOptions = {
  readonly store: Store;
  readonly validator: Validator;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly callTimeoutMs: number;
};

const RECORDS = ["/unified/", "/fleet/", "/vendor/", "/batch-request", "/integrated-account"];

export function areaOf(path: string): Area {
  if (RECORDS.some((start) => path.startsWith(start))) return "records";
  return path.startsWith("/admin/") ? "administration" : "service";
}

/** Operations that perform others, which are authorized and recorded each by itself. */
export function isBatch({ id }: Route): boolean {
  return id === "performBatch" || id === "performBatchRequest";
}
