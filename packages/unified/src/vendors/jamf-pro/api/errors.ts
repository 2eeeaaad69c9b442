import { createVendorErrors } from "../../../contract/errors.ts";

export const { invalidInput, invalidCursor, notFound, invalidResponse } = createVendorErrors(
  "jamf-pro",
  "Jamf Pro's API",
);
