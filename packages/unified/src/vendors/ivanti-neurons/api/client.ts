import {
  createIvantiNeuronsClientFor,
  type IvantiNeuronsClientFor,
  type IvantiNeuronsOperationTypes,
  type IvantiNeuronsOptions,
} from "@mdmkit/ivanti-neurons";
import type { Plan, VendorRequest } from "../../../contract/vendor.ts";
import * as operations from "./operations.ts";
import * as readOperations from "./read-operations.ts";

type Used = keyof typeof operations;

export type IvantiNeuronsApi = IvantiNeuronsClientFor<Used>;
/** A client that can do no more than read devices. */
export type IvantiNeuronsReadApi = IvantiNeuronsClientFor<keyof typeof readOperations>;
export type IvantiNeuronsTypes = Pick<IvantiNeuronsOperationTypes, Used>;
export type IvantiNeuronsPlan = Plan<VendorRequest<IvantiNeuronsTypes>>;

export function createApi(options: IvantiNeuronsOptions): IvantiNeuronsApi {
  return createIvantiNeuronsClientFor(operations, options);
}

export function createReadApi(options: IvantiNeuronsOptions): IvantiNeuronsReadApi {
  return createIvantiNeuronsClientFor(readOperations, options);
}
