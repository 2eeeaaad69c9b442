import { createResponses, createVendorErrors } from "@mdmkit/unified/vendor";

const errors = createVendorErrors("jumpcloud", "JumpCloud's API");
export const { invalidInput, invalidCursor, notFound, invalidResponse } = errors;
export const { rowsIn, recordsIn } = createResponses(errors);

/** The most characters JumpCloud's document allows for a name, an address or the value of an attribute. */
const LONGEST_TEXT = 1024;

/** Text no longer than JumpCloud keeps. */
export function fitting(operation: string, property: string, text: string): string {
  if (text.length <= LONGEST_TEXT) return text;
  throw invalidInput(
    operation,
    `\`${property}\` has ${text.length} characters; JumpCloud allows ${LONGEST_TEXT}.`,
  );
}
