import { createVendorErrors } from "@mdmkit/unified/vendor";

export const errors = createVendorErrors("ninjaone", "NinjaOne's API");
export const { invalidInput, invalidCursor, notFound, invalidResponse } = errors;

/** The number in an id; every id of a device, organization or policy is one. */
export function numberIn(id: string): number | undefined {
  return /^[1-9]\d{0,9}$/.test(id) ? Number(id) : undefined;
}

/** The same for the record that a call is about: one with another id does not exist. */
export function recordNumber(operation: string, id: string): number {
  const number = numberIn(id);
  if (number !== undefined) return number;
  throw notFound(operation, "record not found: its id must be a number.");
}

/** The same for an id within the input. */
export function numericId(operation: string, name: string, id: string | null | undefined): number {
  const number = numberIn(id ?? "");
  if (number !== undefined) return number;
  throw invalidInput(operation, `The \`id\` of \`${name}\` must be a number.`);
}
