import type { FleetOperationTypes } from "@mdmkit/fleet";
import type { ResourceCall, VendorResponse } from "../../../engine/request/call.ts";
import type { FleetState } from "../state.ts";

export type FleetOperationId = Extract<keyof FleetOperationTypes, string>;
export type Handler = (call: ResourceCall, state: FleetState) => VendorResponse;
/** Handlers by operationId; one that is not in the document does not compile. */
export type Handlers = { readonly [Id in FleetOperationId]?: Handler };

/** What writes return that change something and show nothing. */
export const DONE: VendorResponse = { status: 200 };

/** A handler of what is Premium. */
export const premium =
  (handler: Handler): Handler =>
  (call, state) =>
    state.options.license === "free" ? failure(402) : handler(call, state);

const MESSAGES: Readonly<Record<number, string>> = {
  401: "Authentication required",
  402: "Requires Fleet Premium license",
  404: "Resource Not Found",
  422: "Validation Failed",
  429: "limit exceeded, retry after: 1s",
};

/** An error as the server has it: a message, and what it is about. */
export function failure(status: number, reason?: string, name = "base"): VendorResponse {
  const message = MESSAGES[status] ?? "Bad request";
  return { status, body: { message, errors: [{ name, reason: reason ?? message }] } };
}
