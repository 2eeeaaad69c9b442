import type { JumpCloudOperations } from "@mdmkit/jumpcloud";
import type { Call, ResourceCall, VendorResponse } from "../../../engine/request/call.ts";
import type { Problem } from "../errors.ts";
import type { JumpCloudState } from "../state/state.ts";

export type JumpCloudOperationId = Extract<keyof JumpCloudOperations, string>;

export type Context = {
  readonly state: JumpCloudState;
  /** An error in the format that the document declares for this operation. */
  fail(call: Call, problem: Problem): VendorResponse;
};

export type Handler = (call: ResourceCall, context: Context) => VendorResponse;

/** Handlers by operationId; one that is not in the document does not compile. */
export type Handlers = { readonly [Id in JumpCloudOperationId]?: Handler };

export function notFound(call: Call, { fail }: Context): VendorResponse {
  return fail(call, { status: 404, message: "Not Found" });
}
