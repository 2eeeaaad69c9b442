import type { SystemUser } from "@mdmkit/jumpcloud";
import {
  type Complete,
  type Drift,
  type EmailRef,
  first,
  flag,
  lookup,
  not,
  text,
  toRfc3339,
  type User,
} from "@mdmkit/unified/vendor";
import { organizationOf } from "../api/named-refs.ts";
import type { JumpCloudUserRecord } from "../api/record.ts";

/** What the two addresses of a directory user are called. */
export const PRIMARY_EMAIL = "primary";
export const ALTERNATE_EMAIL = "alternate";

const IS_ACTIVE: Record<NonNullable<SystemUser["state"]>, boolean> = {
  ACTIVATED: true,
  STAGED: false,
  SUSPENDED: false,
};

/** A directory user. `activated` only says that a password was set, so activity is judged by `state`. */
export function mapJumpCloudUser(user: JumpCloudUserRecord, drift?: Drift): Complete<User, "avatar"> {
  const id = text(user._id, drift) ?? text(user.id, drift) ?? "";
  const firstName = text(user.firstname, drift);
  const lastName = text(user.lastname, drift);
  const fullName = [firstName, lastName].filter(Boolean).join(" ");
  return {
    id,
    name:
      text(user.displayname, drift) ||
      fullName ||
      text(user.username, drift) ||
      text(user.email, drift) ||
      id,
    first_name: firstName,
    last_name: lastName,
    emails: emailsOf(user, drift),
    organization: organizationOf(user, drift),
    is_active: first(lookup(IS_ACTIVE, user.state, undefined, drift), not(flag(user.suspended, drift))),
    created_at: toRfc3339(user.created, drift),
    updated_at: undefined,
  };
}

/** The recovery address is a secret between a person and JumpCloud; it is not exposed here. */
function emailsOf(user: SystemUser, drift?: Drift): EmailRef[] {
  const email = text(user.email, drift);
  const alternate = text(user.alternateEmail, drift);
  return [
    ...(email ? [{ email, type: PRIMARY_EMAIL, is_primary: true }] : []),
    ...(alternate ? [{ email: alternate, type: ALTERNATE_EMAIL, is_primary: false }] : []),
  ];
}
