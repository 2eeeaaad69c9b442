import {
  InvalidInputError,
  InvalidResponseError,
  NotFoundError,
  UnsupportedCapabilityError,
} from "@mdmkit/runtime";
import type { Vendor } from "./vendor.ts";

/** Creates the errors of a vendor's adapter, each with vendor and operation. */
export type VendorErrors = {
  /** Input that the vendor cannot store. Nothing was sent. */
  invalidInput(operation: string, message: string): InvalidInputError;
  /** A cursor that no list returned. */
  invalidCursor(operation?: string): InvalidInputError;
  /** A record that the vendor does not have. */
  notFound(operation: string, message: string): NotFoundError;
  /** A response that cannot be used. */
  invalidResponse(operation: string, problem: string): InvalidResponseError;
};

/** `api` names the expected API for the error message: "Acme's API". */
export function createVendorErrors(vendor: string, api: string): VendorErrors {
  const invalidInput: VendorErrors["invalidInput"] = (operation, message) =>
    new InvalidInputError(message, { vendor, operation });
  return {
    invalidInput,
    invalidCursor: (operation) =>
      new InvalidInputError(INVALID_CURSOR, operation ? { vendor, operation } : { vendor }),
    notFound: (operation, message) => new NotFoundError(message, { vendor, operation, status: 404 }),
    invalidResponse: (operation, problem) =>
      new InvalidResponseError(`${problem} Check that the base URL is ${api}.`, {
        vendor,
        operation,
        reason: "shape",
      }),
  };
}

export const INVALID_CURSOR = "Invalid cursor. Pass a cursor of a page unchanged, with the same filters.";

/** The error of a method that the vendor does not have. */
export function unsupported(vendor: Vendor, operation: string): UnsupportedCapabilityError {
  return new UnsupportedCapabilityError(`${vendor.name} does not support this. See \`capabilities()\`.`, {
    vendor: vendor.id,
    operation,
  });
}
