import { createResponses, createVendorErrors } from "@mdmkit/unified/vendor";

export const errors = createVendorErrors("iru", "Iru's API");
export const { invalidInput, invalidCursor, notFound, invalidResponse } = errors;
export const { rowsIn, recordsIn, recordIn } = createResponses(errors);

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Ids of devices, users and blueprints have one form. */
export function isUuid(id: string): boolean {
  return UUID.test(id);
}
