import type { IntuneOperationTypes } from "@mdmkit/intune";
import { bodyOf, type Call, type ResourceCall, type VendorResponse } from "../../../engine/request/call.ts";
import { graphError, type Problem } from "../errors.ts";
import type { IntuneState } from "../state.ts";

export type IntuneOperationId = Extract<keyof IntuneOperationTypes, string>;

export type Handler = (call: ResourceCall, state: IntuneState) => VendorResponse;

/** Handlers by operationId; one that is not in the document does not compile. */
export type Handlers = { readonly [Id in IntuneOperationId]?: Handler };

export function refused(call: Call, problem: Problem): VendorResponse {
  return graphError(call.operation, problem);
}

export const DONE: VendorResponse = { status: 204 };

/** The id at the end of a reference to a record. */
export function referredId(call: Call): string {
  return (
    String(bodyOf(call)["@odata.id"] ?? "")
      .split("/")
      .at(-1) ?? ""
  );
}
