import { InvalidInputError } from "../errors/errors.ts";
import { type CredentialSource, headerValue } from "../requests/header-value.ts";
import type { Authenticator } from "./authenticator.ts";

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
