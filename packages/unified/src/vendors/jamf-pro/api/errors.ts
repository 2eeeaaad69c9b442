import { createVendorErrors } from "@mdmkit/unified/vendor";

export const { invalidInput, invalidCursor, notFound, invalidResponse } = createVendorErrors(
  "jamf-pro",
  "Jamf Pro's API",
);
