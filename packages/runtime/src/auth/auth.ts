import { InvalidInputError } from "../errors/errors.ts";
import type { Authenticator } from "../types.ts";

/** Where a credential was given: `vendor` and the name of the `option`, for the message when it cannot be sent. */
export type CredentialSource = { vendor?: string; option?: string };

/** Sends a key in a header. */
export function apiKey(options: { header: string; value: string } & CredentialSource): Authenticator {
  const { header } = options;
  const value = headerValue(options.value, header, options);
  return { authorize: (headers) => headers.set(header, value) };
}

/** Sends a bearer token that the caller keeps fresh. */
export function bearer(token: string, source?: CredentialSource): Authenticator {
  const value = `Bearer ${headerValue(token, "authorization", source)}`;
  return apiKey({ header: "authorization", value });
}

/** Sends a user name and a password. */
export function basic(
  options: { username: string; password: string } & Pick<CredentialSource, "vendor">,
): Authenticator {
  const { username, password, vendor } = options;
  if (!username || username.includes(":"))
    throw new InvalidInputError(
      "the user name is empty, or has a colon, which basic authentication does not allow.",
      { vendor },
    );
  return apiKey({ header: "authorization", value: basicValue(username, password) });
}

export function basicValue(username: string, password: string): string {
  const bytes = new TextEncoder().encode(`${username}:${password}`);
  return `Basic ${btoa(String.fromCharCode(...bytes))}`;
}

/** The value, if a header can carry it. The platform's own error would print it. */
export function headerValue(
  value: unknown,
  header: string,
  { vendor, option }: CredentialSource = {},
): string {
  if (typeof value === "string" && /^[\x21-\x7e]([\x20-\x7e]*[\x21-\x7e])?$/.test(value)) return value;
  const what = option ? `\`${option}\`` : `the value for the header "${header}"`;
  throw new InvalidInputError(
    `${what} is empty, or has spaces around it, a line break or a character outside of ASCII.`,
    { vendor, advice: "Check how it was copied." },
  );
}
