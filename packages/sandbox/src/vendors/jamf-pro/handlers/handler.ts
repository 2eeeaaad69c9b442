import type { JamfProOperations } from "@mdmkit/jamf-pro";
import { type Call, json, type ResourceCall, type VendorResponse } from "../../../engine/request/call.ts";
import type { Problem } from "../errors.ts";
import type { JamfProCredentials, JamfProOptions } from "../options.ts";
import type { JamfProState } from "../state/state.ts";

export type JamfProOperationId = Extract<keyof JamfProOperations, string>;

export type Context = {
  readonly state: JamfProState;
  readonly secrets: JamfProCredentials;
  readonly options: JamfProOptions;
  /** An error in the format of this operation. */
  fail(call: Call, problem: Problem): VendorResponse;
};

export type Handler = (call: ResourceCall, context: Context) => VendorResponse;

/** Handlers by operationId; one that is not in the document does not compile. */
export type Handlers = { readonly [Id in JamfProOperationId]?: Handler };

export function notFound(call: Call, { fail }: Context, message = "Device does not exist"): VendorResponse {
  return fail(call, { status: 404, message, field: "id" });
}

/** Erasing, unmanaging and the like are commands; they need a managed device. */
export function command(type: string, status = 200): Handler {
  return (call, context) => {
    const { id, record, collection } = call;
    const kind = collection === context.state.computers ? "computer" : "mobile";
    const order = context.state.order(kind, { id, row: record, type });
    if (order === undefined) return context.fail(call, { status: 400, message: "The device is not managed" });
    return json({ deviceId: id, commandUuid: order.uuid }, { status });
  };
}
