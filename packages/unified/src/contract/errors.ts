import {
  InvalidInputError,
  InvalidResponseError,
  NotFoundError,
  UnsupportedCapabilityError,
} from "@mdmkit/runtime";
import type { Vendor } from "./vendor.ts";

/** What a vendor's adapter throws, with the vendor and the operation it belongs to. */
export type VendorErrors = {
  /** What a caller asked for and the vendor cannot hold; nothing was sent. */
  invalidInput(operation: string, message: string): InvalidInputError;
  /** A cursor in a form that no list gave. */
  invalidCursor(operation?: string): InvalidInputError;
  /** What the vendor does not have, known without its answer or from a list of it. */
  notFound(operation: string, message: string): NotFoundError;
  /** An answer that nothing can be done with. */
  invalidResponse(operation: string, problem: string): InvalidResponseError;
};

/** `api` is what should have answered: "Acme's API". */
export function createVendorErrors(vendor: string, api: string): VendorErrors {
  const invalidInput: VendorErrors["invalidInput"] = (operation, message) =>
    new InvalidInputError(message, { vendor, operation });
  return {
    invalidInput,
    invalidCursor: (operation) =>
      new InvalidInputError(INVALID_CURSOR, operation ? { vendor, operation } : { vendor }),
    notFound: (operation, message) => new NotFoundError(message, { vendor, operation, status: 404 }),
    invalidResponse: (operation, problem) =>
      new InvalidResponseError(`${problem} Is this ${api}?`, { vendor, operation, reason: "shape" }),
  };
}

export const INVALID_CURSOR = "Invalid cursor. Pass `next` or `previous` unchanged, with the same filters.";

/** The error of a method that the vendor does not have. */
export function unsupported(vendor: Vendor, operation: string): UnsupportedCapabilityError {
  return new UnsupportedCapabilityError(
    `${vendor.name} cannot do this; \`capabilities()\` tells what it can.`,
    {
      vendor: vendor.id,
      operation,
    },
  );
}
