import { createVendorErrors } from "@mdmkit/unified/vendor";

export const { invalidInput, invalidCursor, invalidResponse, notFound } = createVendorErrors(
  "fleet",
  "a Fleet server",
);

/** The number in an id; every id of a host, label or team is one. */
export function numberIn(id: string): number | undefined {
  return /^[1-9]\d{0,9}$/.test(id) ? Number(id) : undefined;
}

/** The same for the host that a call is about: one with another id does not exist. */
export function hostNumber(operation: string, id: string): number {
  const number = numberIn(id);
  if (number !== undefined) return number;
  throw notFound(operation, "device not found: device ids are numbers.");
}
