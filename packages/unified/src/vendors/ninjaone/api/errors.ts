import { createNumericIds, createResponses, createVendorErrors } from "@mdmkit/unified/vendor";

export const errors = createVendorErrors("ninjaone", "NinjaOne's API");
export const { invalidInput, invalidCursor, notFound, invalidResponse } = errors;
export const { rowsIn, recordsIn, recordIn } = createResponses(errors);

/** Every id of a device, organization or policy is a number. */
export const ids = createNumericIds(errors, { digits: 10 });
