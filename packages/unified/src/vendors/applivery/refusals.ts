import { InvalidInputError } from "@mdmkit/runtime";
import { text } from "../../mapping/values.ts";

/** What a caller asked for and Applivery cannot hold; nothing was sent. */
export function invalid(operation: string, message: string): InvalidInputError {
  return new InvalidInputError(message, { vendor: "applivery", operation });
}

/** The id of a user or a policy, which has one form. */
export function entityId(operation: string, name: string, id: string | null | undefined): string {
  const given = text(id);
  if (!given) throw invalid(operation, `\`${name}\` needs an \`id\`.`);
  if (/^[a-f0-9]{24}$/i.test(given)) return given;
  throw invalid(operation, `\`${name}\` needs an \`id\` of 24 hexadecimal digits.`);
}
