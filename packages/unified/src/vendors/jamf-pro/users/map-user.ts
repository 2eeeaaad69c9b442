import type { User as JamfProUser } from "@mdmkit/jamf-pro";
import {
  type Complete,
  type Drift,
  type EmailRef,
  first,
  flag,
  text,
  type User,
} from "@mdmkit/unified/vendor";

/** A person devices are assigned to. Jamf Pro keeps neither dates nor a state of people. */
export function mapJamfProUser(user: JamfProUser, drift?: Drift): Complete<User> {
  const id = text(user.id, drift) ?? "";
  const fullName = text(user.realname, drift);
  const words = fullName?.split(/\s+/);
  const [firstName, lastName] = words?.length === 2 ? words : [];
  return {
    id,
    name: first(fullName, text(user.username, drift), text(user.email, drift)) ?? id,
    first_name: firstName, // more than two words cannot be told apart
    last_name: lastName,
    emails: emailsOf(text(user.email, drift)),
    organization: undefined,
    is_active: undefined,
    avatar: flag(user.enableCustomPhotoUrl, drift) === false ? null : text(user.customPhotoUrl, drift),
    created_at: undefined,
    updated_at: undefined,
    remote_data: undefined, // attached by the engine
  };
}

/** Jamf knows users from work. */
export const EMAIL_TYPE = "work";

/** Jamf keeps one address. */
export function emailsOf(email: string | null | undefined): EmailRef[] | undefined {
  if (email === undefined) return undefined;
  return email === null ? [] : [{ email, type: EMAIL_TYPE, is_primary: true }];
}
