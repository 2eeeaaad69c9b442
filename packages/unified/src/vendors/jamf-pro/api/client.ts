import {
  createJamfProClientFor,
  type JamfProClientFor,
  type JamfProOperationTypes,
  type JamfProOptions,
} from "@mdmkit/jamf-pro";
import type { Plan, VendorRequest } from "../../../contract/vendor.ts";
import * as operations from "./operations.ts";
import * as readOperations from "./read-operations.ts";

type Used = keyof typeof operations;

export type JamfProApi = JamfProClientFor<Used>;
/** A client that can do no more than read devices. */
export type JamfProReadApi = JamfProClientFor<keyof typeof readOperations>;
export type JamfProTypes = Pick<JamfProOperationTypes, Used>;
export type JamfProPlan = Plan<VendorRequest<JamfProTypes>>;
export type JamfProStep = JamfProPlan["steps"][number];

export function createApi(options: JamfProOptions): JamfProApi {
  return createJamfProClientFor(operations, options);
}

export function createReadApi(options: JamfProOptions): JamfProReadApi {
  return createJamfProClientFor(readOperations, options);
}
