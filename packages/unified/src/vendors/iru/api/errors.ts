import { createResponses, createVendorErrors } from "@mdmkit/unified/vendor";

export const errors = createVendorErrors("iru", "Iru's API");
export const { invalidInput, invalidCursor, notFound, invalidResponse } = errors;
export const { rowsIn, recordsIn, recordIn } = createResponses(errors);
