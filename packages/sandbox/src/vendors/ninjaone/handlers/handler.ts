import type { NinjaOneOperationTypes } from "@mdmkit/ninjaone";
import { isRow, type Row } from "../../../engine/records/values.ts";
import type { Call, ResourceCall, VendorResponse } from "../../../engine/request/call.ts";
import type { NinjaOneState } from "../state/state.ts";

export type NinjaOneOperationId = Extract<keyof NinjaOneOperationTypes, string>;
export type Handler = (call: ResourceCall, state: NinjaOneState) => VendorResponse;
/** Handlers by operationId; one that is not in the document does not compile. */
export type Handlers = { readonly [Id in NinjaOneOperationId]?: Handler };

export function bodyOf(call: Call): Row {
  return isRow(call.body) ? call.body : {};
}

/** What writes return. */
export const DONE: VendorResponse = { status: 204 };
