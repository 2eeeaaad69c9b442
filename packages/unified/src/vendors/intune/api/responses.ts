import { isRecord, text } from "@mdmkit/unified/vendor";
import { invalidResponse } from "./errors.ts";

/** The records of a list; a response without them is not from the service. */
export function rowsIn<Raw>(
  response: { value: readonly Raw[] } | undefined,
  operation: string,
): readonly Raw[] {
  if (isRecord(response) && Array.isArray(response.value)) return response.value;
  throw invalidResponse(operation, "The response has no `value`.");
}

/** The record of a response, if it is one: JSON of another shape cannot be a device or a user. */
export function recordIn<Raw extends { id?: string }>(response: Raw | undefined, operation: string): Raw {
  if (isRecord(response) && text(response.id)) return response;
  throw invalidResponse(operation, "The response contains no record.");
}
