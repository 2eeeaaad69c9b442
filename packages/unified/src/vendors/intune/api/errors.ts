import { createResponses, createVendorErrors, isUuid, text } from "@mdmkit/unified/vendor";

export const errors = createVendorErrors("intune", "Microsoft Graph");
export const { invalidCursor, invalidInput, invalidResponse, notFound } = errors;
export const { rowsIn, recordIn } = createResponses(errors);

/** The id of a user, for input of a write. */
export function userIdOf(operation: string, name: string, id: string | null | undefined): string {
  const given = text(id);
  if (isUuid(given)) return given;
  throw invalidInput(operation, `\`${name}\` must be the id of a user.`);
}
