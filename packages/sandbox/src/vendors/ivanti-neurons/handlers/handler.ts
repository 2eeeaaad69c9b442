import type { IvantiNeuronsOperations } from "@mdmkit/ivanti-neurons";
import type { Row } from "../../../engine/records/values.ts";
import { json, type ResourceCall, type VendorResponse } from "../../../engine/request/call.ts";
import { ivantiNeuronsError } from "../errors.ts";
import type { IvantiNeuronsState } from "../state/state.ts";

export type IvantiNeuronsOperationId = Extract<keyof IvantiNeuronsOperations, string>;

export type Context = {
  readonly state: IvantiNeuronsState;
  /** Hides what a GDPR profile hides, where the administrator has one. */
  masked(row: Row): Row;
};

export type Handler = (call: ResourceCall, context: Context) => VendorResponse;

/** Handlers by operationId; one that is not in the document does not compile. */
export type Handlers = { readonly [Id in IvantiNeuronsOperationId]?: Handler };

/** The envelope of every success. */
export function success(result: unknown): VendorResponse {
  return json({ errors: null, result });
}

export function refuse(status: number, message: string, field?: string): VendorResponse {
  return ivantiNeuronsError({
    status,
    message,
    ...(field && { details: [`query parameter ${field}: ${message}`] }),
  });
}

/** The numbers in a query parameter or a field of the body. */
export function numbersIn(values: unknown): number[] {
  return Array.isArray(values) ? values.filter((value) => typeof value === "number") : [];
}
