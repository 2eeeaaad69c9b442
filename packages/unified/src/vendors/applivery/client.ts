import {
  type AppliveryClientFor,
  type AppliveryOperationTypes,
  type AppliveryOptions,
  createAppliveryClientFor,
} from "@mdmkit/applivery";
import type { Plan, VendorRequest } from "../../vendor.ts";
import * as operations from "./operations.ts";

type Used = keyof typeof operations;

export type AppliveryTypes = Pick<AppliveryOperationTypes, Used>;
export type AppliveryStep = VendorRequest<AppliveryTypes>;
export type AppliveryPlan = Plan<AppliveryStep>;

/** The client and the workspace it works in: plans show whole paths, and each path names it. */
export type AppliveryApi = {
  readonly client: AppliveryClientFor<Used>;
  readonly organizationId: string;
};

export function createApi(options: AppliveryOptions): AppliveryApi {
  const { organizationId } = options;
  return { client: createAppliveryClientFor(operations, options), organizationId };
}
