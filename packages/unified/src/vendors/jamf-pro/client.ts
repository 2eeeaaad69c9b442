import {
  createJamfProClientFor,
  type JamfProClientFor,
  type JamfProOperationTypes,
  type JamfProOptions,
} from "@mdmkit/jamf-pro";
import type { Plan, VendorRequest } from "../../vendor.ts";
import * as operations from "./operations.ts";

type Used = keyof typeof operations;

export type JamfProApi = JamfProClientFor<Used>;
export type JamfProTypes = Pick<JamfProOperationTypes, Used>;
export type JamfProPlan = Plan<VendorRequest<JamfProTypes>>;
export type JamfProStep = JamfProPlan["steps"][number];

export function createApi(options: JamfProOptions): JamfProApi {
  return createJamfProClientFor(operations, options);
}
