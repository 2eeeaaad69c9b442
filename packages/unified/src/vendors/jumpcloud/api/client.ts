import {
  createJumpCloudClientFor,
  type JumpCloudClientFor,
  type JumpCloudOperationTypes,
  type JumpCloudOptions,
} from "@mdmkit/jumpcloud";
import type { Plan, VendorRequest } from "../../../contract/vendor.ts";
import * as operations from "./operations.ts";
import * as readOperations from "./read-operations.ts";

type Used = keyof typeof operations;

export type JumpCloudApi = JumpCloudClientFor<Used>;
/** A client that can do no more than read devices. */
export type JumpCloudReadApi = JumpCloudClientFor<keyof typeof readOperations>;
export type JumpCloudTypes = Pick<JumpCloudOperationTypes, Used>;
export type JumpCloudPlan = Plan<VendorRequest<JumpCloudTypes>>;

export function createApi(options: JumpCloudOptions): JumpCloudApi {
  return createJumpCloudClientFor(operations, options);
}

export function createReadApi(options: JumpCloudOptions): JumpCloudReadApi {
  return createJumpCloudClientFor(readOperations, options);
}
