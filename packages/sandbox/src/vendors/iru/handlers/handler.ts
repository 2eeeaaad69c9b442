import type { IruOperationTypes } from "@mdmkit/iru";
import { isRow, type Row } from "../../../engine/records/values.ts";
import type { Call, ResourceCall, VendorResponse } from "../../../engine/request/call.ts";
import type { IruState } from "../state.ts";

export type IruOperationId = Extract<keyof IruOperationTypes, string>;
export type Handler = (call: ResourceCall, state: IruState) => VendorResponse;
/** Handlers by operationId; one that is not in the document does not compile. */
export type Handlers = { readonly [Id in IruOperationId]?: Handler };

export function bodyOf(call: Call): Row {
  return isRow(call.body) ? call.body : {};
}

/** What actions return. */
export const ACCEPTED: VendorResponse = { status: 200 };
