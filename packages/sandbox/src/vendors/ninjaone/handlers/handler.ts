import type { NinjaOneOperationTypes } from "@mdmkit/ninjaone";
import type { ResourceCall, VendorResponse } from "../../../engine/request/call.ts";
import type { NinjaOneState } from "../state/state.ts";

export type NinjaOneOperationId = Extract<keyof NinjaOneOperationTypes, string>;
export type Handler = (call: ResourceCall, state: NinjaOneState) => VendorResponse;
/** Handlers by operationId; one that is not in the document does not compile. */
export type Handlers = { readonly [Id in NinjaOneOperationId]?: Handler };

/** What writes return. */
export const DONE: VendorResponse = { status: 204 };
