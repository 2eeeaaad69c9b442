import {
  type AppliveryClientFor,
  type AppliveryOperationTypes,
  type AppliveryOptions,
  createAppliveryClientFor,
} from "@mdmkit/applivery";
import type { Plan, VendorRequest } from "../../../contract/vendor.ts";
import * as operations from "./operations.ts";
import * as readOperations from "./read-operations.ts";

type Used = keyof typeof operations;

export type AppliveryTypes = Pick<AppliveryOperationTypes, Used>;
export type AppliveryStep = VendorRequest<AppliveryTypes>;
export type AppliveryPlan = Plan<AppliveryStep>;

/** The client and the workspace it works in: plans show whole paths, and each path names it. */
export type AppliveryApi = ApiFor<Used>;
/** The same with a client that can do no more than read devices. */
export type AppliveryReadApi = ApiFor<keyof typeof readOperations>;

type ApiFor<Names extends keyof AppliveryOperationTypes> = {
  readonly client: AppliveryClientFor<Names>;
  readonly organizationId: string;
};

export function createApi(options: AppliveryOptions): AppliveryApi {
  const { organizationId } = options;
  return { client: createAppliveryClientFor(operations, options), organizationId };
}

export function createReadApi(options: AppliveryOptions): AppliveryReadApi {
  const { organizationId } = options;
  return { client: createAppliveryClientFor(readOperations, options), organizationId };
}
