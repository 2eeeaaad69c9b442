import type { IruOperationTypes } from "@mdmkit/iru";
import type { ResourceCall, VendorResponse } from "../../../engine/request/call.ts";
import type { IruState } from "../state.ts";

export type IruOperationId = Extract<keyof IruOperationTypes, string>;
export type Handler = (call: ResourceCall, state: IruState) => VendorResponse;
/** Handlers by operationId; one that is not in the document does not compile. */
export type Handlers = { readonly [Id in IruOperationId]?: Handler };

/** What actions return. */
export const ACCEPTED: VendorResponse = { status: 200 };
