import { InvalidInputError } from "../errors/errors.ts";

/** Where a credential was given: `vendor` and the name of the `option`, for the message when it cannot be sent. */
export type CredentialSource = { vendor?: string; option?: string };

/** The value, if a header can carry it. The platform's own error would print it. */
export function headerValue(
  value: unknown,
  header: string,
  { vendor, option }: CredentialSource = {},
): string {
  if (typeof value === "string" && /^[\x21-\x7e]([\x20-\x7e]*[\x21-\x7e])?$/.test(value)) return value;
  const what = option ? `\`${option}\`` : `the value for the header "${header}"`;
  throw new InvalidInputError(`${what} is empty, has spaces around it, or is not printable ASCII.`, {
    vendor,
    advice: "Check how it was copied.",
  });
}
