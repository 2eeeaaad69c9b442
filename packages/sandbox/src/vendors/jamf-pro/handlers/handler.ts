import type { JamfProOperations } from "@mdmkit/jamf-pro";
import type { Call, VendorResponse } from "../../../engine/request/call.ts";
import type { Problem } from "../errors.ts";
import type { JamfProCredentials, JamfProOptions } from "../options.ts";
import type { JamfProState } from "../state/state.ts";

export type JamfProOperationId = Extract<keyof JamfProOperations, string>;

export type Context = {
  readonly state: JamfProState;
  readonly secrets: JamfProCredentials;
  readonly options: JamfProOptions;
  /** An error in the shape that this call's operation has. */
  fail(call: Call, problem: Problem): VendorResponse;
};

export type Handler = (call: Call, context: Context) => VendorResponse;

/** Handlers by operationId; one that is not in the document does not compile. */
export type Handlers = { readonly [Id in JamfProOperationId]?: Handler };

export function notFound(call: Call, { fail }: Context, message = "Device does not exist"): VendorResponse {
  return fail(call, { status: 404, message, field: "id" });
}

/** A path parameter. The router has matched it, so it is there. */
export function pathOf(call: Call, name = "id"): string {
  return call.path[name] ?? "";
}
