import {
  type Complete,
  type Drift,
  type EmailRef,
  first,
  flag,
  text,
  type User,
} from "@mdmkit/unified/vendor";
import type { JamfProUserRecord } from "../api/record.ts";

/** A person devices are assigned to, of the Jamf Pro API or of the Classic API. Neither keeps dates or a state of people. */
export function mapJamfProUser(user: JamfProUserRecord, drift?: Drift): Complete<User, "times"> {
  const id = userId(user, drift) ?? "";
  const fullName = first(text(user.realname, drift), text(user.full_name, drift));
  const words = fullName?.split(/\s+/);
  const [firstName, lastName] = words?.length === 2 ? words : [];
  return {
    id,
    name: first(fullName, text(user.username, drift), text(user.name, drift), text(user.email, drift)) ?? id,
    first_name: firstName, // more than two words are ambiguous
    last_name: lastName,
    emails: emailsOf(text(user.email, drift)),
    organization: undefined,
    is_active: undefined,
    avatar: avatarOf(user, drift),
  };
}

/** Ids of the Classic API are numbers. */
export function userId({ id }: Pick<JamfProUserRecord, "id">, drift?: Drift): string | null | undefined {
  return text(typeof id === "number" ? String(id) : id, drift);
}

function avatarOf(user: JamfProUserRecord, drift?: Drift): User["avatar"] {
  const isShown = flag(user.enableCustomPhotoUrl ?? user.enable_custom_photo_url, drift);
  return isShown === false
    ? null
    : first(text(user.customPhotoUrl, drift), text(user.custom_photo_url, drift));
}

/** Jamf knows users from work. */
export const EMAIL_TYPE = "work";

/** Jamf keeps one address. */
export function emailsOf(email: string | null | undefined): EmailRef[] | undefined {
  if (email === undefined) return undefined;
  return email === null ? [] : [{ email, type: EMAIL_TYPE, is_primary: true }];
}
