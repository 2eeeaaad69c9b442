import { createVendorErrors } from "@mdmkit/unified/vendor";

export const errors = createVendorErrors("jamf-pro", "Jamf Pro's API");
export const { invalidInput, invalidCursor, notFound, invalidResponse } = errors;
