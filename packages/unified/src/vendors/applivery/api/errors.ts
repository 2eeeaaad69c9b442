import { createVendorErrors, text } from "@mdmkit/unified/vendor";

const errors = createVendorErrors("applivery", "Applivery's API");
export const { invalidInput, invalidCursor, notFound, invalidResponse } = errors;

/** The id of a user or a policy, which has one form. */
export function entityId(operation: string, name: string, id: string | null | undefined): string {
  const given = text(id);
  if (!given) throw invalidInput(operation, `\`${name}\` must have an \`id\`.`);
  if (/^[a-f0-9]{24}$/i.test(given)) return given;
  throw invalidInput(operation, `The \`id\` of \`${name}\` must have 24 hexadecimal digits.`);
}
