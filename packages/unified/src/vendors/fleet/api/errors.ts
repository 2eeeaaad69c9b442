import { createNumericIds, createResponses, createVendorErrors } from "@mdmkit/unified/vendor";

export const errors = createVendorErrors("fleet", "a Fleet server");
export const { invalidInput, invalidResponse, notFound } = errors;
export const { rowsIn, recordIn } = createResponses(errors);

/** Every id of a host, label or team is a number. */
export const ids = createNumericIds(errors, { digits: 10 });
