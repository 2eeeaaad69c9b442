import {
  createJumpCloudClientFor,
  type JumpCloudClientFor,
  type JumpCloudOperationTypes,
  type JumpCloudOptions,
} from "@mdmkit/jumpcloud";
import type { Plan, VendorRequest } from "../../vendor.ts";
import * as operations from "./operations.ts";

type Used = keyof typeof operations;

export type JumpCloudApi = JumpCloudClientFor<Used>;
export type JumpCloudTypes = Pick<JumpCloudOperationTypes, Used>;
export type JumpCloudPlan = Plan<VendorRequest<JumpCloudTypes>>;

export function createApi(options: JumpCloudOptions): JumpCloudApi {
  return createJumpCloudClientFor(operations, options);
}
