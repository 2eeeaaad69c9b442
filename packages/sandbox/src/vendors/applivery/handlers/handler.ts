import type { AppliveryOperationTypes } from "@mdmkit/applivery";
import type { Row } from "../../../engine/records/values.ts";
import type { ResourceCall, VendorResponse } from "../../../engine/request/call.ts";
import { success } from "../query/page.ts";
import type { AppliveryState } from "../state/state.ts";

export type AppliveryOperationId = Extract<keyof AppliveryOperationTypes, string>;

export type Handler = (call: ResourceCall, state: AppliveryState) => VendorResponse;

/** Handlers by operationId; one that is not in the document does not compile. */
export type Handlers = { readonly [Id in AppliveryOperationId]?: Handler };

/** Lists whose form is not documented: the array itself, or an object around it. */
export function list(items: readonly unknown[], { options }: AppliveryState): VendorResponse {
  return success(options.lists === "array" ? items : { items });
}

/** Each text once, as lists of tags and the like show them. */
export function distinct(values: readonly unknown[]): Row[] {
  const texts = new Set(values.filter((value) => typeof value === "string"));
  return [...texts].sort().map((value) => ({ value }));
}
