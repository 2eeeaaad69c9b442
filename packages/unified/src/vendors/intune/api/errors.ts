import { createResponses, createVendorErrors, text } from "@mdmkit/unified/vendor";

export const errors = createVendorErrors("intune", "Microsoft Graph");
export const { invalidInput, invalidResponse, notFound } = errors;
export const { rowsIn, recordIn } = createResponses(errors);

const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Ids of devices, users and the tenant have one form. */
export function isGuid(id: string): boolean {
  return GUID.test(id);
}

/** The id of a user, for input of a write. */
export function userIdOf(operation: string, name: string, id: string | null | undefined): string {
  const given = text(id);
  if (given && isGuid(given)) return given;
  throw invalidInput(operation, `\`${name}\` must be the id of a user.`);
}
