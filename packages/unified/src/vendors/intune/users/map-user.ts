import type { DirectoryUser } from "@mdmkit/intune";
import {
  type Complete,
  type Drift,
  type EmailRef,
  flag,
  list,
  text,
  toRfc3339,
  type User,
  unique,
} from "@mdmkit/unified/vendor";

/** What the addresses of a user are called. */
const PRIMARY = "primary";
const OTHER = "other";

export function mapIntuneUser(user: DirectoryUser, drift?: Drift): Complete<User> {
  const id = text(user.id, drift) ?? "";
  return {
    id,
    name: text(user.displayName, drift) || text(user.userPrincipalName, drift) || id,
    first_name: text(user.givenName, drift),
    last_name: text(user.surname, drift),
    emails: emailsOf(user, drift),
    organization: undefined, // a user has none; the tenant is that of the token
    is_active: flag(user.accountEnabled, drift),
    avatar: undefined, // an image behind a request of its own, without a URL
    created_at: toRfc3339(user.createdDateTime, drift),
    updated_at: undefined,
  };
}

function emailsOf(user: DirectoryUser, drift?: Drift): EmailRef[] {
  const main = text(user.mail, drift) || addressIn(text(user.userPrincipalName, drift));
  const others = unique(list(user.otherMails, drift).map((address) => text(address, drift)));
  return [
    ...(main ? [{ email: main, type: PRIMARY, is_primary: true }] : []),
    ...others
      .filter((address) => address !== main)
      .map((email) => ({ email, type: OTHER, is_primary: false })),
  ];
}

/** A user principal name that may be an address: that of a guest has the address of another organization in it. */
export function addressIn(userPrincipalName: string | null | undefined): string | undefined {
  const isAddress = /^[^@\s#]+@[^@\s]+\.[^@\s]+$/.test(userPrincipalName ?? "");
  return isAddress ? (userPrincipalName ?? undefined) : undefined;
}
