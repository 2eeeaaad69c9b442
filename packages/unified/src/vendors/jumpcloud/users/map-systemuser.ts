import type { SystemUser } from "@mdmkit/jumpcloud";
import type { EmailRef, User } from "../../../contract/model.ts";
import type { Complete } from "../../../mapping/complete.ts";
import { toRfc3339 } from "../../../mapping/rfc3339.ts";
import { first, flag, lookup, not, text } from "../../../mapping/values.ts";
import { organizationOf } from "../api/named-refs.ts";
import type { JumpCloudUser } from "../api/record.ts";

/** What the two addresses of a directory user are called. */
export const PRIMARY_EMAIL = "primary";
export const ALTERNATE_EMAIL = "alternate";

const IS_ACTIVE: Record<NonNullable<SystemUser["state"]>, boolean> = {
  ACTIVATED: true,
  STAGED: false,
  SUSPENDED: false,
};

/** A directory user. `activated` only says that a password was set, so activity is judged by `state`. */
export function mapJumpCloudUser(user: JumpCloudUser): Complete<User> {
  const id = text(user._id) ?? text(user.id) ?? "";
  const fullName = [user.firstname, user.lastname].map(text).filter(Boolean).join(" ");
  return {
    id,
    name: text(user.displayname) || fullName || text(user.username) || text(user.email) || id,
    first_name: text(user.firstname),
    last_name: text(user.lastname),
    emails: emailsOf(user),
    organization: organizationOf(user),
    is_active: first(lookup(IS_ACTIVE, user.state, undefined), not(flag(user.suspended))),
    avatar: undefined,
    created_at: toRfc3339(user.created),
    updated_at: undefined,
    remote_data: undefined, // attached by the engine
  };
}

/** The recovery address is a secret between a person and JumpCloud; it is not exposed here. */
function emailsOf(user: SystemUser): EmailRef[] {
  const email = text(user.email);
  const alternate = text(user.alternateEmail);
  return [
    ...(email ? [{ email, type: PRIMARY_EMAIL, is_primary: true }] : []),
    ...(alternate ? [{ email: alternate, type: ALTERNATE_EMAIL, is_primary: false }] : []),
  ];
}
