import type { Call, VendorResponse } from "../engine/request/call.ts";
import type { ListChange } from "../engine/vendor/vendor-model.ts";

/** What a fault can see and do when it hits a call. */
export type FaultContext = Pick<Call, "operation" | "operationId" | "now"> & {
  /** The query as sent. */
  query: Readonly<Record<string, unknown>>;
  /** The previous response of the operation. */
  previous: VendorResponse | undefined;
  error(status: number, message: string): VendorResponse;
  changeList(change: ListChange): void;
};

export type BodyFault = { cut: true } | { until: () => Promise<unknown> };

/** A fault, as the moments at which it acts. */
export type Effect = {
  /** The call it hits when none is named. Default: 1. */
  firstPage?: number;
  /** It stays until it is removed, unless the fault says how often it hits. */
  isLasting?: true;
  /** False while there is nothing to change yet; the fault is then kept for later. */
  ready?(context: FaultContext): boolean;
  before?(context: FaultContext): void;
  /** Responds in the vendor's place. */
  instead?(context: FaultContext): VendorResponse;
  after?(response: VendorResponse, context: FaultContext): VendorResponse;
  body?: BodyFault;
  hang?: true;
};
