import { InvalidInputError } from "@mdmkit/runtime";

/** A write that Jamf Pro would keep otherwise than asked, or not at all; thrown before anything is sent. */
export function refusal(operation: string, message: string): InvalidInputError {
  return new InvalidInputError(message, { vendor: "jamf-pro", operation });
}
