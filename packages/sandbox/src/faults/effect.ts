import type { Call, VendorResponse } from "../engine/request/call.ts";
import type { ListChange } from "../engine/vendor/vendor-model.ts";

/** What a fault can see and do when it hits a call. */
export type FaultContext = Pick<Call, "operation" | "operationId" | "now"> & {
  /** The answer the operation gave before this one. */
  previous: VendorResponse | undefined;
  error(status: number, message: string): VendorResponse;
  changeList(change: ListChange): void;
};

export type BodyFault = { cut: true } | { until: () => Promise<unknown> };

/** A fault taken apart into the moments it acts at. */
export type Effect = {
  /** The call it hits when none is named. Default: 1. */
  firstPage?: number;
  /** False while there is nothing to spoil yet; the fault is then kept for later. */
  ready?(context: FaultContext): boolean;
  before?(context: FaultContext): void;
  /** Answers in the vendor's place. */
  instead?(context: FaultContext): VendorResponse;
  after?(response: VendorResponse, context: FaultContext): VendorResponse;
  body?: BodyFault;
  hang?: true;
};
