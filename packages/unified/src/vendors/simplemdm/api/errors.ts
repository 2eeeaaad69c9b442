import { createVendorErrors, isRecord } from "@mdmkit/unified/vendor";

export const errors = createVendorErrors("simplemdm", "SimpleMDM's API");
export const { invalidInput, invalidCursor, notFound, invalidResponse } = errors;

/** The number in an id: that of a device or of an app on one. */
export function numberIn(id: string): number | undefined {
  // Of more than 15 digits, others have the same number.
  return /^[1-9]\d{0,14}$/.test(id) ? Number(id) : undefined;
}

/** The same for the record that a call is about: one with another id does not exist. */
export function recordNumber(operation: string, id: string): number {
  const number = numberIn(id);
  if (number !== undefined) return number;
  throw notFound(operation, "record not found: its id must be a number.");
}

/** The record of a response; one without `data` is not from SimpleMDM. */
export function recordIn<Raw extends { id: number; attributes: object }>(
  response: { data: Raw } | undefined,
  operation: string,
): Raw {
  const record = isRecord(response) ? response.data : undefined;
  if (isRecord(record) && typeof record.id === "number" && isRecord(record.attributes)) return record;
  throw invalidResponse(operation, "The response contains no record.");
}
